"""Choose, Uniform, Select -> Python: weights added up, pools remembered."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from engine.player.cells import fault
from engine.player.members import members
from engine.player.writer import HELD, Writer, is_lasting
from rules.expression.node import Local, Node, walk
from rules.expression.scalar_names import mangle
from rules.expression.type import NONE
from rules.program.node import Choose, Select, Uniform

# How many different pools of one select are remembered.
_REMEMBERED = 4096

Pool = tuple[tuple[int, ...], tuple[int, ...] | None]


def choose(out: Writer, step: Choose) -> None:
    """Roll for a place."""
    weights = step.weights
    if weights.nodes:
        cumulative = _computed(out, step)
    elif weights.index is not None:
        rows = tuple(tuple(accumulate(row)) for row in weights.rows)
        cumulative = f"{out.names.constant(rows, rows)}[{out.source(weights.index)}]"
    else:
        row = tuple(accumulate(weights.rows[0]))
        cumulative = out.names.constant(row, row)
    out.line(f"{out.local(step.local)} = H.choose({cumulative}, {out.site(step.site)}, {out.coordinate})")


def _computed(out: Writer, step: Choose) -> str:
    total, sums = "", []
    for node in step.weights.nodes:
        weight = out.kept(node)
        if node.type.lo < 0:
            with out.block(f"if {weight} < 0:"):
                fault(out, f"f'a weight would be {{{weight}}}, below 0'", step.place)
        total, before = out.names.fresh(), total
        out.line(f"{total} = {before} + {weight}" if before else f"{total} = {weight}")
        sums.append(total)
    with out.block(f"if not {total}:"):
        fault(out, "'all weights would be 0'", step.place)
    return f"({', '.join(sums)},)"


def uniform(out: Writer, step: Uniform) -> None:
    """Roll a whole number."""
    lo, hi = out.kept(step.lo), out.kept(step.hi)
    if step.hi.type.lo < step.lo.type.hi:
        with out.block(f"if {hi} < {lo}:"):
            fault(out, f"f'a roll would be from {{{lo}}} to {{{hi}}}'", step.place)
    out.line(f"{out.local(step.local)} = H.uniform({lo}, {hi}, {out.site(step.site)}, {out.coordinate})")


def select(out: Writer, step: Select) -> None:
    """Roll for a record of a pool; pools that hang on locals alone are remembered by their values."""
    pool = out.names.fresh()
    nodes = [node for node in (step.where, step.weigh, step.domain.node) if node is not None]
    lasting = step.domain.form not in HELD and all(map(is_lasting, nodes))
    if lasting:
        _remember(out, step, pool, nodes)
    else:
        out.line(f"{pool} = {_pool(out, step)}")
    roll = f"H.pick({pool}[0], {pool}[1], {out.site(step.site)}, {out.coordinate})"
    out.line(f"{out.local(step.local)} = {roll} if {pool}[0] else {NONE}")


def _pool(out: Writer, step: Select) -> str:
    chosen = members(out, step.domain, step.var, step.where)
    if step.weigh is None:
        return f"pool_({chosen}, None)"
    name, codes = mangle(step.var), out.names.fresh()
    out.line(f"{codes} = {chosen}")
    return f"pool_({codes}, [{out.source(step.weigh)} for {name} in {codes}])"


def _remember(out: Writer, step: Select, pool: str, nodes: list[Node]) -> None:
    remembered: dict[Any, Pool] = {}
    memory = out.constant(remembered)
    key = f"({''.join(f'{mangle(name)}, ' for name in _locals(step, nodes))})"
    out.line(f"{pool} = {memory}.get({key})")
    with out.block(f"if {pool} is None:"):
        out.line(f"if len({memory}) >= {_REMEMBERED}: {memory}.clear()")
        out.line(f"{pool} = {memory}[{key}] = {_pool(out, step)}")


def _locals(step: Select, nodes: list[Node]) -> list[str]:
    found = {part.name for node in nodes for part in walk(node) if isinstance(part, Local)}
    return sorted(found - {step.var})


def pool(codes: list[int], weights: list[int] | None) -> Pool:
    """Return what is rolled for: codes and their weights added up; nothing if all weights are 0."""
    if weights is None:
        return tuple(codes), None
    cumulative = tuple(accumulate(weights))
    return (tuple(codes), cumulative) if cumulative and cumulative[-1] else ((), None)
