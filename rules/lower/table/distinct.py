"""`pick: {distinct: 3}` -> entries drawn by weight until so many came: no record and no entry twice.

A pool never gives a record that this draw has given; an entry with nothing left loses its weight.
"""

from __future__ import annotations

from rules.define.form import entry
from rules.document import Node
from rules.expression.node import ONE, ZERO, Fold, Local, const
from rules.expression.node import Node as Expression
from rules.expression.type import BOOL, integer, record
from rules.lower.build import cell, choose, compare, either, local, negate
from rules.lower.here import Here
from rules.lower.step.count import read_count
from rules.lower.table.drawing import Drawing
from rules.lower.table.entry import entry_steps, pool
from rules.lower.table.weight import Entries, computed, entries_of, whole_weights
from rules.program.node import Assign, Choose, Each, If, Let, Repeat, Step, Steps, Switch, Weights, Write
from rules.site import Site


def draw_distinct(here: Here, node: Node, drawing: Drawing) -> Steps:
    """Return the steps that draw so many different things."""
    entries = entries_of(node)
    count = read_count(here, entry(entry(node, "pick"), "distinct"), integer(1, 20))
    left = [_left(here, each, drawing, f"{drawing.table}.{name}") for name, each in _pairs(entries)]
    weights = [choose(test, weight, ZERO) for test, weight in zip(left, _weights(here, entries), strict=True)]
    chosen = local(here.fresh("entry"))
    cases = tuple(
        (*entry_steps(here, name, each, drawing), *_used(each, f"{drawing.table}.{name}"))
        for name, each in _pairs(entries)
    )
    site = Site(here.site, here.label, entries.names)
    body = (Choose(site, chosen.name, Weights(nodes=tuple(weights)), place=node.place), Switch(chosen, cases))
    fresh = tuple(
        step for name, each in _pairs(entries) for step in _begin(here, each, f"{drawing.table}.{name}")
    )
    return (
        *fresh,
        *count.before,
        Repeat(count.value, count.most, (If(either(*left), body),), negate(either(*left))),
    )


def _pairs(entries: Entries) -> list[tuple[str, Node]]:
    return list(zip(entries.names, entries.nodes, strict=True))


def _weights(here: Here, entries: Entries) -> list[Expression]:
    known = entries.constant()
    return computed(here, entries) if known is None else [const(weight) for weight in whole_weights(known)]


def _flag(name: str) -> Local:
    return local(f"_used_{name.replace('.', '_')}")


def _left(here: Here, node: Node, drawing: Drawing, name: str) -> Expression:
    """Return whether an entry still has something to give."""
    if entry(node, "one_of") is None:
        return compare(_flag(name), "==", ZERO)
    _, test = pool(here, node, drawing)
    return Fold(BOOL, "any", here.domain(entry(node, "one_of")), "it", None, test)


def _used(node: Node, name: str) -> Steps:
    return () if entry(node, "one_of") is not None else (Let(_flag(name).name, ONE),)


def _begin(here: Here, node: Node, name: str) -> list[Step]:
    """Return the steps that forget what an earlier draw of this command gave."""
    if entry(node, "one_of") is None:
        return [Let(_flag(name).name, ZERO)]
    kind = here.domain(entry(node, "one_of")).kind
    it = Local(record(kind), "it")
    taken = compare(cell(f"taken.{kind}", it), "!=", ZERO)
    return [Each("it", here.every(kind), (Assign((Write(f"taken.{kind}", it, ZERO),)),), taken)]
