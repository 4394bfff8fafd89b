"""What a file was found to hold, kept between two readings, so that only changed files are read again.

A cache is named by content, so it is never wrong and never needs to be cleared; `rules/` writes no file, so
whoever starts a command hands over a `Store` (a folder) or goes without.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol

Kept = Any  # dicts, lists, texts, numbers, bytes

_VERSION = b"1"


class Store(Protocol):
    """Bytes by name, such as a folder of small files; what it lost is only worked out again."""

    def read(self, name: str) -> bytes | None:
        """Return what was written under *name*, or None."""

    def write(self, name: str, content: bytes) -> None:
        """Keep *content* under *name*."""


def digest(*texts: str) -> str:
    """Return the name of a content."""
    total = sha256(_VERSION + str(marshal.version).encode())
    for text in texts:
        total.update(b"\0" + text.encode("utf-8", "surrogatepass"))
    return total.hexdigest()[:40]


@dataclass(slots=True)
class Cache:
    """Remember values by the digest of what they were made from."""

    store: Store

    def get(self, sort: str, key: str) -> Kept:
        """Return what was kept of this *sort* for *key*, or None; what cannot be read counts as lost."""
        content = self.store.read(f"{sort}-{key}")
        if content is None:
            return None
        try:
            return marshal.loads(content)  # noqa: S302 - plain values, in a folder that the author owns
        except (EOFError, ValueError, TypeError):
            return None

    def put(self, sort: str, key: str, value: Kept) -> None:
        """Keep a plain value: dicts, lists, texts, numbers, bytes."""
        self.store.write(f"{sort}-{key}", marshal.dumps(value))

    def holds(self, sort: str, key: str) -> bool:
        """Tell whether *sort* was noted for *key*."""
        return self.store.read(f"{sort}-{key}") is not None

    def note(self, sort: str, key: str) -> None:
        """Note that something holds for *key*."""
        self.store.write(f"{sort}-{key}", b"")
