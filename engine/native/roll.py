"""Choose, Uniform, Select -> C: weights added up, and a number below their sum."""

from __future__ import annotations

from itertools import accumulate

from engine.native.loop import collected, size_of
from engine.native.step import bind, code_of, whole
from engine.native.writer import Body, Value, word
from rules.program.node import Choose, Select, Uniform


def choose(out: Body, step: Choose) -> None:
    """Roll for a place."""
    weights = step.weights
    if weights.nodes:
        sums, count = _computed(out, step), len(weights.nodes)
    elif weights.index is not None:
        rows, count = [list(accumulate(row)) for row in weights.rows], len(weights.rows[0])
        table = out.unit.table([value for row in rows for value in row]).text
        sums = f"&{table}[in({code_of(out).whole(weights.index)}, {len(rows)}) * {count}]"
    else:
        row = list(accumulate(weights.rows[0]))
        sums, count = out.unit.table(row).text, len(row)
    roll = f"choose(p, {sums}, {count}, {word(step.site.hash)}, {out.coordinate})"
    bind(out, step.local, Value(roll, "i"))


def _computed(out: Body, step: Choose) -> str:
    sums = out.unit.fresh("s")
    nodes = step.weights.nodes
    out.line(f"i64 {sums}[{len(nodes)}];")
    for place, node in enumerate(nodes):
        weight = whole(out, node)
        if node.type.lo < 0:
            out.line(f"if ({weight} < 0) return FAULT;")
        out.line(f"{sums}[{place}] = {f'{sums}[{place - 1}] + ' if place else ''}{weight};")
    out.line(f"if (!{sums}[{len(nodes) - 1}]) return FAULT;")
    return sums


def uniform(out: Body, step: Uniform) -> None:
    """Roll a whole number."""
    lo, hi = whole(out, step.lo), whole(out, step.hi)
    if step.hi.type.lo < step.lo.type.hi:
        out.line(f"if ({hi} < {lo}) return FAULT;")
    roll = f"below(p, {hi} - {lo} + 1, {word(step.site.hash)}, {out.coordinate})"
    bind(out, step.local, Value(f"{lo} + {roll}", "i"))


def select(out: Body, step: Select) -> None:
    """Roll for a member of a pool; nothing where it is empty, or weighs nothing."""
    code, count = code_of(out), out.unit.fresh("n")
    pool = out.unit.space(size_of(code, step.domain))
    with out.block(""):
        out.line(collected(code, step.domain, step.var, step.where, pool, count))
        if step.weigh is None:
            roll = f"{pool}[below(p, {count}, {word(step.site.hash)}, {out.coordinate})]"
            bind(out, step.local, Value(f"{count} ? {roll} : NONE", "i"))
            return
        sums, at, member = (
            out.unit.space(size_of(code, step.domain)),
            out.unit.fresh("n"),
            out.unit.fresh("e"),
        )
        weight = code.with_(step.var, Value(member, "i")).whole(step.weigh)
        with out.block(f"for (i64 {at} = 0; {at} < {count}; {at}++)"):
            out.line(f"i64 {member} = {pool}[{at}];")
            out.line(f"{sums}[{at}] = ({at} ? {sums}[{at} - 1] : 0) + {weight};")
        roll = f"{pool}[choose(p, {sums}, {count}, {word(step.site.hash)}, {out.coordinate})]"
        bind(out, step.local, Value(f"{count} && {sums}[{count} - 1] ? {roll} : NONE", "i"))
