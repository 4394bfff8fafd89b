"""Leaves of a log -> a root, and short proofs that a leaf is in it and that it only grew (RFC 6962).

A proof is made of the roots of whole ranges of leaves. This room says which ranges; whoever keeps the leaves
folds them, so that no tree is ever kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple


class Range(NamedTuple):
    """Leaves from *begin* up to and without *end*."""

    begin: int
    end: int


RootOf = Callable[[Range], bytes]


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf: SHA-256 of a 0 byte and the leaf."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees: SHA-256 of a 1 byte and both."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that is needed of a log to append to it: the roots of its full subtrees, the largest first."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> Frontier:
        """Return the frontier with the hash of one more leaf."""
        peaks, rest = [*self.peaks], self.size
        while rest & 1:
            leaf = node_hash(peaks.pop(), leaf)
            rest >>= 1
        return Frontier(self.size + 1, (*peaks, leaf))

    def root(self) -> bytes:
        """Return the root of the tree; of no leaves it is the hash of nothing."""
        if not self.peaks:
            return sha256().digest()
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


def grow(frontier: Frontier, leaves: Iterable[bytes]) -> Frontier:
    """Return the frontier with the hashes of more leaves."""
    for leaf in leaves:
        frontier = frontier.append(leaf)
    return frontier


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over the hashes of leaves."""
    return grow(Frontier(), leaves).root()


def _split(begin: int, end: int) -> int:
    """Return where a tree divides: after the largest power of two below its size."""
    return begin + (1 << ((end - begin - 1).bit_length() - 1))


def siblings(position: int, size: int) -> list[Range]:
    """Return the ranges whose roots prove that a leaf is in a log of *size*, the nearest first."""
    if not 0 <= position < size:
        raise ValueError("a leaf outside the log has no proof")
    begin, end, found = 0, size, list[Range]()
    while end - begin > 1:
        middle = _split(begin, end)
        if position < middle:
            found.append(Range(middle, end))
            end = middle
        else:
            found.append(Range(begin, middle))
            begin = middle
    return found[::-1]


def growth(before: int, size: int) -> list[Range]:
    """Return the ranges whose roots prove that a log of *size* begins with that of *before* leaves."""
    if not 0 <= before <= size:
        raise ValueError("a log does not shrink")
    if before in {0, size}:
        return []
    begin, end, found, is_whole = 0, size, list[Range](), True
    while before != end:
        middle = _split(begin, end)
        if before <= middle:
            found.append(Range(middle, end))
            end = middle
        else:
            found.append(Range(begin, middle))
            begin, is_whole = middle, False
    return ([] if is_whole else [Range(begin, end)]) + found[::-1]


def proof(ranges: Iterable[Range], root: RootOf) -> tuple[bytes, ...]:
    """Return the roots of ranges, which are the proof."""
    return tuple(map(root, ranges))


def is_included(leaf: bytes, position: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Tell whether a path proves that the leaf with this hash is at *position* in the log of this root."""
    if not 0 <= position < size:
        return False
    here, last = position, size - 1
    for hashed in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            leaf = node_hash(hashed, leaf)
            here, last = _climb(here, last)
        else:
            leaf = node_hash(leaf, hashed)
        here, last = here >> 1, last >> 1
    return last == 0 and leaf == root


def _climb(here: int, last: int) -> tuple[int, int]:
    """Pass the levels on which a subtree at the right edge has no brother."""
    while here and not here & 1:
        here, last = here >> 1, last >> 1
    return here, last


def only_grew(before: int, old: bytes, size: int, new: bytes, path: Sequence[bytes]) -> bool:
    """Tell whether a path proves that the log of *new* begins with all that was in that of *old*."""
    if before == size:
        return not path and old == new
    if before == 0:
        return not path and old == root_of(())
    if not 0 < before < size:
        return False
    parts = [*path] if before & (before - 1) else [old, *path]
    if not parts:
        return False
    here, last = before - 1, size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    return _both(parts, here, last) == (old, new)


def _both(parts: Sequence[bytes], here: int, last: int) -> tuple[bytes, bytes] | None:
    """Return the old root and the new one that the parts of a proof of growth lead to."""
    old = new = parts[0]
    for hashed in parts[1:]:
        if last == 0:
            return None
        if here & 1 or here == last:
            old, new = node_hash(hashed, old), node_hash(hashed, new)
            here, last = _climb(here, last)
        else:
            new = node_hash(new, hashed)
        here, last = here >> 1, last >> 1
    return (old, new) if last == 0 else None
