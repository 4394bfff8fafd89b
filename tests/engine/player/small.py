"""A catalogue with one of each sort of slot, and programs of a single phase run on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.chance import Chance, CounterChance
from engine.outcome import Accepted, Outcome, Refused
from engine.player.run import Executor
from engine.state import State
from rules.expression.node import Binary, Cell, Compare, CompareOp, Const, Domain, Local, Logic, Node, const
from rules.expression.type import BOOL, COUNT, NONE, Type, integer, record
from rules.program.catalogue import Catalogue, Formula, Kind
from rules.program.moment import Moment
from rules.program.node import Param, Program, Step
from rules.program.slot import Slot

KINDS = {
    "item": Kind(
        "item",
        ("axe", "bow", "cup"),
        columns={"price": (5, 7, 0)},
        lists={"parts": ((), (0,), (0, 1))},
        holdable=True,
    ),
    "reactions": Kind("reactions", ("a", "b", "c")),
}
_SLOTS: tuple[tuple[str, Type, dict[str, Any]], ...] = (
    ("coins", integer(0, 100), {"asset": True}),
    ("owned.item", COUNT.within(0, 5), {"kind": "item", "asset": True}),
    ("level", integer(1, 10), {"default": 1}),
    ("flag", BOOL, {}),
    ("pick", record("item").maybe(), {"default": NONE}),
    ("marks", integer(0, 9), {"kind": "item", "default": 2}),
    ("seen", BOOL, {"kind": "item", "scope": "draw"}),
    ("once", COUNT, {"scope": "draw"}),
    ("waiting", BOOL, {"kind": "reactions"}),
    ("credit", integer(-5, 5), {"asset": True}),
    ("free", integer(float("-inf"), float("inf")), {"asset": True}),
    ("karma", integer(0, 3).maybe(), {"default": NONE}),
    ("gifts", COUNT, {"kind": "player"}),
    ("deep", integer(float("-inf"), 3), {}),
    ("tall", integer(2, float("inf")), {"default": 2, "asset": True}),
)
SLOTS = tuple(Slot(index, name, type_, **more) for index, (name, type_, more) in enumerate(_SLOTS))
TYPES = {slot.name: slot.type for slot in SLOTS}
SMALL = Catalogue(
    KINDS,
    SLOTS,
    {
        "rank": Formula("rank", (), (), COUNT, (Cell(TYPES["level"], "level"),)),
        "friend": Formula("friend", (), (), COUNT, (Cell(TYPES["level"], "level", owner=const(8)),)),
    },
)
ITEM = record("item")
ITEMS = Domain("kind", 3, "item")


def cell(slot: str, key: Node | None = None, owner: Node | None = None) -> Cell:
    """Read a cell."""
    return Cell(TYPES[slot], slot, key, owner)


def item(id_: str) -> Const:
    """Return an item."""
    return Const(ITEM, KINDS["item"].codes[id_])


def local(name: str, type_: Type = COUNT) -> Local:
    """Read a local."""
    return Local(type_, name)


def plus(left: Node, right: Node) -> Binary:
    """Add."""
    return Binary(integer(), "+", left, right)


def minus(left: Node, right: Node) -> Binary:
    """Subtract."""
    return Binary(integer(), "-", left, right)


def compare(left: Node, op: CompareOp, right: Node) -> Compare:
    """Compare."""
    return Compare(BOOL, op, left, right)


def both(*parts: Node) -> Logic:
    """Require all."""
    return Logic(BOOL, "and", parts)


@dataclass(frozen=True, slots=True)
class Run:
    """What a command did: the outcome, and the state by id."""

    outcome: Outcome

    @property
    def named(self) -> dict[str, Any]:
        """Return the state by id."""
        return self.outcome.state.named()

    @property
    def accepted(self) -> Accepted:
        """Return the outcome, which was not refused."""
        assert isinstance(self.outcome, Accepted), self.outcome
        return self.outcome

    @property
    def refused(self) -> Refused:
        """Return the refusal."""
        assert isinstance(self.outcome, Refused), self.outcome
        return self.outcome


MOMENT = Moment(1_000_000, 20_000, 7, 1)


def run(
    *steps: Step,
    given: Mapping[str, Any] | None = None,
    chance: Chance | None = None,
    params: Mapping[str, Any] | None = None,
    players: Mapping[int, Mapping[str, Any]] | None = None,
    coordinate: int = 0,
) -> Run:
    """Run steps on a state given by id."""
    own = State.of(SMALL, given or {})
    others: dict[int, Any] = {id_: State.of(SMALL, names).cells for id_, names in (players or {}).items()}
    moment = Moment(MOMENT.now, MOMENT.today, MOMENT.me, MOMENT.seed, others)
    before = [dict(held) if isinstance(held, dict) else held for held in own.cells]
    typed = tuple(Param(name, COUNT) for name in params or {})
    program = Program("try", typed, (("do", steps),))
    outcome = Executor(SMALL).play(program, own, params or {}, chance or CounterChance(1), moment, coordinate)
    assert own.cells == before, "a command must not touch the state it began with"
    return Run(outcome)
