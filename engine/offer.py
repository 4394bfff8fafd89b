"""An offer's cells -> what everybody asks of it: its kind, whether it stands, what lies in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from engine.outcome import Accepted
from engine.state import Cells, State
from rules.expression.node import Local
from rules.expression.type import NONE, offer
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.node import Close, Param, Program
from rules.program.offer import ending
from rules.program.slot import Slot, unpair


class Part(NamedTuple):
    """So much of an asset that one putter (0: a table) has in an offer; *code* is 0 where it is one cell."""

    slot: int
    code: int
    putter: int
    amount: int


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the cells of one kind of offer stand; *puts*: the slot of an asset -> that of its escrow."""

    kind: str
    owner: int
    ends: int
    guild: int
    channel: int
    over: int
    version: int
    puts: Mapping[int, int]

    def stands(self, cells: Cells, now: int) -> bool:
        """Tell whether players may act on an offer: it is not over, and its end has not come."""
        return not cells[self.over] and (cells[self.ends] == NONE or now < cells[self.ends])

    def parts(self, cells: Cells) -> Iterator[Part]:
        """Yield all that lies in an offer, by asset, then by putter."""
        for slot, escrow in self.puts.items():
            held = ((*reversed(unpair(key)), amount) for key, amount in cells[escrow].items())
            yield from (Part(slot, *each) for each in sorted(held))


def shape(catalogue: Catalogue, kind: str) -> Shape:
    """Find the cells of one kind of offer."""
    begin = f"{kind}.put."
    puts = {
        catalogue.slot(slot.name.removeprefix(begin)).index: slot.index
        for slot in catalogue.slots
        if slot.scope == kind and slot.name.startswith(begin)
    }

    def built_in(name: str) -> int:
        return catalogue.slot(f"{kind}.{name}").index

    return Shape(
        kind,
        owner=built_in("owner"),
        ends=built_in("ends"),
        guild=built_in("guild"),
        channel=built_in("channel"),
        over=built_in("over"),
        version=built_in("version"),
        puts=dict(sorted(puts.items())),
    )


class Offers:
    """The kinds of offers of one catalogue, and which of them an offer is."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Find the cells of each kind."""
        kinds = sorted({slot.scope for slot in catalogue.slots if slot.of_offer})
        self.shapes = {kind: shape(catalogue, kind) for kind in kinds}
        self._owners = [
            (each.owner, catalogue.slots[each.owner].default, each) for each in self.shapes.values()
        ]

    def of(self, cells: Cells) -> Shape:
        """Return the shape of an offer: every offer has an owner."""
        return next(each for owner, nobody, each in self._owners if cells[owner] != nobody)

    def knows(self, cells: Cells) -> bool:
        """Tell whether cells are those of an offer."""
        return any(cells[owner] != nobody for owner, nobody, _ in self._owners)

    def raised(self, before: Mapping[int, Any], offers: Mapping[int, State]) -> dict[int, State]:
        """Return offers that an accepted command changed with their next version; *before*: their cells then.

        One that was opened has version 1. Whoever plays commands calls this once for each.
        """
        found = {}
        for number, state in offers.items():
            version, cells = self.of(state.cells).version, list(state.cells)
            held = before.get(number)
            cells[version] = (held[version] if held else state.catalogue.slots[version].default) + 1
            found[number] = State(state.catalogue, cells)
        return found

    def after(self, moment: Moment, outcome: Accepted) -> Moment:
        """Return the moment as it is seen once a command was carried out in it."""
        if not outcome.others and not outcome.offers:
            return moment
        raised = self.raised(moment.offers, outcome.offers)
        players = {number: state.cells for number, state in outcome.others.items()}
        offers = {number: state.cells for number, state in raised.items()}
        return replace(
            moment, players={**moment.players, **players}, offers={**moment.offers, **offers}, fresh=()
        )


def holding(cells: Cells, slot: Slot, code: int) -> int:
    """Return how much of an asset a player has."""
    held = cells[slot.index]
    return int(held.get(code, slot.default) if slot.kind else held)


@cache
def closing(kind: str) -> Program:
    """Return the program that closes an offer and does nothing else: for an end that was refused."""
    type_ = offer(kind)
    steps = (Close(Local(type_, kind), why=ending(kind)),)
    return Program(f"{kind}.close", (Param(kind, type_),), (("do", steps),), "clock")
