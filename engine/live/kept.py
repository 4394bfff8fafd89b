"""Objects as this process last had them -> their cells, where the store says that they are still the same."""

from __future__ import annotations

from collections.abc import Iterable

from engine.state import Cells

MOST = 10_000  # objects; each takes some kilobytes


class Kept:
    """Cells by the number of their object and the hash of all that it has. Cells never change."""

    __slots__ = ("_most", "_objects")

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._objects: dict[int, tuple[int, Cells]] = {}

    def hashes(self, numbers: Iterable[int]) -> dict[int, int]:
        """Return the hashes of those that are here."""
        objects = self._objects
        return {number: objects[number][0] for number in numbers if number in objects}

    def cells(self, number: int) -> Cells:
        """Return the cells of an object that is here."""
        return self._objects[number][1]

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
