"""Whatever is put, handed, closed, given and taken: what is told accounts for all that anybody has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from engine.offer import Offers
from engine.outcome import Accepted, Given, Moved, Taken
from rules.expression.node import Const, Node
from rules.expression.type import CHANCE, COUNT, record
from rules.program.node import Close, Fee, Give, Move, Open, Row, Step, Take
from rules.program.slot import unpair
from tests.engine.player.bazaar import (
    ANN,
    BAZAAR,
    BEN,
    DEAL,
    ME,
    NEXT,
    TRADE,
    World,
    at,
    deal,
    named,
    player,
    world,
)

OTHER = DEAL + 1
Account = tuple[int, int, int]  # object, slot, code


def holdings(players: Mapping[int, list[Any]], offers: Mapping[int, list[Any]]) -> Counter[Account]:
    """Return what everybody has and what lies in every offer."""
    found: Counter[Account] = Counter()
    for number, cells in players.items():
        for slot in (each for each in BAZAAR.slots if each.asset):
            held = cells[slot.index]
            for code, amount in held.items() if slot.kind else ((0, held),):
                found[number, slot.index, code] += amount
    for number, cells in offers.items():
        for part in TRADE.parts(cells):
            assert part.amount > 0
            found[number, part.slot, part.code] += part.amount
    return found


def booked(outcome: Accepted) -> Counter[Account]:
    """Return what the events alone say has become more or less, and where."""
    found: Counter[Account] = Counter()
    for event in outcome.events:
        if not isinstance(event, Given | Taken | Moved):
            continue
        slot = BAZAAR.slot(event.slot)
        asset = slot.index, BAZAAR.kinds[slot.kind].codes[event.key] if event.key is not None else 0
        assert event.amount > 0
        for number, sign in zip(_ends(event), (-1, 1), strict=True):
            if number:
                found[number, *asset] += sign * event.amount
    return found


def _ends(event: Given | Taken | Moved) -> tuple[int, int]:
    if isinstance(event, Moved):
        return event.source, event.target
    return (ME, 0) if isinstance(event, Taken) else (0, event.to or ME)


_item = some.integers(0, 2).map(lambda code: Const(record("item"), code))
_amount = some.integers(0, 12).map(lambda amount: Const(COUNT, amount))
_row = some.one_of(
    some.builds(Row, some.sampled_from(["coins", "credit"]), some.none(), _amount),
    some.builds(Row, some.just("owned.item"), _item, some.integers(0, 3).map(lambda n: Const(COUNT, n))),
)
_rows = some.lists(_row, max_size=3).map(tuple)
_rate = some.sampled_from([0, 0.05, 0.5, 1]).map(lambda rate: Const(CHANCE, rate))
_fee = some.one_of(
    some.builds(Fee, some.sampled_from(["coins", "credit"]), some.none(), _rate),
    some.builds(Fee, some.just("owned.item"), _item, _rate),
)
_fees = some.lists(_fee, max_size=3).map(tuple)
_offer: some.SearchStrategy[Node] = some.sampled_from([at(DEAL), at(OTHER), named("new")])
_player = some.sampled_from([ANN, BEN, ME]).map(player)
_put = some.builds(Move, _rows, target=_offer, fee=_fees)
_hand = some.builds(
    Move,
    some.none() | _rows,
    source=_offer,
    target=some.none() | _player | _offer,
    of=some.none() | _player,
    fee=_fees,
)
_step: some.SearchStrategy[Step] = some.one_of(
    _put,
    _put,
    _hand,
    _hand,
    some.builds(Close, _offer),
    some.builds(Give, _rows, to=_offer | _player),
    some.builds(Give, _rows),
    some.builds(Take, _rows, partly=some.booleans()),
)
_having = some.fixed_dictionaries(
    {
        "coins": some.integers(0, 100),
        "axe": some.integers(0, 5),
        "bow": some.integers(0, 5),
        "credit": some.integers(-5, 9),
    }
)
_lies = some.one_of(
    some.tuples(some.just("coins"), some.none(), some.sampled_from([0, ANN, BEN, ME]), some.integers(1, 60)),
    some.tuples(
        some.just("owned.item"),
        some.sampled_from(["axe", "bow", "cup"]),
        some.sampled_from([0, ANN, BEN, ME]),
        some.integers(1, 4),
    ),
)
_deal = some.lists(_lies, max_size=5).map(lambda lies: deal(*lies))
_world = some.builds(
    lambda me, ann, ben, one, two: world({DEAL: one, OTHER: two}, me=me, ann=ann, ben=ben),
    _having,
    _having,
    _having,
    _deal,
    _deal,
)


@given(_world, some.lists(_step, max_size=8), some.booleans())
def test_what_is_told_is_the_whole_difference(around: World, steps: list[Step], ends: bool) -> None:
    outcome = around.run(Open("trade", "new"), *steps, name="trade.at_end" if ends else "try")
    if not isinstance(outcome, Accepted):
        return
    players = {number: state.cells for number, state in around.players.items()}
    before = holdings(players, around.offers)
    offers = {number: state.cells for number, state in outcome.offers.items()}
    others = {number: state.cells for number, state in outcome.others.items()}
    after = holdings({**players, **others, ME: outcome.state.cells}, {**around.offers, **offers})
    told = booked(outcome)
    accounts = before.keys() | after.keys() | told.keys()
    assert {each: after[each] - before[each] for each in accounts} == {each: told[each] for each in accounts}
    for number, cells in {**others, ME: outcome.state.cells}.items():
        _is_possible(number, cells)
    assert NEXT in offers
    assert all(Offers(BAZAAR).of(cells) == TRADE for cells in offers.values())
    assert all(unpair(key)[0] in {0, ANN, BEN, ME} for cells in offers.values() for key in cells[12])


def _is_possible(number: int, cells: list[Any]) -> None:
    for slot in (each for each in BAZAAR.slots if each.asset):
        values = cells[slot.index].values() if slot.kind else (cells[slot.index],)
        assert all(slot.type.lo <= value <= slot.type.hi for value in values), (number, slot.name)
