"""A scheduler and workers in processes of their own, which end with the test that began them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BEGIN = """
import asyncio, sys
import dask
from distributed import {room}
dask.config.set({{"distributed.scheduler.allowed-failures": 1}})
async def main():
    async with {room}({arguments}, dashboard=False) as begun:
        print(begun.address, flush=True)
        await asyncio.to_thread(sys.stdin.read)  # until nobody needs it any more
asyncio.run(main())
"""
_SCHEDULER = _BEGIN.format(room="Scheduler", arguments='host="127.0.0.1", port=0')
_WORKER = "{planted}" + _BEGIN.format(room="Worker", arguments="sys.argv[1], nthreads=1, memory_limit=0")
Process = subprocess.Popen[str]


@contextmanager
def scheduler() -> Iterator[tuple[Process, str]]:
    """Start a scheduler, and yield it and its address."""
    with _started(_SCHEDULER) as process:
        yield process, _ready(process)


@contextmanager
def crew(address: str, *planted: str) -> Iterator[list[Process]]:
    """Start a worker for each piece of code, which it runs first."""
    with ExitStack() as stack:
        started = [
            stack.enter_context(_started(_WORKER.replace("{planted}", code), address)) for code in planted
        ]
        for process in started:
            _ready(process)
        yield started


@contextmanager
def _started(code: str, *arguments: str) -> Iterator[Process]:
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        yield process
        process.communicate(timeout=60)  # it reads to the end, and ends


def _ready(process: Process) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
