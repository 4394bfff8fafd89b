"""What is done over and over goes on, whatever goes wrong in between."""

from __future__ import annotations

import asyncio
import logging

import pytest
from sqlalchemy.exc import OperationalError

from engine.live.job.loop import repeat
from engine.live.store.protocol import GoneError, RetryError

AWAY = (GoneError("cut"), RetryError("busy"), OSError("refused"), OperationalError("", {}, OSError("cut")))


def done_after(error: Exception) -> int:
    """Fail once, then do something twice; return how often it was tried until it was stopped."""
    stop, tried = asyncio.Event(), 0

    async def tick() -> int:
        nonlocal tried
        tried += 1
        if tried == 1:
            raise error
        if tried == 3:
            stop.set()
        return 1

    asyncio.run(asyncio.wait_for(repeat(tick, stop, 0.001, "jobs"), 5))
    return tried


@pytest.mark.parametrize("error", AWAY, ids=lambda error: type(error).__name__)
def test_a_database_that_was_away_is_waited_for(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    assert done_after(error) == 3
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_a_defect_is_logged_and_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    assert done_after(ZeroDivisionError()) == 3
    assert [(record.levelno, bool(record.exc_info)) for record in caplog.records] == [(logging.ERROR, True)]


def test_nothing_is_done_once_it_is_stopped() -> None:
    async def tick() -> int:
        raise AssertionError

    async def stopped() -> None:
        stop = asyncio.Event()
        stop.set()
        await repeat(tick, stop, 5, "jobs")

    asyncio.run(stopped())
