"""Where odds never change, the first of a thing comes when a walk says that it does."""

from __future__ import annotations

from fractions import Fraction
from math import inf

import pytest

from engine.distribution.question import Gain, Mark, Watch
from engine.odds.memoryless import at_most, memoryless
from engine.odds.report import hit
from engine.odds.walk import Hit
from rules.expression.node import Domain, Local, const
from rules.expression.type import BOOL, COUNT
from rules.program.node import Each, Emit, Give, If, Reaction, Repeat, Row, Steps, Sweep
from tests.engine.odds.tables import F, card, draw, table, times

TRUE = const(1, BOOL)
ROLL = table("t", {"a": F(1, 10), "b": F(9, 10)})
A = Mark("t.a")


def give(amount: int) -> Give:
    return Give((Row("owned.card", card("ace"), const(amount)),))


@pytest.mark.parametrize(("chance", "pulls"), [((1, 10), 1), ((1, 10), 10), ((1, 2), 3), ((3, 1000), 1)])
def test_the_first_comes_when_a_walk_says(chance: tuple[int, int], pulls: int) -> None:
    share = F(*chance)
    one = table("t", {"a": share, "b": 1 - share})
    walked = hit(draw(times(pulls, one)), Watch(frozenset({"t.a"})))
    found = memoryless(share * pulls, pulls)
    assert isinstance(walked, Hit)
    assert found.mean == pytest.approx(walked.mean, rel=1e-9)
    assert found.percentiles == walked.percentiles
    assert found.certain is walked.certain is None


def test_what_never_comes_and_what_always_does() -> None:
    assert memoryless(Fraction(0)).mean is None
    always = memoryless(Fraction(1))
    assert (always.mean, always.certain, dict(always.percentiles)[99]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("steps", "most"),
    [
        (ROLL, {A: 1, Mark("t.b"): 1}),
        ((*ROLL, *ROLL), {A: 2, Mark("t.b"): 2}),
        ((Repeat(const(3), 3, ROLL),), {A: 3, Mark("t.b"): 3}),
        ((If(TRUE, (give(1), give(1)), (give(5),)),), {Gain("owned.card", -1): 5}),
        ((Give((Row("gold", None, Local(COUNT, "n")),)),), {Gain("gold", -1): inf}),
        ((Each("c", Domain("kind", 4, kind="card"), (give(1),)),), {Gain("owned.card", -1): inf}),
        ((Sweep((Reaction("r", frozenset({"gold"}), TRUE, ROLL),)),), {A: inf, Mark("t.b"): inf}),
        ((Emit("say", "words"),), {}),
    ],
)
def test_how_often_a_thing_may_come_is_counted_along_the_greatest_way(
    steps: Steps, most: dict[Mark | Gain, float]
) -> None:
    assert at_most(steps) == most
