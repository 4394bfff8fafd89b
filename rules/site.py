"""The address of luck: a site's name to 64 bits, loops and records mixed into a coordinate."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15  # 2^64 / golden ratio: the step of splitmix64
_SIGN = 1 << 63
_M1 = 0xBF58476D1CE4E5B9
_M2 = 0x94D049BB133111EB


def mix(z: int) -> int:
    """Scramble 64 bits (the finaliser of splitmix64, Steele, Lea and Flood 2014)."""
    z &= MASK
    z = ((z ^ (z >> 30)) * _M1) & MASK
    z = ((z ^ (z >> 27)) * _M2) & MASK
    return z ^ (z >> 31)


def whole_word(value: int) -> int:
    """Return the int64 with the same 64 bits: how hashes and seeds travel through whole columns."""
    return (value + _SIGN) % (MASK + 1) - _SIGN


def hash_name(name: str) -> int:
    """Return the 64 bits that stand for a name, the same on every machine."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big")


def inside(coordinate: int, step: int) -> int:
    """Return the coordinate of round *step* (an index or a record's hash) of a loop at *coordinate*."""
    return mix(coordinate + (step + 1) * GOLDEN)


def start(player: int, *occasion: int) -> int:
    """Return the coordinate at which a command begins: who acts, and on what occasion."""
    coordinate = mix(player * GOLDEN + GOLDEN)
    for part in occasion:
        coordinate = inside(coordinate, part)
    return coordinate


@dataclass(frozen=True, slots=True)
class Site:
    """Where a roll stands: a name made of ids only.

    *label* is how a scenario names it (`prize`, `prize.five`); *outcomes* are the ids it may give, in order
    (of entries, or `true`, `false`), or empty for numbers and for records, which *kind* then names.
    """

    name: str
    label: str = ""
    outcomes: tuple[str, ...] = ()
    kind: str = ""
    hash: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Work the hash out once."""
        object.__setattr__(self, "hash", hash_name(self.name))
