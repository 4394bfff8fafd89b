"""Give, Take -> Python: rows of assets, what does not fit and what is lacking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.player.cells import Target, bounds, fault
from engine.player.writer import Writer
from rules.expression.node import Const
from rules.program.node import Give, Row, Step, Take


@dataclass(frozen=True, slots=True)
class _Amount:
    """A row whose amount and key are evaluated; *many* is the dict that merges rows of one slot."""

    target: Target
    amount: str
    many: str = ""


def give(out: Writer, step: Give) -> None:
    """Add rows; cut what does not fit, report, and tally what was given."""
    cells = "C"
    reads = [_early(out, row, alone=len(step.rows) == 1) for row in step.rows]
    to = out.kept(step.to) if step.to is not None else "None"
    kind = ""
    if step.to is not None:
        kind = step.to.type.kind if step.to.type.name == "offer" else ""
        cells = out.names.fresh()
        out.line(f"{cells} = W.{'offers' if kind else 'players'}[{to}]")
    for row, (amount, key) in zip(step.rows, reads, strict=True):
        wanted = out.names.fresh()
        out.line(f"{wanted} = {amount()}")
        whole(out, row, wanted, step)
        target = Target(out.catalogue.slot(row.slot), key(), cells)
        if step.nobody:
            _count(out, step.tally, target, wanted)
        else:
            _give_row(out, step, target, wanted, to, escrow(out, kind, target) if kind else target)


def escrow(out: Writer, kind: str, asset: Target) -> Target:
    """Return the cell in which an offer has what a table put of an asset: its putter is 0."""
    return Target(out.catalogue.slot(f"{kind}.put.{asset.slot.name}"), asset.key or "0", asset.cells)


def _give_row(out: Writer, step: Give, told: Target, amount: str, to: str, target: Target) -> None:
    """Add to a cell, tell of the asset; the two are one but in an offer."""
    with out.block(f"if {amount}:"):
        new = out.names.fresh()
        out.line(f"{new} = {target.held} + {amount}")
        most = bounds(target.slot)[1]
        asset, why = f"{told.slot.name!r}, {told.id_in(out)}", f"{step.why!r}, {to}"
        if most is not None:
            with out.block(f"if {new} > {most}:"):
                room = out.names.fresh()
                out.line(f"{room} = {most} - {target.held}")
                out.line(f"if {room} < 0: {room} = 0")
                out.line(f"E(Cut({asset}, {amount} - {room}, {why}))")
                out.line(f"{new} += {room} - {amount}")
                out.line(f"{amount} = {room}")
        with out.block(f"if {amount}:" if most is not None else "if True:"):
            target.store(out, new, never_default=target.slot.default == 0)
            out.line(f"E(Given({asset}, {amount}, {why}))")
            _count(out, step.tally, told, amount)


def _count(out: Writer, tally: str, target: Target, amount: str) -> None:
    if tally:
        name, address = out.local(tally), out.names.fresh()
        out.line(f"{address} = {target.address}")
        out.line(f"if {amount}: {name}[{address}] = {name}.get({address}, 0) + {amount}")


def take(out: Writer, step: Take) -> None:
    """Add equal cells up, look whether all is there, then take it."""
    needs = _needs(out, step)
    if not step.partly:
        _refuse(out, step, needs)
    if not step.check:
        for need in needs:
            _each(out, need, lambda target, amount: _take_cell(out, step, target, amount))


def _early(out: Writer, row: Row, *, alone: bool) -> tuple[Callable[[], str], Callable[[], str]]:
    amount = out.early(row.amount, alone=alone)
    return amount, out.early(row.key, alone=alone) if row.key is not None else str


def whole(out: Writer, row: Row, amount: str, step: Step) -> None:
    """Refuse an amount below 0."""
    if row.amount.type.lo < 0:
        with out.block(f"if {amount} < 0:"):
            fault(out, f"f'an amount of `{row.slot}` would be {{{amount}}}, below 0'", step.place)


def _needs(out: Writer, step: Take) -> list[_Amount]:
    """Evaluate the rows, those of one slot together where they may name the same cell."""
    by_slot: dict[str, list[Row]] = {}
    for row in step.rows:
        by_slot.setdefault(row.slot, []).append(row)
    needs: list[_Amount] = []
    for name, rows in by_slot.items():
        slot = out.catalogue.slot(name)
        read = [(_amount(out, step, row), out.kept(row.key) if row.key is not None else "") for row in rows]
        if len({row.key for row in rows}) == 1:
            needs.append(_Amount(Target(slot, read[0][1]), _sum(out, [amount for amount, _ in read])))
        elif all(isinstance(row.key, Const) for row in rows) and len({row.key for row in rows}) == len(rows):
            needs.extend(_Amount(Target(slot, key), amount) for amount, key in read)
        else:
            needs.append(_merged(out, Target(slot, out.names.fresh()), read))
    return needs


def _amount(out: Writer, step: Take, row: Row) -> str:
    amount = out.kept(row.amount)
    whole(out, row, amount, step)
    return amount


def _sum(out: Writer, amounts: list[str]) -> str:
    if len(amounts) == 1:
        return amounts[0]
    total = out.names.fresh()
    out.line(f"{total} = {' + '.join(amounts)}")
    return total


def _merged(out: Writer, target: Target, read: list[tuple[str, str]]) -> _Amount:
    many, amount = out.names.fresh(), out.names.fresh()
    out.line(f"{many} = {{}}")
    for each, key in read:
        out.line(f"{many}[{key}] = {many}.get({key}, 0) + {each}")
    return _Amount(target, amount, many)


def _each(out: Writer, need: _Amount, write: Callable[[Target, str], None]) -> None:
    if not need.many:
        return write(need.target, need.amount)
    with out.block(f"for {need.target.key}, {need.amount} in {need.many}.items():"):
        return write(need.target, need.amount)


def _has(target: Target) -> str:
    least = bounds(target.slot)[0]
    return f"{target.held} - {least}" if least else target.held


def _refuse(out: Writer, step: Take, needs: list[_Amount]) -> None:
    tests, rows = [], []
    for need in needs:
        test = f"{_has(need.target)} < {need.amount}"
        row = f"({need.target.slot.name!r}, {need.target.id_in(out)}, {_has(need.target)}, {need.amount})"
        if need.many:
            loop = f"for {need.target.key}, {need.amount} in {need.many}.items()"
            test, row = f"any([{test} {loop}])", f"*[{row} {loop}]"
        tests.append(test)
        rows.append(row)
    if tests:
        with out.block(f"if {' or '.join(tests)}:"):
            listed = "".join(f"{row}, " for row in rows)
            out.line(
                f"return lacking_(S, A, {out.phase!r}, {step.reason!r}, {out.place(step.place)}, ({listed}))"
            )


def _take_cell(out: Writer, step: Take, target: Target, amount: str) -> None:
    if step.partly:
        wanted, amount, there = amount, out.names.fresh(), out.names.fresh()
        out.line(f"{there} = {_has(target)}")
        out.line(f"{amount} = {wanted} if {wanted} < {there} else {there}")
        missing = out.names.fresh()
        out.line(f"{missing} = {wanted} - {amount}")
        _count(out, step.missing, target, missing)
    with out.block(f"if {amount}:"):
        left = out.names.fresh()
        out.line(f"{left} = {target.held} - {amount}")
        target.store(out, left)
        out.line(f"E(Taken({target.slot.name!r}, {target.id_in(out)}, {amount}, {step.why!r}))")
