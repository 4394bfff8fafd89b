"""What a face asks for -> a command: who, where, what, under an id that makes it happen once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from engine.fair.canonical import canonical

PLAYER = "player"  # who asks, where it is neither the clock, the shop, an operator nor a role


@dataclass(frozen=True, slots=True)
class Command:
    """One request, under the id that its sender gave it: sent again, it gets the same answer.

    *owner*, *guild* and *channel* are the numbers that Discord gave them, 0 for nobody and nowhere; so are
    the players among *params*. *who* are the roles in which it is asked, beside `player`; *by* is what an
    operator is called, *why* what he gives as his reason.
    """

    id: str
    world: int
    owner: int
    action: str
    params: Mapping[str, Any] = field(default_factory=dict)
    guild: int = 0
    channel: int = 0
    who: frozenset[str] = frozenset()
    by: str = ""
    why: str = ""

    @property
    def request(self) -> str:
        """Return what was asked, as it is kept."""
        asked = {"action": self.action, "owner": self.owner, "params": dict(self.params)}
        where = {"channel": self.channel, "guild": self.guild, "who": sorted(self.who), "world": self.world}
        told = {**where, "by": self.by, "why": self.why}
        return canonical({**asked, **{key: value for key, value in told.items() if value}})


def digest(request: str) -> bytes:
    """Return by what a request is known to be the same."""
    return sha256(request.encode()).digest()
