"""What fails for a moment is tried again, later and later, for so long and no longer."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.live.retry import Patience, retried


class Flaky:
    """Fails so many times, with one error, on a clock that only waiting moves."""

    def __init__(self, failures: int, error: Exception, chance: float = 1.0) -> None:
        self.left, self.error, self.chance = failures, error, chance
        self.now = 0.0
        self.waits: list[float] = []

    async def ask(self) -> str:
        """Fail, or answer."""
        if self.left:
            self.left -= 1
            raise self.error
        return "answer"

    async def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.waits.append(seconds)
        self.now += seconds

    def run(self, patience: Patience | None = None) -> str:
        """Try it."""
        waiting = retried(
            self.ask,
            (ConnectionError,),
            patience,
            chance=lambda: self.chance,
            sleep=self.sleep,
            clock=lambda: self.now,
        )
        return asyncio.run(waiting)


@pytest.mark.system("P10")
def test_it_waits_twice_as_long_each_time() -> None:
    flaky = Flaky(4, ConnectionResetError())
    assert flaky.run() == "answer"
    assert flaky.waits == [0.05, 0.1, 0.2, 0.4]


def test_it_gives_up_after_so_many_tries_and_says_why() -> None:
    flaky = Flaky(5, ConnectionResetError("gone"))
    with pytest.raises(ConnectionResetError, match="gone"):
        flaky.run()
    assert flaky.left == 0


def test_it_gives_up_when_patience_ends() -> None:
    flaky = Flaky(99, ConnectionResetError())
    with pytest.raises(ConnectionResetError):
        flaky.run(Patience(tries=99, most=5.0, longest=1.0))
    assert 4.0 < flaky.now <= 5.0


def test_what_will_not_pass_is_not_tried_again() -> None:
    flaky = Flaky(1, KeyError("x"))
    with pytest.raises(KeyError):
        flaky.run()
    assert flaky.waits == []


@given(st.integers(1, 60), st.floats(0, 1))
def test_no_wait_is_longer_than_is_said_nor_below_0(failures: int, chance: float) -> None:
    assert 0 <= Patience().wait(failures, chance) <= Patience().longest
