"""Processes count together in Redis, each by itself while it is gone, and never let one too many through."""

from __future__ import annotations

import asyncio
import random
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from engine.live.breaker import AwayError
from engine.live.guard.answer import Caller, Rule
from engine.live.guard.guards import Guards
from engine.live.guard.local import Local
from engine.live.guard.shared import Shared
from engine.live.remote import Remote
from rules.program.guard import Guard
from tests.engine.live.guard import hammer
from tests.servers import Valkey, redis

ROOT = Path(__file__).parents[4]
SECOND = 1_000_000
HERE = Caller(user=1)


@pytest.fixture(scope="module")
def server() -> Iterator[Valkey]:
    with redis() as found:
        yield found


@pytest.fixture
def mortal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Valkey]:
    """A Redis that may be stopped."""
    monkeypatch.delenv("REDIS_URL", raising=False)
    with redis() as found:
        yield found


def played(server: Valkey, play: Callable[[Remote], Awaitable[None]], prefix: str) -> None:
    async def run() -> None:
        remote = Remote(server.url, f"{prefix}.{time.monotonic_ns()}", most=2.0)
        try:
            await play(remote)
        finally:
            await remote.close()

    asyncio.run(run())


GUARDS = (
    Guard("a", "user", 3, 1000),
    Guard("b", "user", 5, 700, block=2000, after=3),
    Guard("c", "guild", 7, 1300, strict=True),
    Guard("d", "user", 1, 250, block=900, after=1, strict=True),
)


@pytest.mark.system("P6")
@pytest.mark.parametrize("seed", range(4))
def test_redis_and_a_process_alone_judge_alike(server: Valkey, seed: int) -> None:
    async def play(remote: Remote) -> None:
        chance = random.Random(seed)
        now = 1_700_000_000 * SECOND
        local, shared = Local(now), Shared(remote, now)
        for _ in range(300):
            shared.time = now
            rules = [
                Rule(guard, str(chance.randrange(2)))
                for guard in chance.sample(GUARDS, chance.randint(1, len(GUARDS)))
            ]
            assert await shared.judge(rules, [0] * len(rules), {}) == local.judge(rules, now)
            now += chance.choice((0, 0, 1, 999, 50_000, 140_000, 333_333))
        assert sorted(await shared.blocks()) == sorted(local.blocks(shared.time))

    played(server, play, "alike")


def test_processes_count_together_and_see_and_lift_each_others_blocks(server: Valkey) -> None:
    async def play(remote: Remote) -> None:
        flood = Guard("flood", "user", 5, 60_000, block=600_000, after=2)
        one, two = Guards([flood], remote, processes=2), Guards([flood], remote, processes=2)
        let = [await guards.ask("wave", HERE) is None for guards in (one, two) * 4]
        assert let == [True] * 5 + [False] * 3
        assert [(each.guard, each.owner) for each in await two.blocks()] == [("flood", "1")]
        assert await two.lift("flood", "1")
        assert await one.ask("wave", HERE) is None

    played(server, play, "together")


def test_what_was_used_up_or_blocked_alone_is_told_to_redis_when_it_is_back(mortal: Valkey) -> None:
    async def play(remote: Remote) -> None:
        flood = Guard("flood", "user", 4, 3_600_000, block=600_000, after=2)
        guards = Guards([flood], remote)
        assert await guards.ask("wave", HERE) is None
        mortal.stop(signal.SIGKILL)
        assert [await guards.ask("wave", HERE) is None for _ in range(3)] == [True, True, True]
        assert await guards.ask("wave", HERE) is not None
        blocking = await guards.ask("wave", HERE)
        assert blocking is not None
        assert blocking.block_began
        mortal.start()
        await back(remote, guards)
        assert len(await Shared(remote).blocks()) == 1
        assert await Guards([flood], remote).ask("wave", HERE) is not None
        await guards.lift("flood", "1")
        assert await guards.ask("wave", HERE) is None

    played(mortal, play, "told")


async def back(remote: Remote, guards: Guards) -> None:
    """Wait until commands are counted in Redis again."""
    while remote.breaker.failed or guards._local.is_away:
        await guards.ask("wave", HERE)
        await asyncio.sleep(0.01)


def test_a_strict_guard_of_several_processes_turns_all_away_while_they_cannot_count(mortal: Valkey) -> None:
    async def play(remote: Remote) -> None:
        guards = Guards([Guard("drops", "user", 100, 1000, strict=True)], remote, processes=2)
        await guards.ask("wave", HERE)
        mortal.stop(signal.SIGKILL)
        turned = await guards.ask("wave", HERE)
        assert turned is not None
        assert (turned.retry_after, turned.alone) == (1000, True)

    played(mortal, play, "strict")


def test_a_redis_that_is_emptied_lets_nothing_strict_through_twice(server: Valkey) -> None:
    async def play(remote: Remote) -> None:
        guards = Guards([Guard("drops", "user", 3, 3_600_000, strict=True)], remote, processes=2)
        await long_since(remote)
        assert [await guards.ask("wave", HERE) is None for _ in range(4)] == [True, True, True, False]
        keys = [key async for key in remote.redis.scan_iter(remote.key("*"))]
        await remote.redis.delete(*keys)
        assert await guards.ask("wave", HERE) is not None

    played(server, play, "emptied")


def test_a_redis_that_begins_again_from_an_old_file_lets_nothing_strict_through_twice(server: Valkey) -> None:
    """It looks as if nothing was lost: only that it is another run of the server tells."""

    async def play(remote: Remote) -> None:
        guards = Guards([Guard("drops", "user", 3, 3_600_000, strict=True)], remote, processes=2)
        await long_since(remote)
        assert [await guards.ask("wave", HERE) is None for _ in range(4)] == [True, True, True, False]
        await remote.redis.delete(remote.key("guard", "drops:1"))
        await remote.redis.set(remote.key("run"), "the run before")
        await remote.redis.connection_pool.disconnect()
        assert [await guards.ask("wave", HERE) is None for _ in range(3)] == [False] * 3

    played(server, play, "old")


async def long_since(remote: Remote) -> None:
    """Make it as if Redis had been counting for long."""
    run = (await remote.redis.info("server"))["run_id"]
    await remote.redis.mset({remote.key("since"): 0, remote.key("run"): run})


def test_gone_redis_costs_a_few_waits_and_then_none(mortal: Valkey) -> None:
    async def play() -> int:
        remote = Remote(mortal.url, "waits")
        guards = Guards([Guard("flood", "user", 10**6, 1000)], remote)
        asked = 0

        async def count(_: object) -> None:
            nonlocal asked
            asked += 1
            raise ConnectionError

        await guards.ask("wave", HERE)
        mortal.stop(signal.SIGKILL)
        for _ in range(100):
            assert await guards.ask("wave", HERE) is None
        with pytest.raises(AwayError):
            await remote.call(count)
        await remote.close()
        return asked

    assert asyncio.run(play()) == 0


HAMMERED = [
    # processes, strict, interruptions, how many bursts more may be let through at each
    (4, "strict", 0),
    (1, "strict", 0),
    (4, "loose", 2),
]


@pytest.mark.system("P6")
@pytest.mark.parametrize(("processes", "strict", "extra"), HAMMERED)
def test_never_one_too_many_while_redis_goes_off_and_on(
    mortal: Valkey, processes: int, strict: str, extra: int
) -> None:
    times, window, seconds, interruptions = 40, 20_000, 3.5, 3
    asyncio.run(prepared(mortal.url))
    arguments = ["hammered", str(processes), strict, str(times), str(window), str(seconds)]
    workers = [worker(mortal.url, arguments) for _ in range(processes)]
    began = time.monotonic()
    for each in workers:
        tell(each)
    for _ in range(interruptions):
        time.sleep(0.5)
        mortal.stop(signal.SIGKILL)
        time.sleep(0.3)
        mortal.start()
    counts = [[int(word) for word in each.communicate()[0].split()] for each in workers]
    lasted = time.monotonic() - began

    let, alone = (sum(column) for column in zip(*counts, strict=True))
    most = times + lasted * times * 1000 / window + extra * interruptions * times
    assert 0 < let <= most
    assert alone > 0


async def prepared(url: str) -> None:
    remote = Remote(url, "hammered", most=2.0)
    await long_since(remote)
    await remote.close()


def worker(url: str, arguments: list[str]) -> subprocess.Popen[str]:
    """Begin a process and return when it is ready to hammer."""
    command = [sys.executable, "-m", hammer.__name__, url, *arguments]
    begun = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert begun.stdout is not None
    assert begun.stdout.readline() == "ready\n"
    return begun


def tell(begun: subprocess.Popen[str]) -> None:
    assert begun.stdin is not None
    begun.stdin.write("go\n")
    begun.stdin.flush()
