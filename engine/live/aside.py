"""Long work in Python alone -> the same, in slices between which the event loop runs.

Python hands its lock from thread to thread at an interval: that is the slice, and no work has to say where
it may be cut. Only a single call into C is never cut, so long work avoids long ones (`rules.pack.piecemeal`).
The longest of all is the collector, which looks at everything there is: it rests meanwhile.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")

SLICE = 0.001  # seconds


async def aside(work: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs) -> Made:
    """Return what *work* returns, done in a thread; what it makes must be freed without the collector."""
    with _SLICES:
        return await asyncio.to_thread(work, *args, **kwargs)


def settle() -> None:
    """Let the collector never again look at what there is; for a process that has begun and will last."""
    gc.collect()
    gc.freeze()


class _Slices:
    """The interval and the collector, which are the process's, as they are while work is under way."""

    def __init__(self) -> None:
        self._under_way = 0
        self._before = sys.getswitchinterval(), True

    def __enter__(self) -> None:
        if not self._under_way:
            self._before = sys.getswitchinterval(), gc.isenabled()
            sys.setswitchinterval(SLICE)
            gc.disable()
        self._under_way += 1

    def __exit__(self, *_: object) -> None:
        self._under_way -= 1
        if self._under_way:
            return
        interval, was_on = self._before
        sys.setswitchinterval(interval)
        if gc.get_freeze_count():  # settled: what was made lasts as long as what was there
            gc.freeze()
        if was_on:
            gc.enable()


_SLICES = _Slices()
