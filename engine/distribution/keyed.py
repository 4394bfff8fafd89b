"""Dicts that never change, so that states that hold them can be compared and merged."""

from __future__ import annotations

from typing import Any


class Keyed(dict[Any, int]):
    """A dict {key: whole number} without the keys that hold the default; whoever changes it copies it."""

    __slots__ = ("_hash",)

    _hash: int

    def __hash__(self) -> int:  # type: ignore[override]
        """Hash what is in it, once."""
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(frozenset(self.items()))
            return self._hash

    def put(self, key: Any, value: int, default: int = 0) -> Keyed:
        """Return a copy in which *key* holds *value*."""
        changed = Keyed(self)
        if value == default:
            changed.pop(key, None)
        else:
            changed[key] = value
        return changed

    def plus(self, key: Any, amount: int) -> Keyed:
        """Return a copy in which *key* holds so much more."""
        return self.put(key, self.get(key, 0) + amount)


EMPTY = Keyed()
