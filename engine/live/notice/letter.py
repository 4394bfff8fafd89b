"""A notice on its way: what it says, to whom, and by what word whoever brings it knows it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol

_NONCE = 25  # characters: what Discord takes


@dataclass(frozen=True, slots=True)
class Letter:
    """One notice: to *player* (an object), who is *owner* in Discord, of a *topic*: a text or a view."""

    id: int
    receipt: str
    number: int
    player: int
    world: int
    owner: int
    topic: str
    values: Mapping[str, Any] = field(default_factory=dict)
    due: int = 0
    tries: int = 0
    state: str = "waiting"

    @property
    def nonce(self) -> str:
        """Return what is the same each time that it is sent, so that it is shown once."""
        return sha256(f"{self.receipt}:{self.number}".encode()).hexdigest()[:_NONCE]


class ClosedError(Exception):
    """The player takes no messages; the notice is kept for him."""


class SlowError(Exception):
    """Too much was sent; try again *after* so many ms."""

    def __init__(self, after: int) -> None:
        super().__init__(f"try again in {after} ms")
        self.after = after


class Transport(Protocol):
    """What brings notices to players."""

    async def send(self, letter: Letter) -> None:
        """Bring one, or nothing where one of this nonce was brought; raise `ClosedError` or `SlowError`."""


class Wanted(Protocol):
    """Who knows whether a player wants to be told, as he is when it is due."""

    async def __call__(self, letter: Letter) -> bool:
        """Tell whether the notice is still true, and wanted."""
