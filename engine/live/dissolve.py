"""Something large that nobody needs any more -> gone, a part at a time, in slices as it was made.

Python frees a tree in one go, from the root down, and nothing else runs meanwhile: a tenth of a second for a
ruleset. So each part is held first, and then let go before what it is made of.
"""

from __future__ import annotations

import asyncio
import gc
from types import FunctionType

from engine.live.aside import aside
from rules.collector import is_settled

_LINGERS = 2.0  # seconds in which whoever still has it may turn to what took its place
_PLAIN = (dict, list, tuple, set, frozenset, FunctionType)
_OURS = ("rules.", "engine.")


class Leaving:
    """What is on its way out of a process that lasts; in any other it just goes."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def add(self, *whole: object) -> None:
        """Let go of something soon; whoever else has it keeps it."""
        if whole and is_settled():
            task = asyncio.create_task(dissolve([*whole]))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)


async def dissolve(parts: list[object], lingers: float = _LINGERS) -> None:
    """Empty a list, and let go of what was in it, after *lingers* seconds."""
    await aside(_gather, parts)
    await asyncio.sleep(lingers)
    await aside(_release, parts)


def _gather(parts: list[object]) -> None:
    """Add all that the parts are made of, and so on."""
    seen = {*map(id, parts)}
    for whole in parts:  # which grows
        for part in gc.get_referents(whole):
            if id(part) not in seen and _is_part(part):
                seen.add(id(part))
                parts.append(part)


def _is_part(thing: object) -> bool:
    kind = type(thing)
    return kind in _PLAIN or kind.__module__.startswith(_OURS)


def _release(parts: list[object]) -> None:
    parts.reverse()
    while parts:
        parts.pop()
