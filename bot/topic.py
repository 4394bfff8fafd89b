"""A ruleset -> its players' actions, grouped as its menus say; what is in none comes last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.commands.path import paths
from engine.view.voice import Voice
from rules.define.form import entry, items, scalar_text
from rules.document import Mapping, Node
from rules.ruleset import Ruleset

REST = "-"


@dataclass(frozen=True, slots=True)
class Topic:
    """Actions that belong together; *id* is that of a menu, or `REST`."""

    id: str
    actions: tuple[str, ...]


def topics(ruleset: Ruleset) -> list[Topic]:
    """Return the topics in their order; of actions that nobody types, none is in them."""
    typed = commands_of(ruleset)
    written = ruleset.definitions.resolved.root.entries.get("menus")
    ordered = [
        Topic(name, tuple(each for each in _listed(ruleset, node) if each in typed))
        for name, node in (written.entries.items() if isinstance(written, Mapping) else ())
    ]
    taken = {action for topic in ordered for action in topic.actions}
    rest = tuple(action for action in typed if action not in taken)
    return [each for each in (*ordered, Topic(REST, rest)) if each.actions]


def commands_of(ruleset: Ruleset) -> dict[str, str]:
    """Return what is typed for each action of players."""
    return {action: " ".join(path) for path, action in sorted(paths(ruleset).items())}


def name_of(ruleset: Ruleset, topic: Topic, voice: Voice, rest: str) -> str:
    """Return what a topic is called, with its sign; *rest* is what has no menu."""
    if topic.id == REST:
        return rest
    node = ruleset.definitions.declared("menus")[topic.id]
    name = voice.own(f"menus.{topic.id}.name", scalar_text(entry(node, "name")) or topic.id.replace("_", " "))
    return " ".join(filter(None, (scalar_text(entry(node, "emoji")), name)))


def summary_of(ruleset: Ruleset, topic: Topic, voice: Voice) -> str:
    """Return what a topic is about."""
    node = ruleset.definitions.declared("menus").get(topic.id)
    return voice.own(f"menus.{topic.id}.summary", scalar_text(entry(node, "summary")))


def _listed(ruleset: Ruleset, node: Node) -> Iterator[str]:
    return (
        ruleset.definitions.current("actions", scalar_text(each)) for each in items(entry(node, "actions"))
    )
