"""Steps run in any order in which every version that one had is there; a player's are those he needs."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.replay.closure import Closure
from engine.replay.difference import Difference, differences
from engine.replay.order import Order, Rank, as_written, backwards, shuffled
from engine.replay.step import Had, Step


def lived(luck: Random, commands: int, objects: int = 4) -> list[Step]:
    """Return a history: each step has some objects and changes some of these."""
    now = [0] * objects
    steps = []
    for position in range(1, commands + 1):
        had = []
        for number in sorted(luck.sample(range(objects), luck.randrange(1, objects))):
            before = now[number]
            now[number] += luck.random() < 0.6
            had.append(Had(number, before, now[number]))
        steps.append(Step(position, f"c{position}", had[0].object, had))
    return steps


def ordered(steps: Sequence[Step], rank: Rank, late: int = -1) -> list[Step]:
    order = Order(rank, lambda number: number == late)
    for step in steps:
        order.add(step)
    found = []
    while (taken := order.take()) is not None:
        found.append(taken)
    assert order.waiting == len(order.stuck)
    return found


def sound(steps: Sequence[Step]) -> bool:
    """Tell whether every step finds the versions that it had."""
    now: dict[int, int] = {}
    for step in steps:
        for number, before, after in step.had:
            if now.get(number, 0) != before:
                return False
            now[number] = after
    return True


@given(st.integers(0, 2**32), st.integers(1, 60))
def test_every_order_has_every_step_once_and_every_version_in_its_time(seed: int, commands: int) -> None:
    steps = lived(Random(seed), commands)
    for rank in (as_written, backwards, shuffled(seed)):
        found = ordered(steps, rank)
        assert sorted(found) == steps
        assert sound(found)
    assert ordered(steps, as_written) == steps


def test_another_order_is_another_one() -> None:
    steps = lived(Random(1), 50)
    assert ordered(steps, backwards) != steps
    assert ordered(steps, shuffled(1)) != ordered(steps, shuffled(2)) != steps


def test_a_place_that_was_only_looked_at_is_looked_at_as_it_was_though_it_went_on_before() -> None:
    steps = [Step(1, "a", 1, [Had(9, 0, 1)]), Step(2, "b", 2, [Had(9, 0, 0), Had(2, 0, 1)])]
    one_by_one = Order(as_written, lambda number: number == 9)
    one_by_one.add(steps[0])
    assert one_by_one.take() == steps[0]
    one_by_one.add(steps[1])
    assert one_by_one.take() == steps[1]
    assert ordered(steps, as_written) == [steps[1], steps[0]]


def test_what_waits_for_a_version_that_nothing_made_is_named() -> None:
    order = Order()
    step = Step(5, "c", 1, [Had(1, 2, 3)])
    order.add(step)
    assert order.take() is None
    assert order.stuck == [(step, 1, 2)]


@given(st.integers(0, 2**32), st.integers(1, 60))
def test_the_steps_that_a_player_depends_on_run_by_themselves(seed: int, commands: int) -> None:
    steps = lived(Random(seed), commands)
    closure = Closure(0)
    needed = [step for step in reversed(steps) if closure.take(step)][::-1]
    assert {step.name for step in steps if step.owner == 0} <= {step.name for step in needed}
    assert sound(ordered(needed, as_written))
    assert len(ordered(needed, as_written)) == len(needed)
    last = [had.after for step in steps for had in step.had if had.object == 0][-1:]
    assert last == [had.after for step in needed for had in step.had if had.object == 0][-1:]


@pytest.mark.parametrize(
    ("expected", "found", "told"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2, "b": 3}, ["x: a: expected 1, found 2", "x: b: expected None, found 3"]),
        ({"a": 1}, {}, ["x: a: expected 1, found None"]),
    ],
)
def test_differences_are_told_by_name(
    expected: dict[str, int], found: dict[str, int], told: list[str]
) -> None:
    assert [str(each) for each in differences("x", expected, found)] == told
    assert all(isinstance(each, Difference) for each in differences("x", expected, found))
