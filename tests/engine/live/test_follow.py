"""What another process does -> this one follows: ready before it must be, and with nothing stale."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from engine.live.activate import activate
from engine.live.command import Command
from engine.live.fair.seal import fresh_key, ring
from engine.live.rulesets import Rulesets
from engine.live.service import Service, Terms, called, serving
from engine.live.store.protocol import Name
from tests.bot.playing import until
from tests.engine.live.playing import opened
from tests.engine.live.switching import pack

KEY = fresh_key()


@asynccontextmanager
async def two(url: str) -> AsyncIterator[tuple[Service, Service]]:
    """Play a game in two processes, as far as a database can tell."""
    async with AsyncExitStack() as stack:
        stores = [await stack.enter_async_context(opened(url)) for _ in range(2)]
        await activate(stores[0], Rulesets(stores[0].engine), pack(), "first")
        terms = Terms(processes=2)
        one, other = [await stack.enter_async_context(serving(each, ring(KEY), terms)) for each in stores]
        yield one, other


def test_a_process_is_ready_before_a_ruleset_is_active_and_says_when_it_is(shared_url: str) -> None:
    async def run() -> None:
        async with two(shared_url) as (one, other):
            said: list[str] = []
            other.game.on_switch.append(lambda active: said.append(active.ruleset.version))
            number = 0

            async def is_ready(kept: int) -> None:
                nonlocal number
                number = kept
                await until(lambda: other.game.is_ready(kept))

            assert said == []
            found = await activate(one.store, one.rulesets, pack(version="1.1.0"), "next", ready=is_ready)
            await until(lambda: said == ["1.1.0"])
            assert other.game.active.number == number
            assert found is not None

    asyncio.run(run())


def test_without_redis_a_bell_tells_what_changed(postgres_url: str) -> None:
    async def run() -> None:
        async with two(postgres_url) as (one, other):
            made = 0

            async def make() -> int:
                nonlocal made
                made += 1
                return made

            tags = [called(Name(0, "player", 1))]
            assert await other.cache.get("finds", 1, make, tags) == 1
            assert await other.cache.get("finds", 1, make, tags) == 1
            await one.game.submit(Command("one", 0, 1, "find"))
            async with asyncio.timeout(3):
                while await other.cache.get("finds", 1, make, tags) == 1:  # noqa: ASYNC110 - nobody tells
                    await asyncio.sleep(0.01)

    asyncio.run(run())
