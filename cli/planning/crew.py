"""Pieces of work -> their results, done by as many processes as there are cores to do them."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from typing import Any

from cli.simulating.workers import attend

# What forked processes find when they begin: rulesets and all that hangs on them never have to be sent.
_works: list[Callable[[], Any]] = []


@contextmanager
def crew(works: Sequence[Callable[[], Any]]) -> Iterator[Iterator[tuple[int, Any]]]:
    """Begin the work; yield its places and results as they come. The first ones are begun first."""
    cores = min(_cores(), len(works))
    # Where processes cannot be forked, or a thread might hold a lock while they are, we do it all ourselves.
    if cores < 2 or "fork" not in get_all_start_methods() or threading.active_count() > 1:  # noqa: PLR2004
        yield ((at, work()) for at, work in enumerate(works))
        return
    _works[:] = works
    pool = ProcessPoolExecutor(cores, get_context("fork"), attend)
    try:
        places = {pool.submit(partial(_done, at)): at for at in range(len(works))}
        yield ((places[each], each.result()) for each in as_completed(places))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        _works.clear()


def _done(at: int) -> Any:
    return _works[at]()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
