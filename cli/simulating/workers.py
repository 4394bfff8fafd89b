"""A pack, an experiment and an executor -> what players did, lived by processes; the same by any number."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait as until
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from cli.exit import UsageProblem
from cli.pack import load_pack, usable
from cli.simulating.stream import Done, gather, streamed
from cli.simulating.way import Way
from engine.lab.simulate import Block, Experiment, Gathered

if TYPE_CHECKING:
    from engine.lab.living import Living
    from engine.lab.summary import Summary


@dataclass(frozen=True, slots=True)
class Task:
    """What is lived: the pack in *folder*, so much of it, and by which executor."""

    folder: Path
    experiment: Experiment
    way: Way


def lived(task: Task, workers: int, told: Callable[[int], None], size: int | None = None) -> Gathered:
    """Live every block; what is done when somebody interrupts is kept. *told* hears of every player."""
    blocks = task.experiment.blocks(size or task.way.size(task.experiment.total, workers))
    done = _here(task, blocks) if workers == 1 else _elsewhere(task, blocks, workers)
    return gather(task.experiment, done, told)


def _here(task: Task, blocks: Iterator[Block]) -> Done:
    for block in blocks:
        yield block, _live(task, block)


def _elsewhere(task: Task, blocks: Iterator[Block], workers: int) -> Done:
    """Yield blocks as processes finish them, in whatever order that is."""
    # Spawned, so that a worker is the same on every system, whatever runs here besides.
    others = active_children()
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (task,))
    try:
        yield from streamed(blocks, lambda block: pool.submit(_live, task, block), lambda: workers)
    except BrokenProcessPool as broken:
        said = "a process was ended from outside; where memory is short, take fewer `--workers`"
        raise UsageProblem(said) from broken
    except (KeyboardInterrupt, GeneratorExit):
        # What they are at would be thrown away: nobody waits for it.
        for process in active_children():
            if process not in others:
                process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(task: Task) -> None:
    """Prepare a process."""
    attend()
    _living(task.folder, task.way)


def attend() -> None:
    """Let an interrupt be for the process that waits for this one, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    """End this process when the one that began it is gone, however that ended."""
    parent = parent_process()
    if parent is not None:
        until([parent.sentinel])
        os._exit(1)


@cache
def _living(folder: Path, way: Way) -> Living:
    return way.living(usable(load_pack(folder)))


def _live(task: Task, block: Block) -> Summary:
    return _living(task.folder, task.way)(task.experiment, block).summary
