"""Long work in Python alone -> the same, in slices between which the event loop runs.

The work has a stack of its own (a greenlet) and a timer that interrupts it between any two steps of the
interpreter: no work has to say where it may be cut, and there is no second thread that would have to be woken
on a busy machine. Only a single call into C is never cut, so long work avoids long ones
(`rules.pack.piecemeal`). Where there is no such timer, or the loop is not the main thread's, a thread has to
do.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from typing import Any, ParamSpec, TypeVar

from greenlet import getcurrent, greenlet

from rules.collector import Undisturbed

Given = ParamSpec("Given")
Made = TypeVar("Made")

SLICE, REST = 0.003, 0.001  # seconds: at work, and at least for all else
_UNDISTURBED = Undisturbed()


async def aside(work: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs) -> Made:
    """Return what *work* returns; what it makes must be freed without the collector."""
    with _UNDISTURBED:
        given = partial(work, *args, **kwargs)
        return await (_in_slices(given) if _can_interrupt() else asyncio.to_thread(given))


class _Work:
    """What may be interrupted, and what it came to."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self._made: Any = None
        self._error: BaseException | None = None
        self._stack = greenlet(self._do)
        self._stack.gr_context = copy_context()

    def _do(self) -> None:
        try:
            self._made = self._work()
        except BaseException as error:  # noqa: BLE001 - to be raised where it is waited for
            self._error = error

    def go_on(self) -> bool:
        """Work for a slice; tell whether it is done."""
        self._stack.parent = getcurrent()
        _at_work[:] = [self._stack]
        signal.setitimer(signal.ITIMER_REAL, SLICE)
        self._stack.switch()
        signal.setitimer(signal.ITIMER_REAL, 0)
        _at_work.clear()
        return bool(self._stack.dead)

    @property
    def made(self) -> Any:
        """Return what it made, or raise what it failed with."""
        if self._error is not None:
            raise self._error
        return self._made


_at_work: list[Any] = []  # the stack of the work under way, where there is one


def _interrupt(*_: object) -> None:
    """Go on with the event loop; when the work is switched to again, it goes on as if nothing had been."""
    current = getcurrent()
    if current in _at_work:
        current.parent.switch()


async def _in_slices(work: Callable[[], Made]) -> Made:
    under_way = _Work(work)
    while not under_way.go_on():  # noqa: ASYNC110 - it waits for nothing
        await asyncio.sleep(REST)
    made: Made = under_way.made
    return made


def _can_interrupt() -> bool:
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        return False
    if signal.getsignal(signal.SIGALRM) is signal.SIG_DFL:
        signal.signal(signal.SIGALRM, _interrupt)
        signal.siginterrupt(signal.SIGALRM, False)
    return signal.getsignal(signal.SIGALRM) is _interrupt
