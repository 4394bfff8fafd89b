"""Blocks, and something that takes them -> what became of each, in whatever order that is."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from typing import TypeVar

from engine.lab.simulate import Block, Experiment, Gathered
from engine.lab.summary import Summary

AHEAD = 4  # blocks that wait for each worker: it is never idle, and the rest is not yet in memory
SECOND = 1.0

Result = TypeVar("Result")
Done = Generator[tuple[Block, Summary], None, None]


def streamed(
    blocks: Iterator[Block],
    submit: Callable[[Block], Future[Result]],
    workers: Callable[[], int],
    quiet: Callable[[], None] = lambda: None,
) -> Generator[tuple[Block, Result], None, None]:
    """Yield blocks as they are finished; *quiet* is called each second in which none was."""
    waiting: dict[Future[Result], Block] = {}
    while True:
        for block in islice(blocks, max(0, workers() * AHEAD - len(waiting))):
            waiting[submit(block)] = block
        if not waiting:
            return
        done = wait(waiting, SECOND, FIRST_COMPLETED).done
        if not done:
            quiet()
        for future in done:
            yield waiting.pop(future), future.result()


def gather(experiment: Experiment, done: Done, told: Callable[[int], None]) -> Gathered:
    """Add up every block; what is done when somebody interrupts is kept. *told* hears of every player."""
    gathered = Gathered(experiment)
    try:
        for block, summary in done:
            gathered.add(block, summary)
            told(block.count)
    except KeyboardInterrupt:
        done.close()
    return gathered
