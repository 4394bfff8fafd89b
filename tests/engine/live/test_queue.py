"""Turns by key: in order, one at a time, seen, cleared, ended when too long, too many refused."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.live.queue import FullError, LateError, Queue, Turn


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def run(test: Callable[[], Awaitable[None]]) -> None:
    """Run a test, which must not hang."""

    async def bounded() -> None:
        async with asyncio.timeout(20):
            await test()

    asyncio.run(bounded())


async def settled() -> None:
    """Let every task go on as far as it can."""
    for _ in range(20):
        await asyncio.sleep(0)


class Works:
    """Tasks that have turns, and end when they are told to."""

    def __init__(self, queue: Queue) -> None:
        self.queue = queue
        self.begun: list[str] = []
        self.ends: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def begin(self, key: str, what: str, limit: float | None = None) -> asyncio.Task[None]:
        """Begin a task that wants a turn."""
        self.ends[what] = asyncio.Event()
        self.tasks[what] = asyncio.create_task(self._have(key, what, limit))
        await settled()
        return self.tasks[what]

    async def end(self, what: str) -> None:
        """Let a task end its turn."""
        self.ends[what].set()
        await settled()

    async def _have(self, key: str, what: str, limit: float | None) -> None:
        async with self.queue.turn(key, what, limit):
            self.begun.append(what)
            await self.ends[what].wait()


@pytest.mark.system("P3")
def test_turns_of_a_key_come_one_by_one_in_order_and_other_keys_do_not_wait() -> None:
    async def test() -> None:
        works = Works(Queue())
        for key, what in (("a", "a1"), ("a", "a2"), ("b", "b1"), ("a", "a3")):
            await works.begin(key, what)
        assert works.begun == ["a1", "b1"]
        await works.end("a1")
        assert works.begun == ["a1", "b1", "a2"]
        for what in ("a2", "a3", "b1"):
            await works.end(what)
        assert works.begun[-1] == "a3"
        assert works.queue.count == 0
        assert works.queue.turns() == []

    run(test)


def test_who_has_a_key_is_listed_with_what_for_since_when_and_how_many_wait() -> None:
    async def test() -> None:
        clock = Clock()
        works = Works(Queue(clock=clock))
        await works.begin("a", "fuse")
        clock.now += 5
        await works.begin("b", "sell")
        await works.begin("a", "daily")
        assert works.queue.turns() == [Turn("a", "fuse", 100.0, 1), Turn("b", "sell", 105.0, 0)]
        for what in ("fuse", "sell", "daily"):
            await works.end(what)

    run(test)


def test_a_turn_that_is_cleared_is_broken_off_and_the_next_begins() -> None:
    async def test() -> None:
        works = Works(Queue())
        stuck = await works.begin("a", "stuck")
        await works.begin("a", "next")
        assert works.queue.clear("a")
        with pytest.raises(LateError):
            await stuck
        await settled()
        assert works.begun == ["stuck", "next"]
        await works.end("next")
        assert not works.queue.clear("a")

    run(test)


def test_a_turn_that_takes_too_long_is_broken_off_and_so_is_waiting_for_one() -> None:
    async def test() -> None:
        works = Works(Queue())
        slow = await works.begin("a", "slow")
        waits = await works.begin("a", "waits", limit=0.01)
        with pytest.raises(LateError):
            await waits
        assert not slow.done()
        await works.end("slow")
        brief = await works.begin("a", "brief", limit=0.01)
        with pytest.raises(LateError):
            await brief
        assert works.begun == ["slow", "brief"]
        assert works.queue.turns() == []

    run(test)


def test_a_timeout_of_the_work_itself_is_its_own() -> None:
    async def test() -> None:
        queue = Queue()
        with pytest.raises(TimeoutError, match="of its own"):
            async with queue.turn("a", "work"):
                raise TimeoutError("of its own")
        assert queue.count == 0

    run(test)


def test_too_many_are_refused_at_once_with_when_to_come_again() -> None:
    async def test() -> None:
        clock = Clock()
        works = Works(Queue(most=4, each=2, clock=clock))
        await works.begin("a", "a1")
        await works.begin("a", "a2")
        with pytest.raises(FullError) as of_key:
            await (await works.begin("a", "a3"))
        assert of_key.value.after >= 1
        await works.begin("b", "b1")
        await works.begin("c", "c1")
        with pytest.raises(FullError):
            await (await works.begin("d", "d1"))
        assert works.queue.refused == 2
        clock.now += 10_000
        for what in ("a1", "b1"):
            await works.end(what)
        await works.begin("b", "b2")
        await works.begin("d", "d2")
        with pytest.raises(FullError) as later:
            await (await works.begin("e", "e2"))
        assert later.value.after > of_key.value.after
        for what in ("a2", "c1", "b2", "d2"):
            await works.end(what)

    run(test)


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["begin", "cancel", "end", "clear"])), max_size=40
    )
)
def test_whoever_leaves_a_turn_is_never_lost_and_never_had_twice(script: list[tuple[str, str]]) -> None:
    async def test() -> None:
        queue, having = Queue(each=99), {"a": 0, "b": 0}
        tasks: dict[str, list[tuple[asyncio.Task[None], asyncio.Event]]] = {"a": [], "b": []}

        async def work(key: str, end: asyncio.Event) -> None:
            async with queue.turn(key, key):
                having[key] += 1
                assert having[key] == 1
                try:
                    await end.wait()
                finally:
                    having[key] -= 1

        for number, (key, deed) in enumerate(script):
            if deed == "begin":
                end = asyncio.Event()
                tasks[key].append((asyncio.create_task(work(key, end)), end))
            elif deed == "clear":
                queue.clear(key)
            elif tasks[key]:
                task, end = tasks[key][number % len(tasks[key])]
                if deed == "cancel":
                    task.cancel()
                else:
                    end.set()
            if number % 3:
                await asyncio.sleep(0)
        for _, end in (*tasks["a"], *tasks["b"]):
            end.set()
        results = await asyncio.gather(
            *(task for task, _ in (*tasks["a"], *tasks["b"])), return_exceptions=True
        )
        assert all(each is None or isinstance(each, LateError | asyncio.CancelledError) for each in results)
        assert queue.turns() == []
        assert queue.count == 0
        assert not queue._lines

    run(test)
