"""Amounts as they are written (a mapping, or an expression) -> rows of whole numbers by asset."""

from __future__ import annotations

from rules.define.form import scalar_text
from rules.define.literal import bounds
from rules.document import Mapping, Node
from rules.expression.node import Local, const
from rules.expression.node import Node as Expression
from rules.expression.type import integer, number
from rules.lower import code
from rules.lower.here import Here
from rules.lower.rows import Rounding, whole_amount
from rules.program.node import Row, Step, Steps, Uniform
from rules.site import Site

MOST = 10**15


def amount_rows(here: Here, written: Node, rounding: Rounding) -> tuple[Row, ...]:
    """Return the rows of amounts without ranges."""
    return _read(here, written, rounding, None)


def give_rows(here: Here, written: Node) -> tuple[Steps, tuple[Row, ...]]:
    """Return the rolls that ranges (`50..200`) need, and the rows that follow them."""
    rolls: list[Step] = []
    rows = _read(here, written, "floor", rolls)
    return tuple(rolls), rows


def only_held(here: Here, rows: tuple[Row, ...], written: Node) -> None:
    """Report what cannot lie in an offer: variables are not moved from one to another."""
    for slot in sorted({row.slot for row in rows if not row.slot.startswith("owned.")}):
        said = f"`{slot}` is a variable, and only what is held can lie in an offer"
        here.session.report(
            code.NOT_MOVED, written, said, "make it a record of a kind with `holdable: stack`"
        )


def _read(here: Here, written: Node, rounding: Rounding, rolls: list[Step] | None) -> tuple[Row, ...]:
    if not isinstance(written, Mapping):
        return here.amounts(written, rounding)
    return tuple(
        row
        for name, value in sorted(written.entries.items())
        for row in _row(here, written.key(name), value, rounding, rolls)
    )


def _row(here: Here, key: Node, value: Node, rounding: Rounding, rolls: list[Step] | None) -> tuple[Row, ...]:
    asset = here.asset(key)
    if asset is None:
        return ()
    ends = bounds(scalar_text(value))
    if ends is None:
        amount = whole_amount(here.value(value, number(0, MOST)), rounding)
    elif rolls is None:
        here.no_range(value)
        return ()
    else:
        amount = _rolled(here, scalar_text(key), ends, rolls, value)
    return (Row(asset[0], asset[1], amount),)


def _rolled(here: Here, name: str, ends: tuple[int, int], rolls: list[Step], value: Node) -> Expression:
    lo, hi = ends
    if lo > hi or lo < 0:
        here.bad_range(value)
        return const(0)
    rolled = Local(integer(lo, hi), here.fresh("amount"))
    inner = here.inside(name)
    rolls.append(Uniform(Site(inner.site, inner.label), rolled.name, const(lo), const(hi), place=value.place))
    return rolled
