"""What a command moves -> what of it money bought, which stays with its buyer, or why it cannot be moved.

Whatever is gained by paying with what was bought is bought too, so that nothing is washed by changing it.
What somebody owes after a refund stops him from giving anything to others until it is paid.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.ledger.entry import NOBODY
from engine.live.active import Active
from engine.live.correct.collect import owed
from engine.live.correct.word import REVERT, Asset, bought_slot
from engine.live.held import Delta, Held
from engine.live.objects import Objects, Sight
from engine.live.paid.purse import Purse, called
from engine.live.reply import Reply
from engine.live.store.protocol import Entry
from engine.live.system import OPERATOR
from engine.live.task import Task
from engine.outcome import Lack
from rules.program.product import SHOP

NOT_TRADABLE, IN_DEBT = "not_tradable", "in_debt"
PURCHASE = "purchase"  # among the parameters of a reversal: that money went back
_PLAYER = "player"
_OF_ITSELF = frozenset({"clock", OPERATOR, SHOP})


class Stop(NamedTuple):
    """Why nothing of a command happens."""

    reason: str
    lacking: tuple[Lack, ...]


def stopped(sight: Sight, task: Task, deltas: Sequence[Delta], entries: Sequence[Entry]) -> Reply | None:
    """Note in *deltas* what is bought after a command; return its refusal where it may not be."""
    command, objects = task.command, sight.objects
    stop = _debts(sight, entries) if not command.who & _OF_ITSELF else None
    product = objects.active.ruleset.products.get(command.why)
    paid = SHOP in command.who and not (product is not None and product.tradable)
    first = command.action == REVERT and bool(command.params.get(PURCHASE))
    stop = stop or follow(objects, task.me, deltas, entries, paid=paid, first=first)
    if stop is None:
        return None
    why, time = stop.reason, sight.moment.now
    return Reply(command.id, "refused", reason=why, rows=(why,), phase="do", lacking=stop.lacking, time=time)


def follow(
    objects: Objects,
    me: int,
    deltas: Sequence[Delta],
    entries: Sequence[Entry],
    *,
    paid: bool = False,
    first: bool = False,
) -> Stop | None:
    """Note in *deltas* what of what moved is bought; *paid*: all that is gained, *first*: it goes first."""
    active = objects.active
    if not paid and not _spends(objects, entries):
        return None
    players = {number: held for number in _accounts(entries) if (held := _player(objects, number))}
    path = _Path(active, players, me, granted=paid, first=first)
    if not path.walked(entries, spent=paid):
        path = _Path(active, players, me, granted=paid, first=first)
        path.walked(entries, spent=True)
    if path.lacking:
        return Stop(NOT_TRADABLE, tuple(path.lacking))
    changed = {delta.held.stored.id: delta for delta in deltas}
    for number, purse in path.purses.items():
        if number in changed:
            purse.mark(changed[number])
    return None


def _spends(objects: Objects, entries: Sequence[Entry]) -> bool:
    """Tell whether anybody may part with what was bought; nearly nobody does, so this must be quick."""
    slot, known = bought_slot(objects.active.codec.numbers), NOBODY
    for each in entries:
        if each.source not in {NOBODY, known} and (held := objects.held.get(each.source)) is not None:
            known = each.source
            if any(cell[0] == slot for cell in held.stored.cells):
                return True
    return False


class _Path:
    """One walk over the entries of a command of *me*; *granted*: it is what somebody paid for."""

    def __init__(
        self, active: Active, players: dict[int, Held], me: int, *, granted: bool, first: bool
    ) -> None:
        self.purses = {number: Purse(active, held) for number, held in players.items()}
        self.mine = Purse(active, players[me]) if me in players else None
        self.active, self.me, self.granted, self.first = active, me, granted, first
        self.lacking: list[Lack] = []

    def walked(self, entries: Sequence[Entry], *, spent: bool) -> bool:
        """Go through the entries; tell whether what was *spent* of what money bought was known before."""
        known = spent
        for each in entries:
            asset, amount = (each.slot, each.key), each.amount
            source, target = self.purses.get(each.source), self.purses.get(each.target)
            if source is not None and each.target != NOBODY and amount > source.free(asset):
                self._lack(asset, source.free(asset), amount)
            if source is not None and source.lose(asset, amount, first=self.first):
                spent = spent or each.target == NOBODY
            made = each.source == NOBODY and spent
            if target is not None:
                target.gain(asset, amount, bought=made)
            if made and not self._stays(each):
                self._lack(asset, self.mine.free(asset) if self.mine is not None else 0, amount)
        return known or not spent

    def _stays(self, each: Entry) -> bool:
        """Tell whether what is made of what money bought is its buyer's, or at least was not given by him."""
        follows = each.why in self.active.ruleset.definitions.declared("reactions")
        return each.target == self.me or (each.target in self.purses and (self.granted or follows))

    def _lack(self, asset: Asset, free: int, amount: int) -> None:
        self.lacking.append(Lack(*called(self.active, asset), free, amount))


def _accounts(entries: Sequence[Entry]) -> set[int]:
    return {number for each in entries for number in (each.source, each.target) if number != NOBODY}


def _player(objects: Objects, number: int) -> Held | None:
    held = objects.held.get(number)
    return held if held is not None and held.stored.name.scope == _PLAYER else None


def _debts(sight: Sight, entries: Sequence[Entry]) -> Stop | None:
    """Return what stands between a debtor and what he would give to others."""
    between = [each for each in entries if each.source != NOBODY != each.target]
    if not between:
        return None
    active, objects = sight.objects.active, sight.objects
    seen = [held for held in sight.seen() if held.stored.name.scope == _PLAYER]
    debts = {held.stored.id: found for held in seen if (found := owed(active, held.stored))}
    for each in between if debts else ():
        for giver in sorted(_givers(active, objects, each) & set(debts)):
            owes = debts[giver].items()
            return Stop(IN_DEBT, tuple(Lack(*called(active, asset), 0, amount) for asset, amount in owes))
    return None


def _givers(active: Active, objects: Objects, each: Entry) -> set[int]:
    """Return who gives what an entry moves: of an offer, those but the receiver who had put it there."""
    held = objects.held.get(each.source)
    if held is None or held.stored.name.scope == _PLAYER:
        return {each.source}
    parts = active.offers.of(held.cells).parts(held.cells)
    places = ((active.codec.places[part.slot], part) for part in parts)
    lying = {
        part.putter: part.amount
        for place, part in places
        if place.keys and (place.number, place.keys[part.code]) == (each.slot, each.key)
    }
    own = lying.pop(each.target, 0)
    return set(lying) - {NOBODY} if each.amount > own else set()
