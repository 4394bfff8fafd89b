"""The code that decides what players do -> a mark; two machines with the same one come to the same."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import engine
import rules

DIGITS = 12


@cache
def mark() -> str:
    """Return the version of reve here, and the hash of its rules and engine."""
    code = mark_of(*(Path(str(room.__file__)).parent for room in (rules, engine)))
    return f"{version('reve')} ({code})"


def mark_of(*rooms: Path) -> str:
    """Return the hash of all Python in some folders."""
    total = sha256()
    for room in rooms:
        names = sorted(path.relative_to(room).as_posix() for path in room.rglob("*.py"))
        for name in names:
            # As text: how a system ends its lines is no difference.
            total.update(f"{name}\0{(room / name).read_text('utf-8')}\0".encode())
    return total.hexdigest()[:DIGITS]
