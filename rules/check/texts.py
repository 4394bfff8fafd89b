"""Texts by locale -> those that are the game's own, and those that translate what definitions say."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.define.form import entry, items, scalar_text
from rules.document import Mapping, Node
from rules.lower.words import FORMS, PLACEHOLDER

# What every game says in the engine's words, unless it has its own.
ENGINE = frozenset(
    (
        *("yes", "no", "none", "nothing", "short", "lacking", "params", "bad_param"),
        *("one", "offer.gone", "offer.not_yours"),
        *("limit", "limit_evenly", "limit_over", "cut", "fault", "refused", "page"),
        *("week", "day", "hour", "minute", "second"),
    )
)
FACES = "bot."  # what a face says by itself, in the words of the game
REASONS = ("limit.", "params.", "offer.", "one.")


def locales(pack: Subject) -> dict[str, Mapping]:
    """Return the texts of each locale that has some."""
    return {name: node for name, node in pack.declared("texts") if isinstance(node, Mapping)}


def wanted(pack: Subject) -> list[str]:
    """Return the locales that the game wants to speak, the first one first."""
    stated = [scalar_text(each) for each in items(entry(pack.definitions.root.get("game"), "locales"))]
    return stated or list(locales(pack))


def translates(key: str) -> bool:
    """Tell whether a text gives other words for what stands elsewhere: a record's name, a label."""
    return "." in key and not key.startswith(REASONS)


def placeholders(node: Node | None) -> set[str]:
    """Return what stands in the braces of a text, in any of its forms."""
    text = scalar_text(node)
    found = {match[1].strip() for match in PLACEHOLDER.finditer(text)}
    for form in FORMS if isinstance(node, Mapping) else ():
        found |= placeholders(entry(node, form))
    return found


def every_key(pack: Subject) -> Iterator[tuple[str, str, Mapping]]:
    """Yield each text: its locale, its key, and the locale's texts."""
    for locale, texts in locales(pack).items():
        for key in texts.entries:
            yield locale, key, texts
