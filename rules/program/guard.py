"""A guard: how many commands of one sort are let through before the engine is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Per = Literal["user", "guild", "channel", "address", "global"]
PER: tuple[Per, ...] = get_args(Per)


@dataclass(frozen=True, slots=True)
class Guard:
    """So many commands at once and in every *window* (ms), for each of what *per* names.

    No *actions*: all of them. Whoever was turned away *after* times within the window is blocked for
    *block* (ms); 0: nobody is. A *strict* guard lets nothing through while it cannot be counted for sure.
    """

    name: str
    per: Per
    times: int
    window: int
    actions: frozenset[str] = frozenset()
    block: int = 0
    after: int = 1
    strict: bool = False

    def covers(self, action: str) -> bool:
        """Tell whether commands of an action are counted."""
        return not self.actions or action in self.actions
