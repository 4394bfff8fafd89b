"""A catalogue with offers of one kind, and programs of a single phase that several objects take part in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.chance import CounterChance
from engine.offer import Offers
from engine.outcome import Accepted, Outcome, Refused
from engine.player.run import Executor
from engine.state import State
from rules.expression.node import Cell, Const, Local, Node
from rules.expression.type import BOOL, COUNT, NONE, PLAYER, TIME, Type, integer, offer, record
from rules.program.catalogue import Catalogue, Kind
from rules.program.moment import Moment
from rules.program.node import Param, Program, Row, Step
from rules.program.slot import Slot, pair

KINDS = {"item": Kind("item", ("axe", "bow", "cup"), holdable=True), "reactions": Kind("reactions", ("a",))}
_ESCROW = integer(0, float("inf"))
_SLOTS: tuple[tuple[str, Type, dict[str, Any]], ...] = (
    ("coins", integer(0, 100), {"asset": True}),
    ("owned.item", COUNT.within(0, 5), {"kind": "item", "asset": True}),
    ("credit", integer(-5, float("inf")), {"asset": True}),
    ("seen", BOOL, {"kind": "item"}),
    ("woken", COUNT, {}),
    ("one.trade", COUNT, {"scope": "guild", "default": NONE}),
    ("trade.owner", PLAYER, {"scope": "trade"}),
    ("trade.ends", TIME.maybe(), {"scope": "trade", "default": NONE}),
    ("trade.guild", COUNT, {"scope": "trade"}),
    ("trade.channel", COUNT, {"scope": "trade"}),
    ("trade.over", BOOL, {"scope": "trade"}),
    ("trade.version", COUNT, {"scope": "trade"}),
    ("trade.put.coins", _ESCROW, {"scope": "trade", "kind": "put"}),
    ("trade.put.owned.item", _ESCROW, {"scope": "trade", "kind": "item"}),
    ("trade.put.credit", _ESCROW, {"scope": "trade", "kind": "put"}),
    ("trade.step", integer(0, 9), {"scope": "trade"}),
    ("trade.agreed", BOOL, {"scope": "trade", "kind": "player"}),
    ("trade.mark", record("item").maybe(), {"scope": "trade", "default": NONE}),
)
SLOTS = tuple(Slot(index, name, type_, **more) for index, (name, type_, more) in enumerate(_SLOTS))
TYPES = {slot.name: slot.type for slot in SLOTS}
BAZAAR = Catalogue(KINDS, SLOTS, {})
TRADE = Offers(BAZAAR).shapes["trade"]
ME, ANN, BEN, DEAL, NEXT = 7, 3, 9, 50, 60  # numbers of objects; two stand around one's own
NOW = 1_000_000


def at(number: int) -> Const:
    """Name an offer."""
    return Const(offer("trade"), number)


def player(number: int) -> Const:
    """Name a player."""
    return Const(PLAYER, number)


def named(local: str) -> Local:
    """Read the number of an offer."""
    return Local(offer("trade"), local)


def held(slot: str, key: Node | None = None, owner: Node | None = None) -> Cell:
    """Read a cell."""
    return Cell(TYPES[slot], slot, key, owner)


def coins(amount: int) -> Row:
    """Return so many coins."""
    return Row("coins", None, Const(COUNT, amount))


def items(id_: str, amount: int) -> Row:
    """Return so many items."""
    return Row("owned.item", Const(record("item"), KINDS["item"].codes[id_]), Const(COUNT, amount))


def deal(*lying: tuple[str, str | None, int, int], **cells: Any) -> list[Any]:
    """Return the cells of an offer of Ann's in which lies (asset, id, putter, amount)."""
    state = State.empty(BAZAAR).with_(
        {"trade.owner": ANN, **{f"trade.{name}": value for name, value in cells.items()}}
    )
    for slot, id_, putter, amount in lying:
        code = KINDS["item"].codes[id_] if id_ else 0
        state.cells[BAZAAR.slot(f"trade.put.{slot}").index][pair(putter, code)] = amount
    return state.cells


@dataclass(slots=True)
class World:
    """Who is there, and what they have: by number, players by id."""

    players: dict[int, State] = field(default_factory=dict)
    offers: dict[int, list[Any]] = field(default_factory=dict)
    fresh: tuple[int, ...] = (NEXT, NEXT + 1)

    def run(self, *steps: Step, params: Mapping[str, Any] | None = None, name: str = "try") -> Outcome:
        """Run steps as the player `ME`; nothing that was there may change."""
        before = repr((self.players, self.offers))
        players = {number: state.cells for number, state in self.players.items()}
        moment = Moment(NOW, 20_000, ME, 1, players, self.offers, self.fresh, 11, 12)
        typed = tuple(Param(each, COUNT) for each in params or {})
        program = Program(name, typed, (("do", steps),))
        own = self.players[ME]
        outcome = Executor(BAZAAR).play(program, own, params or {}, CounterChance(1), moment)
        assert repr((self.players, self.offers)) == before, "a command must not touch what it began with"
        return outcome

    def accepted(self, *steps: Step, **more: Any) -> Accepted:
        """Run steps that are not refused."""
        outcome = self.run(*steps, **more)
        assert isinstance(outcome, Accepted), outcome
        return outcome

    def refused(self, *steps: Step, **more: Any) -> Refused:
        """Run steps that are refused."""
        outcome = self.run(*steps, **more)
        assert isinstance(outcome, Refused), outcome
        return outcome


def world(offers: dict[int, list[Any]] | None = None, **given: Mapping[str, Any]) -> World:
    """Return a world in which `me`, `ann` and `ben` have what is given."""
    numbers = {"me": ME, "ann": ANN, "ben": BEN}
    players = {number: State.of(BAZAAR, given.get(name, {})) for name, number in numbers.items()}
    return World(players, offers or {})


def lying(outcome: Accepted, number: int = DEAL) -> list[tuple[str, str | None, int, int]]:
    """Return what lies in an offer afterwards, as `deal` takes it."""
    found = []
    for part in TRADE.parts(outcome.offers[number].cells):
        slot = BAZAAR.slots[part.slot]
        found.append(
            (slot.name, KINDS["item"].ids[part.code] if slot.kind else None, part.putter, part.amount)
        )
    return found
