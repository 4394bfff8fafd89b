"""A leaf, its epoch and its place in the log -> a file that proves a receipt, and back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NamedTuple

from engine.fair import leaf as leaves
from engine.fair.leaf import Leaf

FORMAT = "reve-proof/1"
_HASH = 32
_DEEPEST = 64  # levels of a log of 2^64 receipts


@dataclass(frozen=True, slots=True)
class Proof:
    """All that is needed to work a receipt's luck out again, offline.

    *text* is the leaf as it was hashed; *seed* is the server's, None before it was revealed. The leaf is at
    *position* among the first *size* of the log, whose root is *root*; *path* proves it.
    """

    text: str
    commitment: bytes
    seed: bytes | None
    position: int
    size: int
    root: bytes
    path: tuple[bytes, ...]

    @property
    def leaf(self) -> Leaf:
        """Return the leaf that the text spells."""
        return leaves.read(self.text)

    def written(self) -> str:
        """Return the file."""
        plain = {
            "format": FORMAT,
            "leaf": self.text,
            "commitment": self.commitment.hex(),
            "seed": self.seed.hex() if self.seed is not None else None,
            "log": {
                "position": self.position,
                "size": self.size,
                "root": self.root.hex(),
                "path": [each.hex() for each in self.path],
            },
        }
        return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


class Unreadable(NamedTuple):
    """A file that is no proof, and why."""

    why: str


def read(text: str) -> Proof | Unreadable:
    """Return the proof that a file holds."""
    try:
        plain = json.loads(text)
        found = _proof(plain) if isinstance(plain, dict) else None
        if found is None or found.leaf.written() != found.text:
            return Unreadable(f"it is no `{FORMAT}`")
    except (ValueError, RecursionError) as problem:
        return Unreadable(f"{problem}".splitlines()[0][:200] if str(problem) else "it is too deep")
    return found


def _proof(plain: dict[str, object]) -> Proof | None:
    match plain:
        case {
            "format": str(name),
            "leaf": str(text),
            "commitment": str(commitment),
            "seed": str() | None as seed,
            "log": {"position": int(position), "size": int(size), "root": str(root), "path": [*path]},
        } if name == FORMAT and len(path) <= _DEEPEST:
            said = None if seed is None else _hash(seed)
            there = tuple(map(_hash, path))
            return Proof(text, _hash(commitment), said, position, size, _hash(root), there)
    return None


def _hash(spelt: object) -> bytes:
    found = bytes.fromhex(spelt) if isinstance(spelt, str) else b""
    if len(found) != _HASH:
        raise ValueError("a hash or a seed has 64 hexadecimal digits")
    return found
