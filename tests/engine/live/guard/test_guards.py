"""Guards count as they say, each for whom it names; what one turns away none of the others counts."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.live.guard.answer import Block, Caller, Turned
from engine.live.guard.guards import Guards
from rules.program.guard import Guard

SECOND = 1_000_000


class Game:
    """Guards in this process, on a clock that stands still unless it is moved."""

    def __init__(self, *guards: Guard) -> None:
        self.now = 5 * SECOND
        self.heard: list[Turned] = []
        self.guards = Guards(guards, told=self.heard.append, clock=lambda: self.now)

    def ask(self, action: str = "wave", **caller: Any) -> Turned | None:
        """Ask for somebody."""
        return asyncio.run(self.guards.ask(action, Caller(**caller)))

    def times(self, count: int, **caller: Any) -> int:
        """Return how many of so many were let through."""
        return sum(self.ask(**caller) is None for _ in range(count))


def test_so_many_at_once_are_let_through_and_then_one_by_one() -> None:
    game = Game(Guard("flood", "user", 5, 10_000))
    assert game.times(9, user=1) == 5
    turned = game.ask(user=1)
    assert turned is not None
    assert (turned.guard, turned.owner, turned.retry_after) == ("flood", "1", 2000)
    game.now += 2 * SECOND - 1
    assert game.times(2, user=1) == 0
    game.now += 1
    assert game.times(2, user=1) == 1
    game.now += 10 * SECOND
    assert game.times(9, user=1) == 5


PER = [
    ("user", {"user": 1, "guild": 7}, {"user": 2, "guild": 7}),
    ("guild", {"user": 1, "guild": 7}, {"user": 1, "guild": 8}),
    ("channel", {"user": 1, "channel": 7}, {"user": 1, "channel": 8}),
    ("address", {"address": "::1"}, {"address": "127.0.0.1"}),
]


@pytest.mark.parametrize(("per", "one", "other"), PER)
def test_each_is_counted_alone(per: str, one: dict[str, Any], other: dict[str, Any]) -> None:
    game = Game(Guard("some", per, 2, 1000))  # type: ignore[arg-type]
    assert game.times(3, **one) == 2
    assert game.times(3, **other) == 2


def test_a_global_guard_counts_all_and_others_only_who_is_there() -> None:
    game = Game(Guard("all", "global", 4, 1000), Guard("guilds", "guild", 1, 1000))
    assert [game.times(2, user=user) for user in (1, 2, 3)] == [2, 2, 0]


def test_a_guard_counts_only_the_actions_that_it_names() -> None:
    game = Game(Guard("brewers", "user", 1, 1000, frozenset({"brew"})))
    assert game.times(9, user=1) == 9
    assert [game.ask("brew", user=1) is None for _ in range(2)] == [True, False]


def test_what_one_guard_turns_away_no_other_counts() -> None:
    game = Game(Guard("few", "user", 1, 1000), Guard("many", "guild", 3, 1000))
    assert game.times(9, user=1, guild=7) == 1
    assert [game.times(1, user=user, guild=7) for user in (2, 3, 4)] == [1, 1, 0]


def test_who_goes_on_all_the_same_is_blocked_is_told_so_and_can_be_let_in_again() -> None:
    game = Game(Guard("flood", "user", 2, 10_000, block=600_000, after=3))
    assert game.times(4, user=1) == 2
    assert asyncio.run(game.guards.blocks()) == []
    turned = game.ask(user=1)
    assert turned == Turned("flood", "user", "1", 600_000, is_blocked=True, block_began=True)
    game.now += 30 * SECOND
    assert game.times(1, user=1) == 0
    assert game.times(1, user=2) == 1
    assert asyncio.run(game.guards.blocks()) == [Block("flood", "1", 570_000)]
    assert [each.block_began for each in game.heard] == [False, False, True, False]
    assert game.guards.counts["flood", "blocked"] == 1
    assert game.guards.counts["flood", "turned"] == 4
    assert asyncio.run(game.guards.lift("flood", "1"))
    assert game.times(3, user=1) == 2
    assert not asyncio.run(game.guards.lift("flood", "1"))


def test_who_is_turned_away_now_and_then_is_not_blocked() -> None:
    game = Game(Guard("flood", "user", 1, 10_000, block=600_000, after=2))
    for _ in range(10):
        assert game.times(2, user=1) == 1
        game.now += 10 * SECOND
    assert asyncio.run(game.guards.blocks()) == []


def test_a_block_ends_by_itself() -> None:
    game = Game(Guard("flood", "user", 1, 1000, block=5000, after=1))
    assert game.times(2, user=1) == 1
    game.now += 5 * SECOND
    assert game.times(1, user=1) == 1


def test_guards_may_change_and_what_is_owed_is_kept() -> None:
    game = Game(Guard("flood", "user", 2, 1000))
    assert game.times(3, user=1) == 2
    game.guards.change([Guard("flood", "user", 2, 1000), Guard("new", "user", 1, 1000)])
    assert game.times(1, user=1) == 0
    assert game.times(3, user=2) == 1
    game.guards.change([])
    assert game.times(3, user=1) == 3


def test_a_strict_guard_begins_used_up_for_nobody_knows_what_was_before() -> None:
    game = Game(Guard("drops", "user", 2, 1000, strict=True))
    assert game.times(1, user=1) == 0
    game.now += SECOND
    assert game.times(3, user=1) == 2


def test_keys_that_owe_nothing_are_forgotten() -> None:
    game = Game(Guard("flood", "user", 2, 1000))
    game.guards._local.least = 100
    for user in range(5000):
        game.ask(user=user)
        game.now += SECOND // 10
    assert len(game.guards._local.owed) <= 200


def conforms(times: int, window: int, let: list[int]) -> bool:
    """Tell whether never more was let through than a guard promises: at once, and in any time after."""
    return all(
        (last - first + 1 - times) * window <= (let[last] - let[first]) * times
        for first in range(len(let))
        for last in range(first, len(let))
    )


def test_the_law_sees_one_too_many() -> None:
    assert conforms(2, 10, [0, 0, 5, 10])
    assert not conforms(2, 10, [0, 0, 4])


@given(st.integers(1, 7), st.integers(1, 40), st.lists(st.integers(0, 30), max_size=60))
def test_never_one_too_many_is_let_through(times: int, window: int, steps: list[int]) -> None:
    game = Game(Guard("some", "user", times, window))
    let = []
    for step in steps:
        game.now += step * 1000
        if game.ask(user=1) is None:
            let.append(game.now)
    assert conforms(times, window * 1000, let)
