"""Counters that go on beyond their guarantee are alike from there on, and nothing else is taken to be."""

from __future__ import annotations

import pytest

from engine.distribution.question import Mark, Question, Watch
from engine.odds.chain import Chain, build
from engine.odds.rates import in_the_long_run
from engine.odds.saturate import saturations
from rules.expression.node import (
    Apply,
    Binary,
    Cell,
    Choice,
    Compare,
    Domain,
    Fold,
    Function,
    Local,
    Node,
    const,
)
from rules.expression.type import BOOL, COUNT, integer
from rules.program.catalogue import Catalogue, Formula
from rules.program.node import (
    Assign,
    Choose,
    Emit,
    Give,
    If,
    Reaction,
    Row,
    Select,
    Step,
    Sweep,
    Weights,
    Write,
)
from rules.program.slot import Slot
from rules.program.walk import Walker
from rules.site import Site
from tests.engine.odds.tables import FIVE, FOUR, KINDS, WISH, draw, table

SLOTS = (Slot(0, "n", COUNT), Slot(1, "m", COUNT), Slot(2, "x", COUNT), Slot(3, "k", COUNT, kind="card"))
SQUARE = Formula("square", (), (), COUNT, (Cell(COUNT, "n"),))
GAME = Catalogue(KINDS, SLOTS, {"square": SQUARE})
N = Cell(COUNT, "n")
LAST = Local(integer(0, 3), "c")
HIT = Compare(BOOL, "==", LAST, const(0))


def clipped(most: int) -> Node:
    return Function(integer(0, most), "clamp", (N, const(0), const(most)))


def on(node: Node = N, more: int = 1) -> Node:
    return Function(COUNT, "min", (Binary(COUNT, "+", node, const(more)), const(10**6)))


def write(value: Node, slot: str = "n", *, add: bool = False) -> Step:
    return Assign((Write(slot, None, value, add=add),))


READ = Choose(Site("c"), "c", Weights(((1,),) * 4, index=clipped(3)))
COUNTED = write(Choice(COUNT, HIT, const(0), on()))

ALIKE = {
    "a counter that counts on, or begins anew": ((READ, COUNTED), {"n": 3}),
    "the greatest of several readings": (
        (READ, If(Compare(BOOL, ">", clipped(7), const(2)), (COUNTED,))),
        {"n": 7},
    ),
    "what is added to without being read": ((READ, write(const(2), add=True)), {"n": 3}),
    "what is only told": ((READ, COUNTED, Emit("say", "words", (("n", N),))), {"n": 3}),
}
NOT = {
    "read as it is": (If(Compare(BOOL, ">", N, const(9)), ()),),
    "given away": (Give((Row("n", None, const(1)),)),),
    "counted down": (write(const(-1), add=True),),
    "set by something that reads it": (write(Binary(COUNT, "*", N, const(2))),),
    "counted on in another": (write(on(), "m"),),
    "read by a formula": (write(Apply(COUNT, "square", ()), "x"),),
    "read in a sum": (write(Fold(COUNT, "sum", Domain("kind", 4, kind="card"), "e", None, N), "x"),),
    "the size of a loop": (Select(Site("s"), "s", Domain("upto", 3, node=N), "it"),),
    "what a reaction waits for": (
        Sweep((Reaction("r", frozenset({"n"}), Compare(BOOL, ">", N, const(5)), ()),)),
    ),
    "the key of another cell": (Assign((Write("k", N, const(1)),)),),
}


@pytest.mark.parametrize("case", ALIKE)
def test_great_values_are_alike_of(case: str) -> None:
    steps, expected = ALIKE[case]
    assert saturations(Walker(GAME), steps) == expected


@pytest.mark.parametrize("case", NOT)
def test_great_values_matter_of_what_is(case: str) -> None:
    assert "n" not in saturations(Walker(GAME), (READ, COUNTED, *NOT[case]))


def test_a_counter_that_a_better_prize_keeps_waiting_has_finitely_many_states() -> None:
    asked = Question(watch=Watch(frozenset({"wish.four"})), exact=False)
    steps = table("wish", WISH, [FIVE, FOUR])
    found = build(draw(steps, pity4=4), asked)
    assert isinstance(found, Chain)
    count = len(found.states)
    assert count <= 900
    rates = in_the_long_run(draw(steps), found)
    assert isinstance(rates, dict)
    assert round(100 * float(rates[Mark("wish.four")]), 2) == 12.47
