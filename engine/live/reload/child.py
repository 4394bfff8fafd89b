"""A pack, in a process of its own -> its ruleset as plain bytes, or what is wrong with it as lines."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from engine.live.packed import pack
from rules.load import MANIFEST, Loaded, load
from rules.problem import Problem
from rules.propose.bring import EMPTY, Sheaf

_MEGABYTE = 1_000_000
_NICE = 10  # the game that is played comes first
Work = Callable[..., Loaded]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long work may take, and how much memory."""

    seconds: float = 60.0
    megabytes: int = 2048


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a pack is: its *folder*, *more* texts that count as files of it, and what players wrote.

    *shipped* are the folders in which packs are that it may extend by name.
    """

    folder: Path
    shipped: Sequence[Path] = ()
    more: Mapping[str, str] = field(default_factory=dict)
    sheaf: Sheaf = EMPTY
    limits: Limits = LIMITS


def of_source(source: Source) -> Loaded:
    """Read, check and compile a pack."""

    def known(name: str) -> Path | None:
        return next((each / name for each in source.shipped if (each / name / MANIFEST).is_file()), None)

    return load(source.folder, find=known, more=source.more, sheaf=source.sheaf)


def begin(line: Connection, where: str, limits: Limits, work: Work, args: Sequence[Any]) -> None:
    """Do *work* within limits, at *where* one stands, and send what came of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started this, and is told to end it
    os.chdir(where)
    _limit(limits)
    try:
        sent = _sent(work(*args))
    except OSError as error:
        sent = _refused([f"{error.filename or error}: {error.strerror or 'it cannot be read'}"])
    except MemoryError:
        sent = _refused([f"it needs more than {limits.megabytes} MB of memory"])
    line.send_bytes(sent)
    line.close()


def _sent(loaded: Loaded) -> bytes:
    if loaded.ruleset is None:
        return _refused([told(problem) for problem in loaded.problems if problem.is_error])
    head = {"hash": loaded.ruleset.hash, "lines": [told(problem) for problem in loaded.problems]}
    return json.dumps(head).encode() + b"\n" + pack(loaded.ruleset)


def _refused(lines: Sequence[str]) -> bytes:
    return json.dumps({"hash": "", "lines": lines}).encode() + b"\n"


def told(problem: Problem) -> str:
    """Say a problem in one line: file, line and column, what is wrong, what to do."""
    todo = f"; {problem.help}" if problem.help else ""
    return f"{problem.place}: {problem.severity}[{problem.code}]: {problem.message}{todo}"


def _limit(limits: Limits) -> None:
    """Have the system end this process where it takes too much; where it cannot, who waits does."""
    if sys.platform == "win32":
        return
    import resource

    os.nice(_NICE)
    memory, seconds = limits.megabytes * _MEGABYTE, int(limits.seconds) + 2
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        with suppress(ValueError, OSError):  # not every system knows each
            resource.setrlimit(what, (most, most))
