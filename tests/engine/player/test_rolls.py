"""Choose, Uniform, Select: outcomes in proportion, pools in canonical order, nothing from an empty one."""

from __future__ import annotations

from collections import Counter

import pytest

from engine.chance import CounterChance
from rules.expression.node import Domain, Fold, Function, Node, const
from rules.expression.type import COUNT, NONE, integer
from rules.program.node import Assign, Choose, Each, Repeat, Select, Steps, Uniform, Weights, Write
from rules.site import Site, inside
from tests.engine.player.small import ITEM, ITEMS, KINDS, both, cell, compare, item, local, minus, plus, run

SITE = Site("test/roll", "roll")
IT = local("it", ITEM)
NOTE = Assign((Write("free", None, local("got", integer())),))


def _many(step: Choose | Uniform | Select, **given: object) -> Counter[int]:
    results = (
        run(step, NOTE, given=given, coordinate=inside(0, number)).outcome.state.read("free")
        for number in range(300)
    )
    return Counter(results)


WEIGHTS = (
    Weights(rows=((1, 0, 2),)),
    Weights(rows=((0, 5, 0), (1, 0, 2)), index=cell("flag")),
    Weights(nodes=(cell("level"), const(0), plus(cell("level"), const(1)))),
)


@pytest.mark.parametrize("weights", WEIGHTS)
def test_outcomes_come_in_proportion_to_their_weights(weights: Weights) -> None:
    counts = _many(Choose(SITE, "got", weights), flag=1)
    assert counts.keys() == {0, 2}
    assert 60 < counts[0] < 140


def test_a_number_comes_from_all_of_its_range() -> None:
    assert _many(Uniform(SITE, "got", const(-1), cell("level")), level=3).keys() == {-1, 0, 1, 2, 3}


FAULTS = (
    (Choose(SITE, "got", Weights(nodes=(const(0), const(0)))), "all weights would be 0"),
    (
        Choose(SITE, "got", Weights(nodes=(minus(const(0), const(1)), const(2)))),
        "a weight would be -1, below 0",
    ),
    (Uniform(SITE, "got", cell("level"), minus(const(0), const(1))), "a roll would be from 1 to -1"),
)


@pytest.mark.parametrize(("step", "message"), FAULTS)
def test_a_roll_without_an_outcome_is_a_fault(step: Choose | Uniform, message: str) -> None:
    refused = run(step).refused
    assert (refused.reason, refused.message) == ("fault", message)


PRICED = compare(Function(COUNT, "abs", (cell("marks", IT),)), ">", const(3))
LEVEL = local("level")
SELECTS: tuple[tuple[str, Select, set[int]], ...] = (
    ("everything", Select(SITE, "got", ITEMS, "it"), {0, 1, 2}),
    ("a constant condition", Select(SITE, "got", ITEMS, "it", compare(IT, "!=", item("bow"))), {0, 2}),
    ("a condition on a local", Select(SITE, "got", ITEMS, "it", compare(IT, "<", LEVEL)), {0, 1}),
    ("a condition on cells", Select(SITE, "got", ITEMS, "it", PRICED), {1}),
    ("both", Select(SITE, "got", ITEMS, "it", both(compare(IT, "!=", item("bow")), PRICED)), {NONE}),
    ("none", Select(SITE, "got", ITEMS, "it", compare(IT, ">", item("cup"))), {NONE}),
    ("weights", Select(SITE, "got", ITEMS, "it", None, minus(const(2), IT)), {0, 1}),
    ("weights on cells", Select(SITE, "got", ITEMS, "it", None, minus(cell("marks", IT), const(2))), {1}),
    ("weights of 0", Select(SITE, "got", ITEMS, "it", None, const(0)), {NONE}),
    ("weights of nothing", Select(SITE, "got", ITEMS, "it", compare(IT, ">", item("cup")), const(1)), {NONE}),
    ("a list", Select(SITE, "got", Domain("field", 2, "item", item("cup"), "item", "parts"), "it"), {0, 1}),
    ("numbers", Select(SITE, "got", Domain("upto", 9, node=LEVEL), "it", compare(IT, ">", const(1))), {2}),
    ("numbers of a cell", Select(SITE, "got", Domain("upto", 9, node=cell("level")), "it"), {1, 2, 3, 4}),
    ("slots", Select(SITE, "got", Domain("slots", 2, "item", slots=("pick", "karma")), "it"), {2}),
)


@pytest.mark.parametrize(("_name", "step", "expected"), SELECTS, ids=[name for name, *_ in SELECTS])
def test_a_pool_has_what_satisfies_its_condition(_name: str, step: Select, expected: set[int]) -> None:
    found = set()
    for number in range(40):
        run_ = run(
            step,
            NOTE,
            given={"marks": {"bow": 5}, "pick": "cup", "level": 4},
            params={"level": 2},
            coordinate=inside(0, number),
        )
        found.add(run_.outcome.state.read("free"))
    assert found == expected


def test_pools_of_many_locals_are_remembered_but_not_for_ever() -> None:
    fold = Select(SITE, "got", Domain("upto", 5000, node=local("i")), "it", compare(IT, "==", local("i")))
    add = Assign((Write("free", None, local("got"), add=True),))
    body: Steps = (fold, add)
    step = Each("i", Domain("upto", 4200, node=const(4200)), body)
    assert run(step, step).named == {"free": 4200 * 4201}


def test_rolls_in_loops_stand_at_coordinates_of_their_own() -> None:
    roll = Uniform(SITE, "got", const(0), const(10**9))
    chance = CounterChance(3, record=True)
    run(
        roll,
        Repeat(const(2), 2, (roll,)),
        Each("it", ITEMS, (Repeat(const(1), 1, (roll,)),)),
        Each("k", Domain("upto", 1, node=const(1)), (roll,)),
        chance=chance,
        coordinate=99,
    )
    assert chance.rolls is not None
    expected = [
        99,
        inside(99, 0),
        inside(99, 1),
        *(inside(inside(99, hashed), 0) for hashed in KINDS["item"].hashes),
        inside(99, 1),
    ]
    assert [roll.coordinate for roll in chance.rolls] == expected
    assert [roll.value for roll in chance.rolls] == [
        CounterChance(3).below(10**9 + 1, SITE, at) for at in expected
    ]


def test_a_pool_may_hang_on_a_loop_over_cells() -> None:
    count: Node = Fold(
        COUNT, "count", ITEMS, "o", compare(cell("marks", local("o", ITEM)), ">", const(2)), None
    )
    step = Select(SITE, "got", ITEMS, "it", compare(IT, "==", count))
    assert run(step, NOTE, given={"marks": {"bow": 5}}).named == {"free": 1, "marks": {"bow": 5}}
