"""Cells by code -> the same by id, each slot when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rules.expression.reference_value import escrow_by_id, opened
from rules.program.catalogue import Catalogue


class NamedCells(Mapping[str, Any]):
    """What `reference_value.by_id` gives, without opening what nobody reads."""

    def __init__(self, catalogue: Catalogue, cells: list[Any]) -> None:
        """Begin with nothing opened."""
        self._catalogue = catalogue
        self._cells = cells
        self._opened: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """Open one slot, once."""
        if name not in self._opened:
            self._opened[name] = self._open(name)
        return self._opened[name]

    def _open(self, name: str) -> Any:
        slot = self._catalogue.by_name[name]
        held = self._cells[slot.index]
        if not slot.kind:
            return opened(self._catalogue, slot.type, held)
        kind = self._catalogue.kinds.get(slot.kind)
        if slot.of_offer and kind is not None:
            return escrow_by_id(kind, held)
        ids = kind.ids if kind else None  # players are known by number
        return {
            ids[key] if ids else key: opened(self._catalogue, slot.type, value) for key, value in held.items()
        }

    def __iter__(self) -> Iterator[str]:
        """Name the slots."""
        return iter(self._catalogue.by_name)

    def __len__(self) -> int:
        """Count the slots."""
        return len(self._catalogue.slots)
