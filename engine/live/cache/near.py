"""What this process keeps: so many values at most, those asked for longest ago forgotten first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

CROWDED = 256
Key = tuple[str, str]  # what it is, and of whom


class Entry(NamedTuple):
    """A value, when it was made and until when it may be used, what it came from, and which state of that."""

    value: Any
    made: float
    until: float
    tags: tuple[str, ...]
    marks: tuple[str, ...] = ()


@dataclass(slots=True)
class Near:
    """Values by what they are and whose, and by what they came from."""

    size: int
    entries: OrderedDict[Key, Entry] = field(default_factory=OrderedDict)
    tagged: dict[str, set[Key]] = field(default_factory=dict)
    _crowded: int = CROWDED  # entries at which those that may not be used any more are looked for

    def get(self, key: Key, now: float) -> Entry | None:
        """Return a value that may still be used."""
        entry = self.entries.get(key)
        if entry is None:
            return None
        if entry.until <= now:
            self.remove(key)
            return None
        self.entries.move_to_end(key)
        return entry

    def put(self, key: Key, entry: Entry) -> None:
        """Keep a value, at the cost of the one that nobody asked for longest."""
        self.remove(key)
        if len(self.entries) >= self._crowded:
            self._tidy(entry.made)
        self.entries[key] = entry
        for tag in entry.tags:
            self.tagged.setdefault(tag, set()).add(key)
        while len(self.entries) > self.size:
            self.remove(next(iter(self.entries)))

    def _tidy(self, now: float) -> None:
        for key in [key for key, entry in self.entries.items() if entry.until <= now]:
            self.remove(key)
        self._crowded = 2 * len(self.entries) + CROWDED

    def remove(self, key: Key) -> None:
        """Forget a value, if it is there."""
        entry = self.entries.pop(key, None)
        for tag in entry.tags if entry else ():
            keys = self.tagged[tag]
            keys.discard(key)
            if not keys:
                del self.tagged[tag]

    def forget(self, tags: Iterable[str]) -> None:
        """Forget all that came from any of *tags*."""
        for tag in tags:
            for key in [*self.tagged.get(tag, ())]:
                self.remove(key)

    def clear(self) -> int:
        """Forget everything and return how much that was."""
        count = len(self.entries)
        self.entries.clear()
        self.tagged.clear()
        return count
