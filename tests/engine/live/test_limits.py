"""Limits that everybody asks for at once, from several processes: never one too many."""

from __future__ import annotations

import asyncio
from multiprocessing import get_context

import pytest

from tests.engine.live.limited import LIMITS, TASKS, begun, process

PROCESSES = 4


@pytest.mark.system("P6")
def test_sixteen_tasks_in_four_processes_get_no_more_than_a_limit_allows(shared_url: str) -> None:
    asyncio.run(begun(shared_url))
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.engine.live.limited"])
    lines, workers = [], []
    try:
        for number in range(PROCESSES):
            mine, theirs = context.Pipe()
            workers.append(context.Process(target=process, args=(shared_url, number, theirs), daemon=True))
            workers[-1].start()
            theirs.close()
            lines.append(mine)
        for line in lines:
            line.send("begin")
        found = [line.recv() for line in lines]
    finally:
        for worker in workers:
            worker.join(10)
            worker.kill()
            worker.join()
    for action, most in LIMITS.items():
        ends = [end for each in found for end in each[action]]
        assert len(ends) == PROCESSES * TASKS
        allowed = [end for end in ends if end in {"accepted", "closed"}]
        assert len(allowed) == most, action
