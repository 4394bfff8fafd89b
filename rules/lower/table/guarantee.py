"""A table's `guarantees` -> weights by the counters' state, and what a draw does to the counters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from rules.define.form import entry, items, scalar_text
from rules.define.literal import exact
from rules.define.literal import whole as read_whole
from rules.document import Node
from rules.expression.node import ONE, ZERO, Cell, Const, Local
from rules.expression.node import Node as Expression
from rules.expression.parse import Tree, parse
from rules.expression.type import CHANCE, integer
from rules.lower.ask import WEIGHT
from rules.lower.build import choose, least, one_of, whole
from rules.lower.here import Here
from rules.lower.table.weight import REST, Entries, computed
from rules.program.guarantee import Guarantee, Tabulation, TooManyRows, tabulate
from rules.program.node import Assign, Let, Step, Steps, Weights, Write
from rules.program.walk import every

THIS_DRAW = "this_draw"
DRAW_COUNTER = "_draw_"  # what the locals that stand for `this_draw` begin with
COUNTED = integer(0, 10**6)


@dataclass(frozen=True, slots=True)
class Counters:
    """The guarantees of a table, tabulated: the weights, and each counter with the entries that reset it."""

    weights: Weights
    entries: tuple[str, ...]
    counters: tuple[tuple[Expression, frozenset[str]], ...]

    def counted(self, chosen: Local) -> Steps:
        """Return what the drawn entry does to the counters: one that is met begins anew, others count on."""
        return tuple(self._count(counter, met, chosen) for counter, met in self.counters)

    def _count(self, counter: Expression, met: frozenset[str], chosen: Local) -> Step:
        codes = tuple(code for code, name in enumerate(self.entries) if name in met)
        value = choose(
            one_of(chosen, codes), ZERO, least(whole("+", counter, ONE), Const(COUNTED, _most(counter)))
        )
        if isinstance(counter, Cell):
            return Assign((Write(counter.slot, counter.key, value),), counts=True)
        return Let(counter.name if isinstance(counter, Local) else "", value)


def _most(counter: Expression) -> int:
    return int(min(counter.type.hi, COUNTED.hi))


def guarantees_of(here: Here, node: Node, entries: Entries) -> Counters | None:
    """Return the guarantees of a table; nothing where it has none, or where they cannot be tabulated."""
    written = items(entry(node, "guarantees"))
    if not written:
        return None
    known = entries.constant()
    if known is None:
        computed(here, entries)
        if _readable(here, entries):
            here.not_constant(written[0], entries.word)
    if known is None or not sum(known):
        known = [Fraction(1)] * len(entries.names)  # read on: what counts is no mistake too
    total = sum(known, Fraction(0))
    chances = {name: weight / total for name, weight in zip(entries.names, known, strict=True)}
    read: dict[str, Expression] = {}
    rows = [_row(here, each, read) for each in written]
    found = tabulate(chances, [row for row in rows if row.entry in chances])
    if isinstance(found, TooManyRows):
        here.too_many_rows(written[0], found.rows, found.most)
        return None
    return _counters(found, read)


def _readable(here: Here, entries: Entries) -> bool:
    """Tell whether nothing else is wrong with the weights or chances that are no plain numbers."""
    wanted = WEIGHT if entries.word == "weight" else CHANCE
    texts = [node for node in entries.stated() if node is not None and scalar_text(node) != REST]
    return all(
        isinstance(parse(scalar_text(node)), Tree) and not here.needs(node, wanted)
        for node in texts
        if exact(scalar_text(node)) is None
    )


def _counters(found: Tabulation, read: dict[str, Expression]) -> Counters:
    index = found.index(lambda name: read[name])
    counters = tuple((read[digit.counter], digit.met) for digit in found.digits)
    return Counters(Weights(found.rows, index), found.entries, counters)


def _row(here: Here, node: Node, read: dict[str, Expression]) -> Guarantee:
    name = scalar_text(entry(node, "counter"))
    if name not in read:
        read[name] = _counter(here, node, name)
    soft = entry(node, "soft")
    return Guarantee(
        scalar_text(entry(node, "entry")),
        name,
        frozenset(scalar_text(each) for each in items(entry(node, "met_by"))),
        read_whole(scalar_text(entry(soft, "from"))) or 1,
        exact(scalar_text(entry(soft, "add"))) or Fraction(0),
        read_whole(scalar_text(entry(node, "by"))),
    )


def _counter(here: Here, node: Node, name: str) -> Expression:
    """Return what reads a counter: a variable, or for `this_draw` a local that begins with the draw."""
    if name == THIS_DRAW:
        return Local(
            COUNTED,
            f"{DRAW_COUNTER}{len(here.nested)}_{here.nested[-1] if here.nested else ''}".replace(".", "_"),
        )
    return here.counter(entry(node, "counter"))


def fresh_counters(steps: Iterable[Step]) -> Steps:
    """Return what sets every `this_draw` counter of a draw to 0 before it begins."""
    names = {
        step.local for step in every(steps) if isinstance(step, Let) and step.local.startswith(DRAW_COUNTER)
    }
    return tuple(Let(name, ZERO) for name in sorted(names))
