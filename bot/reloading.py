"""Who reads a pack again, and what is told of one that cannot be played: whoever starts the bot knows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from engine.live.activate import Activated, Stopped


class UnusableError(Exception):
    """A pack that has errors; *problems* are file, line and reason of each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class Reload(Protocol):
    """What makes the pack as it is now the active one."""

    async def __call__(self, actor: str, why: str, forced: bool) -> Activated | Stopped:
        """Return what came of it; raise `UnusableError` where the pack has errors."""
