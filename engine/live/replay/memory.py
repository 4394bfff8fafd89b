"""What commands left of objects -> the objects as the next command of a replay has them."""

from __future__ import annotations

from engine.live.active import SHARED, Active
from engine.live.held import Held
from engine.live.store.protocol import Cell, Changed, Holding, Name, Stored

_EARLIER = 256  # versions of a place that are still looked at by who began before they changed


class Memory:
    """All objects of a replay, from genesis."""

    def __init__(self) -> None:
        self.names: dict[int, Name] = {}
        self._stored: dict[int, Stored] = {}
        self._holdings: dict[int, dict[tuple[int, int, int], int]] = {}
        self._cells: dict[int, dict[tuple[int, int], int]] = {}
        self._held: dict[int, tuple[Active, Held]] = {}
        self._earlier: dict[int, dict[int, Stored]] = {}

    def is_place(self, number: int) -> bool:
        """Tell whether an object is one that commands may look at without locking it."""
        return self.names[number].scope in SHARED

    def held(self, active: Active, number: int, version: int) -> Held:
        """Return an object as a ruleset reads it; an earlier version only of a place, and only to look at."""
        known = self._held.get(number)
        if known is not None and known[0] is active and known[1].version == version:
            return known[1]
        now = self.stored(number)
        earlier = self._earlier.get(number, {}).get(version) if now.version != version else None
        held = Held(active.codec, earlier or now, locked=True)
        if earlier is None:
            self._held[number] = active, held
        return held

    def stored(self, number: int) -> Stored:
        """Return an object as a store would have it."""
        kept = self._stored.get(number) or Stored(number, self.names[number])
        holdings = [Holding(*key, amount) for key, amount in sorted(self._holdings.get(number, {}).items())]
        cells = [Cell(*key, value) for key, value in sorted(self._cells.get(number, {}).items())]
        return kept._replace(holdings=holdings, cells=cells)

    def take(self, active: Active, held: Held) -> None:
        """Keep what became of an object."""
        number, changed = held.stored.id, held.changed(active.codec)
        if changed is None:
            return
        if number in self.names and self.is_place(number) and number in self._stored:
            self._remember(number)
        self._write(number, changed)
        held.written()
        self.names.setdefault(number, held.stored.name)
        self._held[number] = active, held

    def _remember(self, number: int) -> None:
        earlier = self._earlier.setdefault(number, {})
        before = self.stored(number)
        earlier[before.version] = before
        while len(earlier) > _EARLIER:
            del earlier[next(iter(earlier))]

    def _write(self, number: int, changed: Changed) -> None:
        holdings = self._holdings.setdefault(number, {})
        for slot, key, putter, amount in changed.stored.holdings:
            holdings[slot, key, putter] = amount
            if not amount:
                del holdings[slot, key, putter]
        cells = self._cells.setdefault(number, {})
        for slot, key, value in changed.stored.cells:
            cells.pop((slot, key), None)
            if value is not None:
                cells[slot, key] = value
        self._stored[number] = changed.stored._replace(holdings=(), cells=())
