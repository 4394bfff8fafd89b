"""What moves into, between and out of offers while a command runs: what is lacking, burnt, without room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from engine.offer import Part, Shape, holding
from engine.outcome import Cut, Event, Lack, Moved
from engine.player.cells import bounds, written
from engine.state import Cells, id_of
from rules.number import ceil
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.slot import Slot, pair

MOST_PUTTERS = 1_000  # players who may have something in one offer

Asset = tuple[int, int]  # the index of a slot, and a code (0 where it is one cell)
Wanted = Iterable[tuple[Asset, int]]
Fees = Iterable[tuple[Asset, float]]
Tell = Callable[[Event], None]


class Stop(NamedTuple):
    """Why nothing can be moved."""

    reason: str
    lacking: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A step that moves: the kinds of the offers at its ends (None: a player's), and what it is called.

    Where it cannot be refused (*keeps*), what does not fit stays in the offer as put in by the receiver.
    """

    catalogue: Catalogue
    source: Shape | None
    target: Shape | None
    reason: str = "short"
    why: str = ""
    keeps: bool = False

    def slot(self, asset: Asset | Part) -> Slot:
        """Return the slot of an asset."""
        return self.catalogue.slots[asset[0]]

    def named(self, asset: Asset | Part) -> tuple[str, str | None]:
        """Return how events call an asset."""
        slot = self.slot(asset)
        return slot.name, id_of(self.catalogue, slot.kind, asset[1]) if slot.kind else None

    def room(self, cells: Cells, asset: Asset | Part) -> float:
        """Return how much more of an asset a player may have."""
        slot = self.slot(asset)
        most = bounds(slot)[1]
        return float("inf") if most is None else max(0, most - holding(cells, slot, asset[1]))

    def add(self, cells: Cells, asset: Asset | Part, amount: int) -> None:
        """Change what a player has of an asset."""
        slot = self.slot(asset)
        new = holding(cells, slot, asset[1]) + amount
        held = cells[slot.index]
        cells[slot.index] = written(held, asset[1], new, slot.default) if slot.kind else new


def put(shape: Shape, cells: Cells, part: Part, sign: int = 1) -> None:
    """Change what lies in an offer by one part."""
    escrow, key = shape.puts[part.slot], pair(part.putter, part.code)
    cells[escrow] = written(cells[escrow], key, cells[escrow].get(key, 0) + sign * part.amount, 0)


def move(
    way: Way,
    moment: Moment,
    tell: Tell,
    wanted: Wanted | None,
    fees: Fees,
    between: tuple[int, int, int | None],
) -> int | Stop:
    """Move what is *wanted* (all: None) *between* a source and a target; return the slots of who acts.

    The third of *between* is the player of whose part is taken, where it is but one. What is returned are
    the slots of the one who acts that were written, a bit for each.
    """
    source, target, of = between
    parts = _leaving(way, moment, source, wanted, target, of)
    if isinstance(parts, Stop):
        return parts
    burnt = _fees(parts, fees)
    arriving = list(_less(parts, burnt))
    left = _left(way, moment, arriving, target) if way.target is None else {}
    if left and not way.keeps:
        cells = moment.players[target]
        return Stop("no_room", tuple(_narrow(way, cells, asset, arriving) for asset in left))
    if way.target is not None and _is_full(way.target, moment.offers[target], arriving):
        return Stop("offer_full")
    _take(way, moment, source, parts)
    _bring(way, moment, (source, target), arriving, left)
    _tell(way, tell, (source, target), parts, burnt, left)
    mine = source == moment.me if way.source is None else False
    mine = mine or (way.target is None and target == moment.me)
    return _bits(parts) if mine else 0


def close(way: Way, moment: Moment, tell: Tell, number: int) -> int:
    """End an offer: give back what lies in it, burn a table's; return the slots of who acts, as bits.

    It is never refused. What a player has no room for stays in the offer, which is over, as his: nothing
    is lost, and closing once more gives him what fits by then.
    """
    assert way.source is not None  # noqa: S101 - it is an offer's
    cells, mine = moment.offers[number], 0
    for part in list(way.source.parts(cells)):
        target = part.putter
        fits = part.amount if not target else int(min(part.amount, way.room(moment.players[target], part)))
        if fits:
            put(way.source, cells, part._replace(amount=fits), -1)
            if target:
                way.add(moment.players[target], part, fits)
            tell(Moved(*way.named(part), fits, number, target, way.why))
            mine |= (target == moment.me) << part.slot
        if fits < part.amount:
            tell(Cut(*way.named(part), part.amount - fits, way.why, target))
    cells[way.source.over] = 1
    return mine


def _leaving(
    way: Way, moment: Moment, source: int, wanted: Wanted | None, receiver: int, of: int | None
) -> list[Part] | Stop:
    """Return what leaves *source*, in the order in which it is taken, or what is lacking."""
    amounts = None if wanted is None else _added(wanted)
    if way.source is None:
        cells = moment.players[source]
        has = {asset: _spendable(cells, way.slot(asset), asset[1]) for asset in amounts or ()}
        found = [Part(*asset, source, amount) for asset, amount in (amounts or {}).items() if amount]
        return _lacking(way, amounts or {}, has) or found
    receiver = receiver if way.target is None else -1
    lying = way.source.parts(moment.offers[source])
    parts = [part for part in lying if of is None or part.putter == of]
    parts.sort(key=lambda part: (part.putter == receiver, part.putter, part.slot, part.code))
    if amounts is None:
        return parts
    return _lacking(way, amounts, _added((part[:2], part.amount) for part in parts)) or [*_of(parts, amounts)]


def _added(amounts: Wanted) -> dict[Asset, int]:
    found: dict[Asset, int] = {}
    for asset, amount in amounts:
        found[asset] = found.get(asset, 0) + amount
    return found


def _spendable(cells: Cells, slot: Slot, code: int) -> int:
    return holding(cells, slot, code) - (bounds(slot)[0] or 0)


def _lacking(way: Way, wanted: Mapping[Asset, int], has: Mapping[Asset, int]) -> Stop | None:
    rows = [
        Lack(*way.named(asset), has.get(asset, 0), amount)
        for asset, amount in wanted.items()
        if has.get(asset, 0) < amount
    ]
    return Stop(way.reason, tuple(rows)) if rows else None


def _of(parts: Iterable[Part], amounts: Mapping[Asset, int]) -> Iterator[Part]:
    """Yield of *parts* only as much as is wanted, the first first."""
    left = dict(amounts)
    for part in parts:
        amount = min(part.amount, left.get(part[:2], 0))
        if amount:
            left[part[:2]] -= amount
            yield part._replace(amount=amount)


def _fees(parts: list[Part], fees: Fees) -> dict[Asset, int]:
    """Return what is burnt of each asset: a part of all that leaves, rounded up."""
    rates = [*fees]
    moved = _added((part[:2], part.amount) for part in parts)
    found = {
        asset: min(amount, ceil(amount * sum(rate for each, rate in rates if each == asset)))
        for asset, amount in moved.items()
    }
    return {asset: amount for asset, amount in found.items() if amount}


def _less(parts: list[Part], burnt: Mapping[Asset, int]) -> Iterator[Part]:
    """Yield what is left of *parts*; what is burnt is of the first."""
    left = dict(burnt)
    for part in parts:
        gone = min(left.get(part[:2], 0), part.amount)
        if gone:
            left[part[:2]] -= gone
        if gone < part.amount:
            yield part._replace(amount=part.amount - gone)


def _left(way: Way, moment: Moment, arriving: list[Part], target: int) -> dict[Asset, int]:
    """Return what a player has no room for."""
    cells = moment.players[target]
    coming = _added((part[:2], part.amount) for part in arriving)
    found = {asset: amount - int(min(amount, way.room(cells, asset))) for asset, amount in coming.items()}
    return {asset: amount for asset, amount in found.items() if amount}


def _narrow(way: Way, cells: Cells, asset: Asset, arriving: list[Part]) -> Lack:
    coming = sum(part.amount for part in arriving if part[:2] == asset)
    return Lack(*way.named(asset), int(way.room(cells, asset)), coming)


def _is_full(shape: Shape, cells: Cells, arriving: list[Part]) -> bool:
    """Tell whether an offer would hold what too many players put in; a table's is not a player's."""
    new = {part.putter for part in arriving} - {0}
    inside = {part.putter for part in shape.parts(cells)} - {0}
    return not new <= inside and len(new | inside) > MOST_PUTTERS


def _take(way: Way, moment: Moment, source: int, parts: list[Part]) -> None:
    for part in parts:
        if way.source is None:
            way.add(moment.players[source], part, -part.amount)
        else:
            put(way.source, moment.offers[source], part, -1)


def _bring(
    way: Way, moment: Moment, ends: tuple[int, int], arriving: list[Part], left: Mapping[Asset, int]
) -> None:
    source, target = ends
    for part in arriving:
        if way.target is None:
            way.add(moment.players[target], part, part.amount)
        else:
            put(way.target, moment.offers[target], part)
    for asset, amount in left.items():  # only out of an offer that ends
        assert way.source is not None  # noqa: S101 - nothing else keeps
        way.add(moment.players[target], asset, -amount)
        put(way.source, moment.offers[source], Part(*asset, target, amount))


def _tell(
    way: Way,
    tell: Tell,
    ends: tuple[int, int],
    parts: list[Part],
    burnt: Mapping[Asset, int],
    left: Mapping[Asset, int],
) -> None:
    source, target = ends
    for asset, amount in _added((part[:2], part.amount) for part in parts).items():
        name, fee, rest = way.named(asset), burnt.get(asset, 0), left.get(asset, 0)
        if amount > fee + rest:
            tell(Moved(*name, amount - fee - rest, source, target, way.why))
        if fee:
            tell(Moved(*name, fee, source, 0, way.why))
        if rest:
            tell(Cut(*name, rest, way.why, target))


def _bits(parts: list[Part]) -> int:
    found = 0
    for part in parts:
        found |= 1 << part.slot
    return found
