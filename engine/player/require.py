"""Require -> Python: one test where all rows hold, and a list of the rows that do not where one fails."""

from __future__ import annotations

from engine.player.writer import Writer
from rules.program.node import Require


def require(out: Writer, step: Require) -> None:
    """Refuse unless every row holds; a row is read only if those it needs hold."""
    if not step.rows:
        return
    with out.block(f"if not ({' and '.join(out.source(row.test) for row in step.rows)}):"):
        held, rows = [], out.names.fresh()
        out.line(f"{rows} = []")
        for row in step.rows:
            held.append(out.names.fresh())
            needed = " and ".join(held[number] for number in row.needs)
            test = out.source(row.test)
            out.line(f"{held[-1]} = {needed} and {test}" if needed else f"{held[-1]} = {test}")
            failed = out.constant((row.reason, row.place))
            out.line(f"if {f'{needed} and ' if needed else ''}not {held[-1]}: {rows}.append({failed})")
        out.line(f"return failed_(S, A, {out.phase!r}, {rows})")
