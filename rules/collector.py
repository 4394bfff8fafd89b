"""The process's collector -> out of the way of whoever makes very many objects and no garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEVER = 1_000_000_000  # collections before it looks at all that is old
_settled: list[bool] = []


def settle() -> None:
    """Let the collector never again look at what there is; for a process that has begun and will last.

    What is made in `undisturbed` from then on lasts as well, and must be freed without the collector.
    """
    gc.collect()
    gc.freeze()
    _settled[:] = [True]


def is_settled() -> bool:
    """Tell whether what there is was settled."""
    return bool(_settled)


@contextmanager
def uncollected() -> Iterator[None]:
    """Switch the collector off: a tree is many small objects and no garbage.

    What was made meanwhile is then old, so that it is not looked through at once. Where all is settled,
    nothing is done: thawing what is new would thaw all.
    """
    if _settled:
        yield
        return
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()


class Undisturbed:
    """The collector looks at what is new alone, from the first that enters to the last that leaves."""

    def __init__(self) -> None:
        self._within = 0
        self._before = gc.get_threshold()

    def __enter__(self) -> None:
        if not self._within:
            self._before = gc.get_threshold()
            gc.set_threshold(*self._before[:2], _NEVER)
        self._within += 1

    def __exit__(self, *_: object) -> None:
        self._within -= 1
        if self._within:
            return
        gc.set_threshold(*self._before)
        if _settled:
            gc.collect(1)
            gc.freeze()
