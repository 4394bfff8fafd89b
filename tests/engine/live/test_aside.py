"""Long work -> the same, while the event loop goes on: what waits for the loop ends, so the loop ran."""

from __future__ import annotations

import asyncio
import gc
import threading
from contextvars import ContextVar

import pytest

from engine.live.aside import aside

FLAG: ContextVar[str] = ContextVar("FLAG", default="unset")


def until(flag: threading.Event) -> str:
    """Work, without ever waiting, until somebody else has set a flag."""
    while not flag.is_set():
        pass
    return "done"


async def set_soon(flag: threading.Event) -> None:
    await asyncio.sleep(0.005)
    flag.set()


async def run_beside() -> str:
    flag = threading.Event()
    setting = asyncio.create_task(set_soon(flag))
    found = await aside(until, flag)
    await setting
    return found


def test_the_loop_runs_while_work_goes_on_that_never_waits() -> None:
    assert asyncio.run(run_beside()) == "done"


def test_a_loop_of_another_thread_runs_likewise() -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(asyncio.run(run_beside())))
    thread.start()
    thread.join()
    assert found == ["done"]


def test_two_works_go_on_in_turns() -> None:
    one, other = threading.Event(), threading.Event()

    def first() -> str:
        until(one)
        other.set()
        return "first"

    def second() -> str:
        one.set()
        until(other)
        return "second"

    async def run() -> list[str]:
        return [*await asyncio.gather(aside(first), aside(second))]

    assert asyncio.run(run()) == ["first", "second"]


def test_what_goes_wrong_in_it_is_raised_where_it_is_waited_for() -> None:
    def wrong() -> None:
        raise LookupError("nowhere")

    with pytest.raises(LookupError, match="nowhere"):
        asyncio.run(aside(wrong))


@pytest.mark.parametrize("word", ["one", "other"])
def test_it_knows_the_context_of_who_asked(word: str) -> None:
    async def run() -> str:
        FLAG.set(word)
        return await aside(FLAG.get)

    assert asyncio.run(run()) == word


def test_the_collector_is_as_it_was_afterwards() -> None:
    before = gc.get_threshold()

    async def run() -> tuple[int, int, int]:
        return await aside(gc.get_threshold)

    assert asyncio.run(run())[2] > before[2]
    assert gc.get_threshold() == before
    assert gc.isenabled()


def deep(levels: int) -> int:
    return 1 + deep(levels - 1) if levels else 0


def test_it_has_a_stack_of_its_own() -> None:
    assert asyncio.run(aside(deep, 500)) == 500
