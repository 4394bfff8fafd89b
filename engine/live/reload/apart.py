"""Work on a pack -> done in another process, with limits: what is wrong with a pack cannot harm the game."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, cast

from engine.live.reload import child
from engine.live.reload.child import LIMITS, Limits, Work

_ENDS = 5.0  # seconds for a process to be gone that has sent all it had


@dataclass(frozen=True, slots=True)
class Packed:
    """A ruleset as `engine.live.packed` reads it, its hash, and what its author is warned of."""

    content: bytes = field(repr=False)
    hash: str
    warnings: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a pack is not played: a line for each reason, with file and line where it has those."""

    lines: Sequence[str]


class _Context(Protocol):
    """What begins processes."""

    def Process(self, **how: Any) -> BaseProcess:  # noqa: N802 - the library's name
        """Return one that has not begun."""

    def Pipe(self, duplex: bool) -> tuple[Connection, Connection]:  # noqa: N802 - likewise
        """Return two ends of a line: of what is received, and what is sent."""


async def apart(work: Work, *args: object, limits: Limits = LIMITS) -> Packed | Refusal:
    """Do *work*, a function of a module, on plain arguments, and return what it made."""
    return await asyncio.to_thread(_done, work, args, limits)


def _done(work: Work, args: Sequence[object], limits: Limits) -> Packed | Refusal:
    context = _context()
    mine, theirs = context.Pipe(duplex=False)
    given = (theirs, os.getcwd(), limits, work, args)  # noqa: PTH109 - a text
    process = context.Process(target=child.begin, args=given, daemon=True)
    process.start()
    theirs.close()
    try:
        if not mine.poll(limits.seconds):
            return Refusal([f"it took longer than {limits.seconds:g} s to read and check"])
        return _read(mine.recv_bytes())
    except (EOFError, OSError):
        process.join(_ENDS)
        return Refusal([_died(process.exitcode, limits)])
    finally:
        mine.close()
        process.kill()
        process.join()


def _read(sent: bytes) -> Packed | Refusal:
    head, _, content = sent.partition(b"\n")
    said = json.loads(head)
    return Packed(content, said["hash"], said["lines"]) if said["hash"] else Refusal(said["lines"])


def _died(code: int | None, limits: Limits) -> str:
    """Say how a process ended that sent nothing."""
    how = f"by signal {-code}" if code is not None and code < 0 else f"with exit code {code}"
    return (
        f"the process that reads it ended {how}; it may take up to {limits.seconds:g} s "
        f"and {limits.megabytes} MB of memory"
    )


def _context() -> _Context:
    """Return what begins processes: quick ones, where the system can copy one that is ready."""
    if "forkserver" not in get_all_start_methods():
        return cast("_Context", get_context("spawn"))
    context = get_context("forkserver")
    context.set_forkserver_preload([child.__name__])
    return cast("_Context", context)
