"""Objects as this process last had them -> their cells, where the store says that they are still the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from engine.state import Cells

MOST = 10_000  # objects; each takes some kilobytes


@dataclass(frozen=True, slots=True)
class Known:
    """Objects as they were known when a store was asked: their hashes, and cells, which never change."""

    hashes: dict[int, int] = field(default_factory=dict)
    cells: dict[int, Cells] = field(default_factory=dict)


NOTHING = Known()


class Kept:
    """Cells by the number of their object, and the hash of all that it has."""

    __slots__ = ("_most", "_objects")

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._objects: dict[int, tuple[int, Cells]] = {}

    def known(self, numbers: Iterable[int]) -> Known:
        """Return those that are here, as they are: others may be kept while a store is asked."""
        known = Known()
        for number in numbers:
            if (found := self._objects.get(number)) is not None:
                known.hashes[number], known.cells[number] = found
        return known

    def keep(self, number: int, hash_: int, cells: Cells) -> None:
        """Keep an object; who was last had longest ago is forgotten."""
        self._objects.pop(number, None)
        self._objects[number] = hash_, cells
        if len(self._objects) > self._most:
            del self._objects[next(iter(self._objects))]

    def empty(self) -> int:
        """Forget all, and return how many there were."""
        count = len(self._objects)
        self._objects.clear()
        return count
