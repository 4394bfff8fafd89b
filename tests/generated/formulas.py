"""Random formulas: plain ones, formula fields with a body for each record, formulas that call formulas."""

from __future__ import annotations

from random import Random

from rules.expression.node import Cell, Domain, Fold, Function, Local, const
from rules.expression.type import Type, integer, record
from rules.program.catalogue import Formula
from tests.generated.base import MOST
from tests.generated.catalogue import Names
from tests.generated.expressions import Expressions


def add_formulas(chance: Random, names: Names) -> None:
    """Give a catalogue two or three formulas, each of which may call those before it."""
    _add(chance, names, "plain", ("n",), (integer(0, 9),), 1)
    _sum(chance, names)
    _add(chance, names, "tool.might", ("it",), (record("tool"),), names.size("tool"), kind="tool")
    if chance.random() < 0.5:
        types = record("gem"), integer(0, 9)
        _add(chance, names, "gem.shine", ("it", "n"), types, names.size("gem"), kind="gem")


def _sum(chance: Random, names: Names) -> None:
    """Add what is remembered: a sum without parameters, over the cells of a slot."""
    slot = chance.choice([slot for slot in names.catalogue.slots if slot.kind in ("gem", "tool")])
    var = record(slot.kind)
    cell = Cell(slot.type, slot.name, Local(var, "it"))
    size = names.size(slot.kind)
    body = Function(integer(-1000, 1000), "clamp", (cell, const(-1000), const(1000)))
    total = Fold(integer(-1000 * size, 1000 * size), "sum", Domain("kind", size, slot.kind), "it", None, body)
    names.catalogue.formulas["sum"] = Formula("sum", (), (), total.type, (total,))


def _add(
    chance: Random,
    names: Names,
    name: str,
    params: tuple[str, ...],
    types: tuple[Type, ...],
    bodies: int,
    *,
    kind: str = "",
) -> None:
    expressions = Expressions(chance, names)
    expressions.loops = 1
    expressions.locals = [Local(type_, param) for param, type_ in zip(params, types, strict=True)]
    made = [expressions.whole(2) for _ in range(chance.randint(1, bodies))]
    chosen = tuple(chance.choices(made, k=bodies))
    names.catalogue.formulas[name] = Formula(name, params, types, integer(-MOST, MOST), chosen, kind)
