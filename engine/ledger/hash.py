"""What an object has -> one number: a sum over its cells, so that only what changed is hashed."""

from __future__ import annotations

from hashlib import blake2b
from struct import Struct

_MASK = (1 << 128) - 1
_pack = Struct(">qqqq").pack


def of_cell(slot: int, key: int, putter: int, value: int) -> int:
    """Return the hash of one stored cell or holding, by the numbers of content; see `moved`."""
    return int.from_bytes(blake2b(_pack(slot, key, putter, value), digest_size=16).digest(), "big")


def moved(total: int, before: int, after: int) -> int:
    """Return the hash of an object of which one cell's was *before* and is *after*; 0 is that of none."""
    return (total - before + after) & _MASK
