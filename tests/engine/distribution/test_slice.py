"""What matters before a step is what it reads of that which matters after it, and no more."""

from __future__ import annotations

import pytest

from engine.distribution.question import Question, Watch
from engine.distribution.slice import Slice, may_fault
from rules.expression.node import Cell, Compare, Const, Domain, Local, const
from rules.expression.type import BOOL, COUNT, integer
from rules.program.node import (
    Assign,
    Choose,
    Each,
    Emit,
    Give,
    If,
    Let,
    Reaction,
    Repeat,
    Require,
    Requirement,
    Row,
    Select,
    Step,
    Sweep,
    Switch,
    Take,
    Tally,
    Uniform,
    Weights,
    Write,
)
from rules.program.walk import Walker
from rules.site import Site
from tests.engine.odds.tables import CARD, GAME, card, cell

SIDE, LOST = cell("side"), cell("lost")
CARDS = Domain("kind", 4, kind="card")
E = Local(CARD, "e")
OWN = Cell(COUNT, "owned.card", E)
PAY = Row("gold", None, const(1))
EARN = Give((PAY,))
STRICT = Question(frozenset({"gold"}), strict=True)
GOLD = Question(frozenset({"gold"}))
SITE = Site("s")
AT_MOST_TWO = Compare(BOOL, "<", OWN, const(2))


def roll(lo: int, hi: int, *more: int) -> Choose:
    return Choose(SITE, "c", Weights(nodes=(Const(integer(lo, hi), hi), *map(const, more))))


def set_(slot: str, value: Cell | Const, *, add: bool = False) -> Assign:
    return Assign((Write(slot, None, value, add=add),))


def locals_(*names: str) -> Question:
    return Question(locals=frozenset(names))


# A question, a step, and what is live before it besides `~origin`; None if the step is dropped.
CASES: dict[str, tuple[Question, Step, set[str] | None]] = {
    "a gift": (GOLD, EARN, {"#gold"}),
    "a gift of what a cell says": (GOLD, Give((Row("gold", None, SIDE),)), {"#gold", "#side"}),
    "a gift of something else": (GOLD, Give((Row("side", None, LOST),)), None),
    "a gift to another": (GOLD, Give((PAY,), to=SIDE), {"#gold", "#side"}),
    "a gift to nobody": (GOLD, Give((PAY,), nobody=True), None),
    "a gift that is counted": (locals_("t"), Give((Row("gold", None, SIDE),), "t"), {"#side", "t"}),
    "a gift that is watched": (Question(watch=Watch(assets=frozenset({("gold", -1)}))), EARN, {"~hits"}),
    "a gift under strictness": (STRICT, Give((Row("side", None, const(1)),)), {"#gold", "#side"}),
    "a write": (GOLD, set_("gold", const(1)), set()),
    "a write of a cell": (GOLD, set_("gold", SIDE), {"#side"}),
    "an increase": (GOLD, set_("gold", SIDE, add=True), {"#gold", "#side"}),
    "a write of something else": (GOLD, set_("side", LOST), None),
    "a write under strictness": (STRICT, set_("side", LOST), {"#gold", "#lost"}),
    "a write that is clamped": (STRICT, Assign((Write("side", None, LOST),), clamp=True), None),
    "a write of one of many": (
        Question(frozenset({"owned.card"})),
        Assign((Write("owned.card", card("ace"), LOST),)),
        {"#owned.card", "#lost"},
    ),
    "a payment": (GOLD, Take((Row("gold", None, SIDE),)), {"#gold", "#side"}),
    "a payment with something else": (GOLD, Take((Row("side", None, LOST),)), None),
    "a payment of both": (GOLD, Take((PAY, Row("side", None, LOST))), {"#gold", "#lost"}),
    "a payment under strictness": (STRICT, Take((Row("side", None, LOST),)), {"#gold", "#side", "#lost"}),
    "a payment that is only looked at": (GOLD, Take((PAY,), check=True), None),
    "a look under strictness": (STRICT, Take((Row("side", None, const(1)),), check=True), {"#gold", "#side"}),
    "a payment in part": (
        locals_("m"),
        Take((Row("side", None, LOST),), partly=True, missing="m"),
        {"m", "#side", "#lost"},
    ),
    "an expected payment": (Question(rates=True), Take((Row("side", None, LOST),)), {"#lost"}),
    "an expected look": (Question(rates=True), Take((Row("side", None, LOST),), check=True), None),
    "a local": (locals_("x"), Let("x", SIDE), {"#side"}),
    "a local that nobody asks for": (GOLD, Let("x", SIDE), None),
    "a tally": (locals_("t"), Tally("t"), set()),
    "a tally that nobody asks for": (GOLD, Tally("t"), None),
    "a roll by a table": (
        locals_("c"),
        Choose(SITE, "c", Weights(rows=((1, 0), (0, 1)), index=SIDE)),
        {"#side"},
    ),
    "a roll by weights": (locals_("c"), Choose(SITE, "c", Weights(nodes=(SIDE, LOST))), {"#side", "#lost"}),
    "a roll that nobody asks for": (GOLD, roll(-1, 1), None),
    "a roll that may fault": (STRICT, roll(-1, 1), {"#gold"}),
    "a roll that cannot fault": (STRICT, roll(1, 2), None),
    "a number": (locals_("u"), Uniform(SITE, "u", SIDE, LOST), {"#side", "#lost"}),
    "a number that may fault": (STRICT, Uniform(SITE, "u", SIDE, LOST), {"#gold", "#side", "#lost"}),
    "a pick": (
        locals_("p"),
        Select(SITE, "p", CARDS, "e", where=AT_MOST_TWO, weigh=OWN),
        {"#owned.card"},
    ),
    "a pick that nobody asks for": (GOLD, Select(SITE, "p", CARDS, "e", where=AT_MOST_TWO), None),
    "a branch": (GOLD, If(SIDE, (EARN,)), {"#gold", "#side"}),
    "a branch where one side writes": (
        GOLD,
        If(SIDE, (), (set_("gold", LOST),)),
        {"#gold", "#side", "#lost"},
    ),
    "a branch without effect": (GOLD, If(SIDE, (set_("side", LOST),)), None),
    "a switch": (GOLD, Switch(SIDE, ((), (set_("gold", LOST),), ())), {"#gold", "#side", "#lost"}),
    "rounds": (GOLD, Repeat(SIDE, 2, (EARN,)), {"#gold", "#side"}),
    "rounds until": (GOLD, Repeat(const(2), 2, (EARN,), until=LOST), {"#gold", "#lost"}),
    "rounds that carry over": (
        GOLD,
        Repeat(
            const(3), 3, (Give((Row("gold", None, SIDE),)), set_("side", LOST), set_("lost", cell("pity4")))
        ),
        {"#gold", "#side", "#lost", "#pity4"},
    ),
    "rounds without effect": (GOLD, Repeat(SIDE, 2, (set_("lost", const(1)),)), None),
    "each": (GOLD, Each("e", CARDS, (Give((Row("gold", None, OWN),)),)), {"#gold", "#owned.card"}),
    "each of some": (GOLD, Each("e", CARDS, (EARN,), AT_MOST_TWO), {"#gold", "#owned.card"}),
    "each, and the last": (locals_("e"), Each("e", CARDS, ()), {"e"}),
    "each without effect": (GOLD, Each("e", CARDS, (Let("x", OWN),), AT_MOST_TWO), None),
    "a requirement": (GOLD, Require((Requirement(SIDE, "no"),)), {"#gold", "#side"}),
    "no requirement": (GOLD, Require(()), None),
    "a mark": (Question(rates=True), Emit("drawn", "t.a"), set()),
    "a mark that is watched": (Question(watch=Watch(frozenset({"t"}))), Emit("drawn", "t.a"), {"~hits"}),
    "another mark": (Question(watch=Watch(frozenset({"t"}))), Emit("drawn", "u"), None),
    "what is said": (Question(rates=True), Emit("say", "t.a"), None),
    "a reaction": (
        GOLD,
        Sweep((Reaction("r", frozenset({"side"}), LOST, (EARN,)),)),
        {"#gold", "#lost", "~written"},
    ),
    "a reaction of each": (
        GOLD,
        Sweep((Reaction("r", frozenset({"side"}), AT_MOST_TWO, (EARN,), "e", CARDS),)),
        {"#gold", "#owned.card", "~written"},
    ),
    "a reaction without effect": (
        GOLD,
        Sweep((Reaction("r", frozenset({"side"}), LOST, (set_("side", const(1)),)),)),
        None,
    ),
}
TOUCHED = tuple(set_(slot, const(1)) for slot in ("side", "lost", "gold", "pity4", "owned.card"))


@pytest.mark.parametrize("case", CASES)
def test_what_is_live_before(case: str) -> None:
    question, step, expected = CASES[case]
    cut = Slice(Walker(GAME), question, (step, *TOUCHED))
    live = cut.before((step,), cut.last())
    assert (None if live is None else set(live) - {"~origin"}) == expected


def test_a_slot_that_is_neither_written_nor_asked_for_does_not_vary() -> None:
    step = set_("gold", SIDE)
    cut = Slice(Walker(GAME), Question(frozenset({"gold", "unheard"})), (step,))
    assert cut.varying == {"gold"}
    assert cut.before((step,), frozenset({"~origin", "#gold"})) == frozenset({"~origin"})


FAULTS: list[tuple[Choose | Uniform, bool]] = [
    (roll(-1, 1, 5), True),
    (roll(0, 1, 5), False),
    (roll(0, 1), True),
    (roll(0, 1, 0), True),
    (roll(1, 1), False),
    (Choose(SITE, "c", Weights(rows=((1, 2),))), False),
    (Uniform(SITE, "u", const(3), const(3)), False),
    (Uniform(SITE, "u", const(3), const(2)), True),
    (Uniform(SITE, "u", Const(integer(0, 3), 1), Const(integer(2, 5), 3)), True),
    (Uniform(SITE, "u", Const(integer(0, 2), 1), Const(integer(2, 5), 3)), False),
]


@pytest.mark.parametrize(("step", "expected"), FAULTS)
def test_a_roll_may_have_nothing_to_roll_for(step: Choose | Uniform, expected: bool) -> None:
    assert may_fault(step) is expected
