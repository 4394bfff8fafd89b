"""The list of jobs: leases, retries with pauses, what is given up, figures; a runner with a clock of ours."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.live.job.job import FIRST, LONGEST, FaultError, Figures, Job, pause
from engine.live.job.jobs import Jobs
from engine.live.job.runner import Runner
from engine.live.store.sqlite import SqliteStore

KINDS = {"bell"}


def run(test: Callable[[Jobs], Awaitable[None]]) -> None:
    """Run a test with an empty list of jobs."""

    async def with_jobs() -> None:
        store = SqliteStore("memory://")
        await store.open()
        try:
            await test(Jobs(store.engine))
        finally:
            await store.close()

    asyncio.run(with_jobs())


class Clock:
    """A clock that is set by hand, in ms."""

    def __init__(self) -> None:
        self.now = 1_000_000

    async def __call__(self) -> int:
        """Return the time."""
        return self.now


def bells(count: int, due: int = 0) -> list[Job]:
    return [Job(f"bell:{number}", "bell", due, {"number": number}) for number in range(count)]


def test_a_job_of_a_name_is_there_once() -> None:
    async def test(jobs: Jobs) -> None:
        assert await jobs.add(bells(3)) == 3
        assert await jobs.add(bells(4)) == 1
        (first,) = await jobs.lease(1, 10, "a", KINDS, 1)
        await jobs.done(first, 2)
        assert await jobs.add(bells(4)) == 0
        assert len(await jobs.listed()) == 3

    run(test)


def test_what_is_leased_is_nobody_elses_until_the_lease_is_over() -> None:
    async def test(jobs: Jobs) -> None:
        await jobs.add(bells(3))
        first = await jobs.lease(1, 100, "a", KINDS, 2)
        assert [each.payload["number"] for each in first] == [0, 1]
        assert [each.name for each in await jobs.lease(2, 100, "b", KINDS, 9)] == ["bell:2"]
        assert await jobs.lease(99, 200, "b", KINDS, 9) == []
        again = await jobs.lease(100, 200, "b", KINDS, 9)
        assert [(each.name, each.tries) for each in again] == [(f"bell:{n}", 2) for n in range(3)]
        await jobs.done(first[0], 150)  # too late: it is somebody else's now
        assert [each.leased_by for each in await jobs.listed()] == ["b"] * 3

    run(test)


def test_nothing_is_done_before_it_is_due_or_by_who_does_not_know_how() -> None:
    async def test(jobs: Jobs) -> None:
        await jobs.add(bells(1, due=50))
        assert await jobs.lease(49, 60, "a", KINDS, 9) == []
        assert await jobs.lease(50, 60, "a", {"other"}, 9) == []
        assert len(await jobs.lease(50, 60, "a", KINDS, 9)) == 1

    run(test)


def test_a_job_that_fails_is_tried_again_later_and_given_up_at_last() -> None:
    async def test(jobs: Jobs) -> None:
        clock, begun = Clock(), []

        async def work(each: Job) -> None:
            begun.append(each.tries)
            raise ConnectionError("nobody there")

        runner = Runner(jobs, {"bell": work}, [], clock, tries=3, random=Random(1))
        await jobs.add(bells(1), clock.now)
        for _ in range(20):
            await runner.tick()
            clock.now += FIRST * 4
        assert begun == [1, 2, 3]
        (failed,) = await jobs.listed(failed=True)
        assert failed.error == "ConnectionError: nobody there"
        assert await jobs.figures(clock.now) == [Figures("bell", failed=1)]
        assert await jobs.retry(["bell:0"], clock.now) == 1
        await runner.tick()
        assert begun == [1, 2, 3, 1]
        assert await jobs.clear(["bell:0"]) == 1
        assert await jobs.figures(clock.now) == []

    run(test)


def test_a_fault_of_the_content_is_not_tried_again() -> None:
    async def test(jobs: Jobs) -> None:
        async def work(_: Job) -> None:
            raise FaultError("a value left its bounds")

        clock = Clock()
        await jobs.add(bells(1))
        await Runner(jobs, {"bell": work}, [], clock).tick()
        assert [each.error for each in await jobs.listed(failed=True)] == [
            "FaultError: a value left its bounds"
        ]

    run(test)


def test_one_job_that_fails_keeps_no_other_from_being_done() -> None:
    async def test(jobs: Jobs) -> None:
        done = []

        async def work(each: Job) -> None:
            if each.payload["number"] == 1:
                raise ValueError
            done.append(each.payload["number"])

        clock = Clock()
        await jobs.add(bells(4), clock.now)
        assert await Runner(jobs, {"bell": work}, [], clock).tick() == 4
        assert sorted(done) == [0, 2, 3]
        assert await jobs.figures(clock.now + FIRST) == [
            Figures("bell", 1, 0, 0, (await jobs.listed())[0].job.due)
        ]

    run(test)


def test_a_job_that_takes_longer_than_its_lease_is_stopped_before_another_may_begin() -> None:
    async def test(jobs: Jobs) -> None:
        async def work(_: Job) -> None:
            await asyncio.Event().wait()

        await jobs.add(bells(1))
        await Runner(jobs, {"bell": work}, [], Clock(), lease=10).tick()
        (kept,) = await jobs.listed()
        assert kept.error.startswith("TimeoutError")
        assert kept.leased_until == 0

    run(test)


def test_what_a_plan_says_twice_is_done_once_and_forgotten_when_old() -> None:
    async def test(jobs: Jobs) -> None:
        done = []

        async def work(each: Job) -> None:
            done.append(each.name)

        async def plan(_: int) -> list[Job]:
            return bells(2)

        clock = Clock()
        runner = Runner(jobs, {"bell": work}, [plan], clock)
        assert [await runner.tick() for _ in range(3)] == [2, 0, 0]
        assert sorted(done) == ["bell:0", "bell:1"]
        assert await jobs.prune(clock.now) == 0
        assert await jobs.prune(clock.now + 1) == 2

    run(test)


def test_a_runner_goes_on_until_it_is_stopped() -> None:
    async def test(jobs: Jobs) -> None:
        stop = asyncio.Event()

        async def work(_: Job) -> None:
            stop.set()

        await jobs.add(bells(1))
        await Runner(jobs, {"bell": work}, [], Clock()).run(stop, every=60)
        assert await jobs.listed() == []

    run(test)


@given(st.integers(1, 60), st.integers(0, 99))
def test_pauses_grow_and_stay_within_bounds(tries: int, seed: int) -> None:
    most = min(LONGEST, FIRST * 2 ** (tries - 1))

    assert most // 2 <= pause(tries, Random(seed)) <= most


@pytest.mark.parametrize("count", [1, 7])
def test_pauses_differ(count: int) -> None:
    random = Random(count)

    assert len({pause(6, random) for _ in range(50)}) > 40
