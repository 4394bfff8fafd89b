"""A kind of server -> a short folder of its own for this process; those of processes that died are swept."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Paths of sockets end at 107 bytes, and pytest's own folders are long.
ROOM = Path(tempfile.gettempdir())
MARK = "reve-server"


@contextmanager
def folder(kind: str) -> Iterator[Path]:
    """Give an empty folder that is gone afterwards."""
    sweep()
    path = Path(tempfile.mkdtemp(prefix=f"{MARK}-{kind}-{os.getpid()}-", dir=ROOM))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def sweep() -> None:
    """Remove what processes that were killed could not."""
    for path in ROOM.glob(f"{MARK}-*-*-*"):
        owner = path.name.split("-")[3]
        if owner.isdigit() and not _lives(int(owner)) and path.stat().st_uid == os.geteuid():
            shutil.rmtree(path, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
