"""Requirement rows (`that`, `have`) -> Require and Take-that-only-looks steps, in the order in which they stand."""

from __future__ import annotations

from rules.define.form import entry, scalar_text
from rules.document import Node
from rules.expression.type import BOOL
from rules.lower.here import Here
from rules.lower.step.amounts import amount_rows
from rules.lower.words import exists, words
from rules.program.node import Require, Requirement, Step, Steps, Take


def requirement_rows(here: Here, written: list[Node]) -> Steps:
    """Return the steps of the require phase; each row knows that the rows before it held."""
    steps: list[Step] = []
    rows: list[Requirement] = []
    first = here.before()
    for row in written:
        reason = scalar_text(entry(row, "else"))
        _word(here, reason, row)
        have = entry(row, "have")
        if have is not None:
            steps += _flush(rows)
            rows = []
            steps.append(
                Take(amount_rows(here, have, "ceil"), reason or "short", check=True, place=row.place)
            )
            continue
        rows.append(_row(here, first, row, reason, len(rows)))
    return (*steps, *_flush(rows))


def _word(here: Here, reason: str, row: Node) -> None:
    """Note what the reason's text needs, as it reads before the row is known to hold."""
    here.session.used.add(("texts", reason))
    if exists(here, reason):
        here.session.reasons[here.why, reason] = words(here, reason, row)


def _row(here: Here, first: Here, row: Node, reason: str, number: int) -> Requirement:
    """Return one row; where it can be read only after others held, it names them."""
    that = entry(row, "that")
    test = here.value(that, BOOL)
    here.assume(test)
    needs = tuple(range(number)) if number and first.needs(that) else ()
    return Requirement(test, reason, row.place, needs)


def _flush(rows: list[Requirement]) -> Steps:
    return (Require(tuple(rows)),) if rows else ()
