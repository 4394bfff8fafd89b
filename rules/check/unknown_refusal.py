"""A scenario that expects to be refused for a reason that none of its actions has."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import entries, general, requirements, steps, word
from rules.check.subject import Subject
from rules.define.form import entry, scalar_text
from rules.document import Node, Scalar, Sequence
from rules.problem import Problem, error
from rules.program.offer import GONE, NOT_YOURS, ONE
from rules.suggest import did_you_mean

UNKNOWN_REFUSAL = error("E606", "a scenario expects a refusal that cannot come")
CODES = (UNKNOWN_REFUSAL,)

_ALWAYS = ("short", "fault", "who")
_LIMIT = "limit."


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every expected refusal that no action of the scenario can give."""
    for _, scenario in pack.declared("scenarios"):
        if scenario.source.file not in pack.own:
            continue
        for node, actions in _expected(scenario):
            known = [*_ALWAYS, *(reason for name in actions for reason in _reasons(pack, name))]
            if isinstance(node, Scalar) and node.text not in known and not _unclear(pack, node.text, known):
                help_ = did_you_mean(node.text, known)
                yield UNKNOWN_REFUSAL.at(node.place, f"nothing here is refused for `{node.text}`", help=help_)


def _unclear(pack: Subject, reason: str, known: list[str]) -> bool:
    """Tell whether a limit is expected where an action names one that there is not: that is told there."""
    named = {each.removeprefix(_LIMIT) for each in known if each.startswith(_LIMIT)}
    return reason.startswith(_LIMIT) and not named <= set(pack.definitions.declared("limits"))


def _expected(scenario: Node) -> Iterator[tuple[Node | None, list[str]]]:
    """Yield each expected refusal with the actions that may be refused."""
    when = entry(scenario, "when")
    rows = when.items if isinstance(when, Sequence) else [when] if entry(when, "do") is not None else []
    for row in rows:
        yield entry(row, "refused"), [word(row, "do")]
    names = [word(row, "do") for row in rows] or [name for name, _ in entries(when)]
    yield entry(entry(scenario, "then"), "refused"), names


def _reasons(pack: Subject, name: str) -> Iterator[str]:
    node = pack.definitions.declared("actions").get(name)
    rule = general(pack)
    params = dict(entries(entry(node, "params")))
    yield from (f"params.{param}" for param in params)
    if any(word(param, "type") in pack.definitions.offer_ids for param in params.values()):
        yield from (GONE, NOT_YOURS)
    yield from (f"{ONE}{word(step, 'open')}" for step in steps(node) if "open" in step.entries)
    for owner in (rule, node):
        yield from (word(row, "else") or "short" for row in requirements(owner))
        limit = scalar_text(entry(owner, "limit"))
        yield from [f"limit.{limit.partition('(')[0].strip()}"] if limit else []
