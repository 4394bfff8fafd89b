"""An object in a group: as the store has it, and as the commands so far have left it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from engine.ledger.hash import moved, of_cell
from engine.live.codec import Codec, differences
from engine.live.store.protocol import Cell, Changed, Holding, Name, Stored
from engine.state import Cells

Asset = tuple[int, int]
_HAS = Stored._fields.index("holdings")  # what comes before is the object's row


@dataclass(slots=True)
class Delta:
    """What one command changed in an object: cells by place and key, holdings by the numbers of assets."""

    held: Held
    after: Cells
    hash: int
    changes: dict[tuple[int, int], int | None] = field(default_factory=dict)
    nets: dict[Asset, int] = field(default_factory=dict)
    over: list[tuple[int, int]] = field(default_factory=list)  # cells whose meaning was not known
    gone: Sequence[Holding] = ()  # holdings that the ruleset does not know
    aside: list[Cell] = field(default_factory=list)  # cells that no ruleset knows, as they are then
    banned: int | None = None  # until when, where that is another time than before
    end: tuple[int | None, bool] | None = None  # of an offer: when it ends, and whether it is over


class Held:
    """One object; *locked* where the group may write it."""

    __slots__ = (
        *("_aside", "_dirty", "_gone", "_is_new", "_touched", "_unknown"),
        *("cells", "locked", "stored", "whole"),
    )

    def __init__(
        self,
        codec: Codec,
        stored: Stored,
        *,
        locked: bool,
        is_new: bool = False,
        kept: Cells | None = None,
    ) -> None:
        """Begin with what the store has; *kept* are the cells of an object that came bare."""
        self.stored = stored._replace(name=codec.named(stored.name)) if codec.renamed else stored
        self.cells, self.whole = codec.cells(stored) if kept is None else (kept, True)
        self.locked = locked
        self._unknown = {} if self.whole else codec.unknown(stored)
        self._gone: list[Holding] = []
        self._aside: list[Cell] = []
        self._dirty: dict[tuple[int, int], int | None] = {}
        self._is_new = is_new
        self._touched = is_new

    @property
    def version(self) -> int:
        """Return the version after the commands so far."""
        return self.stored.version

    def touch(self, time: int) -> None:
        """Note that a command of this time had the object."""
        if time > self.stored.time:
            stored = self.stored
            self.stored = _moved(stored, stored.version, time, stored.nonce, stored.hash)
            self._touched = True

    def delta(self, codec: Codec, after: Cells) -> Delta:
        """Return what a command changed that left these cells; nothing is taken over yet."""
        delta = Delta(self, after, self.stored.hash)
        scope = self.stored.name.scope
        for index, key, was, now in differences(codec.places, codec.own(scope), self.cells, after):
            delta.changes[index, key] = now
            place = codec.places[index]
            slot, code, putter, before = codec.row(place, key, was)
            kept = codec.row(place, key, now)[3]
            if before is None and self._unknown:
                before = self._unknown.get((slot, code))
                delta.over.append((slot, code))
            delta.hash = moved(
                delta.hash,
                0 if before is None else of_cell(slot, code, putter, before),
                0 if kept is None else of_cell(slot, code, putter, kept),
            )
            if place.held:
                delta.nets[slot, code] = delta.nets.get((slot, code), 0) + (kept or 0) - (before or 0)
        return delta

    def take(self, delta: Delta, *, nonce: int = 0) -> None:
        """Go on with what a command changed; *nonce* is 1 where it rolled."""
        moved_on = delta.changes or nonce or delta.gone or delta.aside or delta.banned is not None
        if not moved_on:
            return
        self.cells = delta.after
        self._dirty.update(delta.changes)
        for known in delta.over:
            self._unknown.pop(known, None)
        self._touched = True
        stored = self.stored
        if delta.gone:
            self._gone += [row._replace(amount=0) for row in delta.gone]
            stored = stored._replace(holdings=[row for row in stored.holdings if row not in delta.gone])
        if delta.aside:
            stored = stored._replace(cells=_with(stored.cells, delta.aside))
            self._aside += delta.aside
            self.whole = False
        if delta.banned is not None:
            stored = stored._replace(banned=delta.banned)
        if delta.end is not None:
            stored = stored._replace(ends=delta.end[0], over=delta.end[1])
        self.stored = _moved(stored, stored.version + 1, stored.time, stored.nonce + nonce, delta.hash)

    def changed(self, codec: Codec) -> Changed | None:
        """Return what is to be written, if anything is."""
        if not self._touched:
            return None
        holdings, cells = codec.rows(self._dirty) if self._dirty else ([], [])
        if self._gone or self._aside:
            holdings += self._gone
            cells += _with((), self._aside)
        return Changed(Stored._make((*self.stored[:_HAS], holdings, cells, False)), self._is_new)

    def written(self) -> None:
        """Note that what was to be written is."""
        self._dirty, self._gone, self._aside, self._touched, self._is_new = {}, [], [], False, False


def _with(cells: Sequence[Cell], changed: Sequence[Cell]) -> list[Cell]:
    return [*{cell[:2]: cell for cell in (*cells, *changed)}.values()]


def _moved(stored: Stored, version: int, time: int, nonce: int, hash_: int) -> Stored:
    """Return an object with what every command changes of it; `_replace` takes thrice as long."""
    return Stored(stored[0], stored[1], version, time, nonce, stored[5], hash_, *stored[7:])


def opened(codec: Codec, number: int, world: int, kind: str) -> Held:
    """Return an offer that was not there before."""
    return Held(codec, Stored(number, Name(world, kind, number)), locked=True, is_new=True)


def latest(objects: Iterable[Held]) -> int:
    """Return the time of the last command that had any of the objects."""
    return max((held.stored.time for held in objects), default=0)
