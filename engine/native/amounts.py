"""Give, Take -> C: rows of assets, what does not fit and what is lacking."""

from __future__ import annotations

from engine.native.step import code_of, ends, store
from engine.native.value import cell_at
from engine.native.writer import Body, NotNativeError, Value, number
from rules.program.node import Give, Row, Take


def _read(out: Body, row: Row) -> tuple[str, str]:
    """Return the names of a row's amount and cell; an amount below 0 is a fault."""
    code = code_of(out)
    amount = out.kept(Value(code.whole(row.amount), "i"))
    if row.amount.type.lo < 0:
        out.line(f"if ({amount} < 0) return FAULT;")
    return amount, out.kept(Value(cell_at(code, row.slot, row.key), "i"))


def _why(out: Body, why: str) -> int:
    return out.layout.whys.index(why)


def give(out: Body, step: Give) -> None:
    """Add rows; cut what does not fit, and tally what was given."""
    if step.to is not None:
        raise NotNativeError(f"`{step.why}` gives to another player")
    for row, (amount, at) in [(row, _read(out, row)) for row in step.rows]:
        slot = out.catalogue.slot(row.slot)
        with out.block(f"if ({amount} && {at} >= 0)"):
            if not step.nobody:
                held, most = out.kept(Value(f"p->cells[{at}]", "i")), ends(slot)[1]
                if most is not None:
                    room = out.kept(Value(f"{number(most)} - {held}", "i"))
                    out.line(f"if ({amount} > {room}) {amount} = {room} < 0 ? 0 : {room};")
                with out.block(f"if ({amount})"):
                    store(out, slot, at, f"{held} + {amount}")
                    out.line(f"tell(p, MADE, {_why(out, step.why)}, {at}, {amount});")
            if step.tally:
                out.line(f"tally({out.tally(step.tally)}, {at}, {amount});")


def take(out: Body, step: Take) -> None:
    """Add equal cells up, look whether all is there, then take it."""
    if not step.rows:
        return
    read = [_read(out, row) for row in step.rows]
    cells, amounts = out.unit.fresh(), out.unit.fresh()
    out.line(f"i64 {cells}[] = {{{', '.join(at for _, at in read)}}};")
    out.line(f"i64 {amounts}[] = {{{', '.join(amount for amount, _ in read)}}};")
    if len(read) > 1:
        out.line(f"merged({cells}, {amounts}, {len(read)});")
    least = [ends(out.catalogue.slot(row.slot))[0] or 0 for row in step.rows]
    if not step.partly:
        for place, lo in enumerate(least):
            has = _has(f"{cells}[{place}]", lo)
            out.line(f"if ({cells}[{place}] >= 0 && {has} < {amounts}[{place}]) return REFUSED;")
    if not step.check:
        for place, (row, lo) in enumerate(zip(step.rows, least, strict=True)):
            _take_cell(out, step, row, (f"{cells}[{place}]", f"{amounts}[{place}]"), lo)


def _has(at: str, least: int) -> str:
    return f"p->cells[{at}] - {number(least)}" if least else f"p->cells[{at}]"


def _take_cell(out: Body, step: Take, row: Row, found: tuple[str, str], least: int) -> None:
    at, wanted = found
    with out.block(f"if ({at} >= 0)"):
        amount = out.kept(Value(wanted, "i"))
        if step.partly:
            there = out.kept(Value(_has(at, least), "i"))
            out.line(f"if ({there} < {amount}) {amount} = {there};")
        if step.missing:
            out.line(f"tally({out.tally(step.missing)}, {at}, {wanted} - {amount});")
        with out.block(f"if ({amount})"):
            store(out, out.catalogue.slot(row.slot), at, f"p->cells[{at}] - {amount}")
            out.line(f"tell(p, SPENT, {_why(out, step.why)}, {at}, {amount});")
