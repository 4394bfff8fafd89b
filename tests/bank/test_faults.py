"""The database is restarted, cut off, frozen: whatever was acknowledged is there, once, and play goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from engine.live.store.create import create
from tests.bank.faults import FAULTS, endure
from tests.servers import Postgres, database, postgres


@pytest.fixture(scope="module")
def durable() -> Iterator[Postgres]:
    """A server that may be hurt, and that keeps what it said it would."""
    with postgres(durable=True) as server:
        yield server


@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_acknowledged_is_there_and_play_goes_on(fault: str, durable: Postgres) -> None:
    with database(durable) as url:
        asyncio.run(made(url))
        endured = endure(durable, url, fault, 0.5)
    assert endured.wrong == []


async def made(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as line:
        await line.run_sync(create)
    await engine.dispose()
