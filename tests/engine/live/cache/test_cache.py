"""A cache keeps values for their time and never longer than they are true, alone and together with others."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from redis.asyncio import Redis

from engine.live.cache.cache import Cache
from engine.live.cache.near import CROWDED, Entry, Near
from engine.live.cache.relief import relieve, used
from engine.live.cache.ttl import ttls
from engine.live.remote import Remote
from tests.engine.live.cache import other
from tests.games import game
from tests.servers import Valkey, redis

ROOT = Path(__file__).parents[4]
TTLS = {"leader": 1800.0, "power": 900.0}


class World:
    """What is cached: a number that changes, on a clock that is moved."""

    def __init__(self, remote: Remote | None = None, processes: int = 1) -> None:
        self.now = 0.0
        self.value = 1
        self.made = 0
        self.cache = Cache(TTLS, remote, size=100, processes=processes, clock=lambda: self.now)

    async def make(self) -> int:
        """Work the number out."""
        self.made += 1
        await asyncio.sleep(0)
        return self.value

    async def get(self, key: object = 1) -> int:
        """Ask the cache."""
        return await self.cache.get("leader", key, self.make, [f"player:{key}"])


@pytest.fixture(scope="module")
def server() -> Iterator[Valkey]:
    with redis() as found:
        yield found


@pytest.fixture
def mortal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Valkey]:
    monkeypatch.delenv("REDIS_URL", raising=False)
    with redis() as found:
        yield found


def played(server: Valkey, play: Callable[[Remote], Awaitable[None]]) -> None:
    async def run() -> None:
        remote = Remote(server.url, f"cache.{time.monotonic_ns()}", most=2.0)
        try:
            await play(remote)
        finally:
            await remote.close()

    asyncio.run(run())


@pytest.mark.system("P5")
def test_a_value_is_kept_for_its_time_and_made_anew_after_it() -> None:
    async def play() -> None:
        world = World()
        assert [await world.get() for _ in range(3)] == [1, 1, 1]
        world.value, world.now = 2, 1799.9
        assert await world.get() == 1
        world.now = 1800.0
        assert await world.get() == 2
        figures = world.cache.figures["leader"]
        assert (figures.near, figures.made, round(figures.rate, 2)) == (3, 2, 0.6)

    asyncio.run(play())


def test_a_change_of_what_it_came_from_drops_a_value_and_no_other() -> None:
    async def play() -> None:
        world = World()
        await world.get(1)
        await world.get(2)
        world.value = 2
        await world.cache.change("player:1")
        assert (await world.get(1), await world.get(2)) == (2, 1)

    asyncio.run(play())


def test_who_asks_at_the_same_time_waits_for_one_and_who_asks_after_a_change_for_a_new_one() -> None:
    async def play() -> None:
        world = World()
        gates = [asyncio.Event(), asyncio.Event()]
        seen: list[int] = []

        async def slow() -> int:
            seen.append(world.value)
            value = world.value
            await gates[value - 1].wait()
            return value

        def ask() -> asyncio.Task[int]:
            return asyncio.create_task(world.cache.get("leader", 1, slow, ["player:1"]))

        asked = [ask() for _ in range(5)]
        await asyncio.sleep(0.01)
        world.value = 2
        await world.cache.change("player:1")
        later = ask()
        await asyncio.sleep(0.01)
        gates[1].set()
        assert await later == 2
        gates[0].set()
        assert await asyncio.gather(*asked) == [1] * 5
        assert (await world.get(), seen) == (2, [1, 2])

    asyncio.run(play())


def test_a_value_that_cannot_be_made_is_not_kept() -> None:
    async def play() -> None:
        world = World()

        async def broken() -> int:
            raise KeyError("x")

        with pytest.raises(KeyError):
            await world.cache.get("leader", 1, broken)
        assert await world.get() == 1

    asyncio.run(play())


def test_no_more_is_kept_than_there_is_room_for_and_what_was_asked_for_last_stays() -> None:
    async def play() -> None:
        world = World()
        await world.get("first")
        for key in range(150):
            await world.get(key)
            await world.get("first")
        assert len(world.cache._near.entries) == 100
        assert len(world.cache._near.tagged) == 100
        assert world.made == 151

    asyncio.run(play())


def test_values_may_be_made_before_anybody_asks() -> None:
    async def play() -> None:
        world = World()
        await world.cache.warm("leader", {1: world.make, 2: world.make})
        await world.cache.get("leader", 2, world.make)
        assert world.made == 2

    asyncio.run(play())


@pytest.mark.system("P10")
def test_caches_are_dropped_above_the_memory_warning() -> None:
    async def play() -> None:
        world = World()
        await world.get()
        assert relieve([world.cache], 80, lambda: 79.0) == 0
        assert relieve([world.cache], 80, lambda: 81.0) == 1
        assert relieve([world.cache], 80, lambda: 81.0) == 0
        assert 0 < used() < 100

    asyncio.run(play())


def test_content_says_how_long_what_it_works_out_is_kept() -> None:
    assert ttls(game("reve"))["total_power"] == 900.0


def test_a_change_is_seen_by_the_next_who_asks_elsewhere_and_values_are_shared(server: Valkey) -> None:
    async def play(remote: Remote) -> None:
        one, two = World(remote, 2), World(remote, 2)
        assert (await one.get(), await two.get()) == (1, 1)
        assert (one.made, two.made) == (1, 0)
        two.value = one.value = 2
        await one.cache.change("player:1")
        assert (await two.get(), await two.get(), await one.get()) == (2, 2, 2)
        assert (one.made, two.made) == (1, 1)
        assert two.cache.figures["leader"].near == 1

    played(server, play)


def test_a_value_made_from_what_was_before_a_change_is_not_believed(server: Valkey) -> None:
    async def play(remote: Remote) -> None:
        one, two = World(remote, 2), World(remote, 2)

        async def overtaken() -> int:
            seen = one.value
            one.value = two.value = 2
            await two.cache.change("player:1")
            return seen

        assert await one.cache.get("leader", 1, overtaken, ["player:1"]) == 1
        assert (await one.get(), await two.get()) == (2, 2)

    played(server, play)


def test_an_emptied_redis_makes_nothing_old_true_again(server: Valkey) -> None:
    async def play(remote: Remote) -> None:
        one, two = World(remote, 2), World(remote, 2)

        async def empty() -> None:
            async for key in remote.redis.scan_iter(remote.key("*")):
                await remote.redis.delete(key)

        await empty()
        assert await one.get() == 1
        one.value = two.value = 2
        await two.cache.change("player:1")
        await empty()
        assert await one.get() == 2

    played(server, play)


@pytest.mark.parametrize(("processes", "kept"), [(1, 1800.0), (2, 5.0)])
def test_while_redis_is_gone_values_are_kept_alone_and_not_for_long_where_there_are_others(
    mortal: Valkey, processes: int, kept: float
) -> None:
    async def play(remote: Remote) -> None:
        world = World(remote, processes)
        await world.get()
        mortal.stop(signal.SIGKILL)
        world.value = 2
        world.now = kept - 0.1
        assert await world.get() == 1
        world.now = kept
        assert await world.get() == 2
        world.value = 3
        await world.cache.change("player:1")
        assert await world.get() == 3

    played(mortal, play)


def test_what_one_could_not_tell_redis_is_not_believed_when_it_can_again(server: Valkey) -> None:
    """Redis lost nothing: it still has the old value and the old mark."""

    async def play(remote: Remote) -> None:
        one, two = World(remote, 2), World(Remote(server.url, remote.prefix[1:-2], most=2.0), 2)
        assert (await one.get(), await two.get()) == (1, 1)
        far = two.cache._far
        assert far is not None
        there, far.remote.redis = far.remote.redis, Redis.from_url("unix:///nowhere")
        one.value = two.value = 2
        await two.cache.change("player:1")
        far.remote.redis = there
        assert (await two.get(), await one.get()) == (2, 2)
        await far.remote.close()

    played(server, play)


@pytest.mark.system("P5")
def test_a_changed_leader_is_seen_by_the_next_command_of_another_process(
    server: Valkey, tmp_path: Path
) -> None:
    truth = tmp_path / "leader"
    prefix = f"leader.{time.monotonic_ns()}"
    command = [sys.executable, "-m", other.__name__, server.url, prefix, str(truth)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)

    async def play() -> list[str]:
        remote = Remote(server.url, prefix, most=2.0)
        cache = Cache(TTLS, remote, processes=2)
        seen = []
        for name in ("aria", "bela", "cato"):
            truth.write_text(name)
            await cache.change("player:1")
            seen += [other.ask(process), other.ask(process)]
        await remote.close()
        return seen

    assert asyncio.run(play()) == [
        "aria made",
        "aria kept",
        "bela made",
        "bela kept",
        "cato made",
        "cato kept",
    ]
    process.communicate()


def test_what_has_lapsed_takes_no_room_for_long() -> None:
    near = Near(size=100_000)
    for at in range(10_000):
        near.put(("look", str(at)), Entry("shown", float(at), float(at + 10), (f"player:{at}",)))

    assert len(near.entries) <= 2 * 10 + CROWDED
    assert near.tagged.keys() == {tag for entry in near.entries.values() for tag in entry.tags}
