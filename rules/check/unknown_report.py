"""A report of the game that asks for a field or a variable that cannot be followed."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.define.form import entry, items, scalar_text
from rules.document import Node
from rules.problem import Problem, error
from rules.suggest import did_you_mean

UNKNOWN_REPORT = error("E690", "a report asks for what cannot be followed")
CODES = (UNKNOWN_REPORT,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every row of `game.report` that a simulation has nothing to tell of."""
    report = entry(pack.definitions.root.get("game"), "report")
    yield from _unknown(
        items(entry(report, "firsts")), _fields(pack), "no field that holds records of a kind that is held"
    )
    yield from _unknown(
        items(entry(report, "curves")), _variables(pack), "no variable that has one value a player"
    )


def _unknown(rows: list[Node], known: list[str], what: str) -> Iterator[Problem]:
    for row in rows:
        text = scalar_text(row)
        if text not in known:
            help_ = did_you_mean(text, known) or (f"such as `{known[0]}`" if known else None)
            yield UNKNOWN_REPORT.at(row.place, f"`{text}` is {what}", help=help_)


def _fields(pack: Subject) -> list[str]:
    kinds = pack.definitions.kinds.items()
    return [
        f"{kind}.{name}"
        for kind, form in kinds
        if form.holdable
        for name, field in form.fields.items()
        if field.type.name == "record"
    ]


def _variables(pack: Subject) -> list[str]:
    return [
        name
        for name, form in pack.definitions.variables.items()
        if not form.per and form.form.type.name == "int"
    ]
