"""A server's seed -> what is published before it is used; a player's seed -> whether it may be one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

SEED_BYTES = 32
_PLAYER_SEED = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Epoch:
    """A stretch of time under one seed of the server.

    *commitment* is published before the seed is used; *begun* and *ended* are milliseconds. *seed* is None
    until it is revealed, which it is after the epoch has ended.
    """

    id: int
    commitment: bytes
    begun: int
    ended: int | None = None
    seed: bytes | None = None


def commitment(seed: bytes) -> bytes:
    """Return the SHA-256 of the raw bytes of a seed (not of a text that spells them)."""
    if len(seed) != SEED_BYTES:
        raise ValueError(f"a server's seed has {SEED_BYTES} bytes")
    return sha256(seed).digest()


def is_player_seed(text: str) -> bool:
    """Tell whether a player may choose this: 1 to 64 letters, digits, `_` and `-`."""
    return _PLAYER_SEED.fullmatch(text) is not None
