"""Requirement rows (`that`, `have`) -> one Require step, so that all rows that fail are told together."""

from __future__ import annotations

from rules.define.form import entry, scalar_text
from rules.document import Node
from rules.expression.node import TRUE, ZERO, Cell, Const
from rules.expression.node import Node as Expression
from rules.expression.type import BOOL
from rules.lower.build import both, choose, compare, whole
from rules.lower.here import Here
from rules.lower.step.amounts import amount_rows
from rules.lower.words import exists, words
from rules.program.node import Require, Requirement, Row, Steps


def requirement_rows(here: Here, written: list[Node]) -> Steps:
    """Return the steps of the require phase; each row knows that the rows before it held."""
    rows: list[Requirement] = []
    first = here.before()
    for row in written:
        reason = scalar_text(entry(row, "else"))
        _word(here, reason, row)
        rows.append(_row(here, first, row, reason or "short", len(rows)))
    return (Require(tuple(rows)),) if rows else ()


def _word(here: Here, reason: str, row: Node) -> None:
    """Note what the reason's text needs, as it reads before the row is known to hold."""
    here.session.used.add(("texts", reason))
    if exists(here, reason):
        here.session.reasons[here.why, reason] = words(here, reason, row)


def _row(here: Here, first: Here, row: Node, reason: str, number: int) -> Requirement:
    """Return one row; where it can be read only after others held, it names them."""
    that, have = entry(row, "that"), entry(row, "have")
    if have is None:
        test, waits = tested(here, first, that)
        here.assume(test)
        return Requirement(test, reason, row.place, tuple(range(number)) if waits else ())
    waits = first.needs_amounts(have)
    rows = amount_rows(here if waits else first, have, "ceil")
    test = held(here, rows)
    here.assume(test)
    return Requirement(test, reason, row.place, tuple(range(number)) if waits else (), rows)


def tested(here: Here, first: Here, that: Node | None) -> tuple[Expression, bool]:
    """Return a row's condition, and whether it can be read only after the rows before it held.

    Else it is read as at *first*, where they are not known to hold: it is asked even where they do not.
    """
    waits = first.needs(that)
    alone = None if waits else first.value(that, BOOL)
    known = here.value(that, BOOL)  # last, so that it is what checks find for this text
    return known if alone is None else alone, waits


def held(here: Here, rows: tuple[Row, ...]) -> Expression:
    """Return whether so much is there; what two rows name of one thing adds up."""
    tests = [
        compare(Cell(here.slot(row.slot).type, row.slot, row.key), ">=", _needed(row, rows)) for row in rows
    ]
    return both(*tests) if tests else TRUE


def _needed(row: Row, rows: tuple[Row, ...]) -> Expression:
    total = row.amount
    for other in rows:
        if other is row or other.slot != row.slot:
            continue
        if other.key is None or row.key is None:
            total = whole("+", total, other.amount)
        elif not (isinstance(other.key, Const) and isinstance(row.key, Const)):
            total = whole("+", total, choose(compare(other.key, "==", row.key), other.amount, ZERO))
        elif other.key.value == row.key.value:
            total = whole("+", total, other.amount)
    return total
