"""A breaker waits for what is away at most a few times, looks for it in the background, and goes back."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from engine.live.breaker import FIRST_WAIT, LONGEST_WAIT, AwayError, Breaker


class Far:
    """Something that is there, away, or silent."""

    def __init__(self) -> None:
        self.state = "there"
        self.asked = 0
        self.now = 100.0
        self.heard: list[bool] = []
        self.breaker = Breaker(self.ask, most=0.02, told=self.heard.append, clock=lambda: self.now)

    async def ask(self) -> str:
        """Answer, or do not."""
        self.asked += 1
        if self.state == "silent":
            await asyncio.Event().wait()
        if self.state == "away":
            raise ConnectionRefusedError("nobody listens")
        return "answer"

    async def call(self) -> str:
        """Call it through the breaker."""
        try:
            return await self.breaker.call(self.ask)
        except AwayError:
            return "away"

    async def looked(self) -> None:
        """Wait until whoever looks has looked."""
        if self.breaker._looking is not None:
            await asyncio.wait([self.breaker._looking])


@pytest.mark.parametrize("state", ["away", "silent"])
def test_what_is_away_is_asked_three_times_and_then_not_waited_for(state: str) -> None:
    async def play() -> None:
        far = Far()
        assert await far.call() == "answer"
        far.state = state

        assert [await far.call() for _ in range(10)] == ["away"] * 10

        assert far.asked == 4
        assert far.heard == [False]
        assert far.breaker.back_in == pytest.approx(FIRST_WAIT)

    asyncio.run(play())


def test_failures_that_an_answer_parts_do_not_add_up() -> None:
    async def play() -> None:
        far = Far()
        for state in ("away", "away", "there", "away", "away", "there"):
            far.state = state
            await far.call()
        assert (far.heard, far.breaker.is_open) == ([], False)

    asyncio.run(play())


def test_it_is_looked_for_in_the_background_by_one_less_and_less_often() -> None:
    async def play() -> list[float]:
        far = Far()
        far.state = "away"
        for _ in range(3):
            await far.call()
        looks, before = [], far.asked
        for _ in range(400):
            far.now += 0.05
            await asyncio.gather(far.call(), far.call())
            await far.looked()
            if far.asked > before:
                looks.append(far.now)
                before = far.asked
        return looks

    looks = asyncio.run(play())
    waits = [after - before for before, after in pairwise(looks)]
    assert waits == sorted(waits)
    assert waits[-1] == pytest.approx(LONGEST_WAIT, abs=0.06)


def test_it_goes_back_as_soon_as_a_look_is_answered_and_says_so() -> None:
    async def play() -> None:
        far = Far()
        far.state = "away"
        for _ in range(3):
            await far.call()
        far.state, far.now = "there", far.now + 1
        assert await far.call() == "away"  # who begins the look does not wait for it
        await far.looked()
        assert await far.call() == "answer"
        assert far.heard == [False, True]

    asyncio.run(play())


def test_an_error_that_is_no_absence_passes_through_and_is_not_counted() -> None:
    async def play() -> None:
        far = Far()

        async def wrong() -> None:
            raise KeyError("x")

        for _ in range(5):
            with pytest.raises(KeyError):
                await far.breaker.call(wrong)
        assert not far.breaker.is_open

    asyncio.run(play())


def test_a_breaker_that_is_closed_looks_no_more() -> None:
    async def play() -> None:
        far = Far()
        far.state = "silent"
        far.breaker.failed = 3
        await far.call()
        await far.breaker.close()
        assert far.breaker._looking is not None
        assert far.breaker._looking.cancelled()

    asyncio.run(play())
