"""What is asked of guards, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from rules.program.guard import Guard


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a command comes from; what it has none of, no guard counts."""

    user: int | None = None
    guild: int | None = None
    channel: int | None = None
    address: str | None = None

    def owner(self, per: str) -> str | None:
        """Return who is counted."""
        if per == "global":
            return "all"
        found = getattr(self, per)
        return None if found is None else str(found)


class Rule(NamedTuple):
    """A guard and whom it counts."""

    guard: Guard
    owner: str

    @property
    def key(self) -> str:
        """Return the name under which it is counted."""
        return f"{self.guard.name}:{self.owner}"


class Judged(NamedTuple):
    """What became of one rule (microseconds): what is owed now, how long to wait and to be blocked."""

    debt: int
    wait: int
    blocked: int
    begun: bool = False  # that the block began now


@dataclass(frozen=True, slots=True)
class Turned:
    """A command that was turned away; *retry_after* (ms) says when to come again."""

    guard: str
    per: str
    owner: str
    retry_after: int
    is_blocked: bool = False
    block_began: bool = False
    alone: bool = False  # that this process counted by itself


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """Somebody whom a guard turns away for *left* (ms)."""

    guard: str
    owner: str
    left: int
