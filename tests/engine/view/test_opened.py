"""Why a condition holds or not: the comparisons inside it, and inside its formulas, with their values."""

from __future__ import annotations

from typing import Any

import pytest

from engine.outcome import Refused
from engine.player.run import Executor
from engine.request import read_params
from engine.state import State
from engine.view.ask import Situation
from engine.view.opened import Opened, parts
from engine.view.spell import Speller
from engine.view.voice import Voice
from engine.view.why import Gate
from rules.expression.node import (
    TRUE,
    Apply,
    Best,
    Cell,
    Choice,
    Compare,
    Const,
    Domain,
    Escrow,
    Field,
    Fold,
    Function,
    Local,
    Logic,
    Lookup,
    MapField,
    Member,
    Node,
    Reached,
    Tallied,
    Unary,
    const,
    owned,
)
from rules.expression.type import (
    BOOL,
    DATE,
    DAY,
    DURATION,
    NONE,
    PLAYER,
    TEXT,
    TIME,
    integer,
    offer,
    record,
)
from rules.load import compile_pack
from rules.pack import Texts
from rules.problem import Problems
from rules.program.moment import Moment
from rules.ruleset import Ruleset

PACK = """
game: {id: hut, title: Hut, version: 1.0.0, language: 1, shared_by: world, locales: [en]}
kinds: {fruit: {holdable: stack, fields: {worth: {int: [1, 9]}, ripe: {formula: bool}}}}
fruit:
  pear: {name: Pear, worth: 5, ripe: age > 6}
  plum: {name: Plum, worth: 3, ripe: age > 2 and owned(plum) > 0}
variables:
  age: {type: {int: [0, 99]}}
  tired: {type: bool}
  best: {type: fruit, optional: true}
formulas:
  strong: {of: {f: fruit}, is: "age >= 5 and (owned(f) > 2 or f.worth >= 5)"}
actions:
  both: {require: [{that: age > 3 and not tired, else: no}]}
  formula: {params: {fruit: {type: fruit}}, require: [{that: strong(fruit), else: no}]}
  opposite: {require: [{that: not strong(plum), else: no}]}
  field: {require: [{that: fruit.plum.ripe, else: no}]}
  unknown: {params: {fruit: {type: fruit}}, require: [{that: fruit.ripe, else: no}]}
  guarded: {require: [{that: has(best) and best.worth > 3, else: no}]}
  chosen: {require: [{that: age > 5 if tired else age > 7, else: no}]}
  unchosen: {require: [{that: not (age > 5 if tired else age > 7), else: no}]}
  twice: {require: [{that: not not (age > 5), else: no}]}
  single: {require: [{that: tired, else: no}]}
  after: {require: [{that: has(best), else: no}, {that: best.worth > 3, else: no}]}
  eat: {params: {fruit: {type: fruit, owned: true, where: it != pear}}, let: {left: owned(fruit) - 1}, require: [{that: left > 1, else: no}]}
  have: {require: [{have: {plum: 1}, else: no}], cost: {pear: 1}}
texts: {en: {no: No.}}
"""  # noqa: E501 - a row of an author's table
NOON = 1767956400000


def _ruleset() -> Ruleset:
    loaded = compile_pack(Texts("hut", {"game.yaml": PACK}), Problems(), lambda _, __: None)
    assert loaded.ruleset is not None, loaded.problems
    return loaded.ruleset


RULESET = _ruleset()
CATALOGUE = RULESET.catalogue
VOICE = Voice(RULESET)
GATE = Gate(VOICE, Executor(CATALOGUE))


def said(part: Opened) -> str:
    sides = [written if value is None else f"{written} {VOICE.print(value)}" for written, value in part.sides]
    mark = {True: "yes", False: "no", None: "-"}[part.holds] if not part.chooses else f"if {part.holds}"
    return f"{mark}: {f' {part.sign} '.join(sides)}"


def opened(action: str, params: dict[str, Any], **state: Any) -> list[list[str]]:
    player = State.of(CATALOGUE, state)
    found = read_params(CATALOGUE, RULESET.programs[action], params, player)
    assert not isinstance(found, Refused), found
    moment = Moment(NOON, CATALOGUE.calendar.day_of(NOON), 1)
    situation = Situation(player, moment, found)
    checks = GATE.checks(action, situation)
    told = GATE.opened(action, situation)
    assert not isinstance(checks, Refused)
    assert len(told) == len(checks)
    return [[said(part) for part in parts] for parts in told]


CASES: dict[str, tuple[str, dict[str, Any], dict[str, Any], list[list[str]]]] = {
    "both sides of a comparison have their values": (
        "both", {}, {"age": 3, "tired": True}, [["no: age 3 > 3", "-: not tired"]],
    ),
    "what is read is shown as it is": (
        "both", {}, {"age": 4, "tired": True}, [["yes: age 4 > 3", "no: not tired"]],
    ),
    "a formula is opened": (
        "formula",
        {"fruit": "plum"},
        {"age": 9, "plum": 2},
        [["yes: age 9 >= 5", "no: owned(fruit) 2 > 2", "no: fruit.worth 3 >= 5"]],
    ),
    "an `or` ends at what holds": (
        "formula",
        {"fruit": "plum"},
        {"age": 9, "plum": 3},
        [["yes: age 9 >= 5", "yes: owned(fruit) 3 > 2", "-: fruit.worth >= 5"]],
    ),
    "the opposite of a formula is opened turned round": (
        "opposite",
        {},
        {"age": 9, "plum": 3},
        [["no: age 9 < 5", "no: owned(plum) 3 <= 2", "-: plum.worth < 5"]],
    ),
    "a record's own formula is opened where the record is known": (
        "field", {}, {"age": 3}, [["yes: age 3 > 2", "no: owned(plum) 0 > 0"]],
    ),
    "where it is not, it has no parts": ("unknown", {"fruit": "pear"}, {}, [[]]),
    "nothing is read of what is absent": ("guarded", {}, {}, [["no: has(best)", "-: best.worth > 3"]]),
    "a choice says what chose": (
        "chosen", {}, {"age": 6}, [["if False: tired", "-: age > 5", "no: age 6 > 7"]],
    ),
    "the opposite of a choice turns what is chosen": (
        "unchosen", {}, {"age": 6, "tired": True}, [["if True: tired", "no: age 6 <= 5", "-: age <= 7"]],
    ),
    "two opposites are none": ("twice", {}, {"age": 6}, [["yes: age 6 > 5"]]),
    "a single truth has no parts": ("single", {}, {}, [[]]),
    "a row behind one that failed is not read": ("after", {}, {}, [[], ["-: best.worth > 3"]]),
    "what a parameter has to be, and what is let then": (
        "eat",
        {"fruit": "plum"},
        {"plum": 2},
        [["yes: owned(fruit) 2 > 0"], ["yes: fruit Plum != pear"], ["no: left 1 > 1"]],
    ),
    "what follows a parameter that will not do is not opened": (
        "eat", {"fruit": "pear"}, {"pear": 2}, [["yes: owned(fruit) 2 > 0"], ["no: fruit Pear != pear"], []],
    ),
    "amounts are told in another way": ("have", {}, {}, [[], []]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_condition_is_explained_by_what_is_inside_it(case: str) -> None:
    action, params, state, expected = CASES[case]

    assert opened(action, params, **state) == expected


FRUIT = record("fruit")
F, AGE = Local(FRUIT, "f"), Cell(integer(), "age")
PLUM = Const(FRUIT, 1)
ALL, UPTO = Domain("kind", 2, "fruit"), Domain("upto", 9, node=AGE)
SWAP = Local(offer("swap"), "swap")
GUESTS = Domain("field", 2, "fruit", node=F, owner="fruit", field="guests")
SPELT: list[tuple[Node, str]] = [
    (TRUE, "true"),
    (PLUM, "plum"),
    (Const(FRUIT, NONE), "none"),
    (Const(TEXT, "hello"), "hello"),
    (Const(DATE, 20000), "2024-10-04"),
    (Const(TIME, NOON), "2026-01-09 11:00"),
    (Const(DURATION, 2 * DAY), "2 d"),
    (const(0.25), "0.25"),
    (Cell(integer(), "jam", PLUM), "jam(plum)"),
    (Cell(integer(), "age", None, Local(integer(), "friend")), "friend.age"),
    (owned("fruit", F), "owned(f)"),
    (Unary(integer(), "-", AGE), "-age"),
    (Unary(BOOL, "not", Compare(BOOL, "<", AGE, const(3))), "not (age < 3)"),
    (Logic(BOOL, "or", (TRUE, Compare(BOOL, "<", AGE, const(3)))), "true or (age < 3)"),
    (Choice(integer(), TRUE, AGE, const(3)), "age if true else 3"),
    (MapField(integer(), "fruit", "with_", F, PLUM), "f.with_[plum]"),
    (Member(BOOL, "fruit", "guests", F, PLUM), "plum in f.guests"),
    (Lookup(integer(), (1, 2), 0, AGE), "…[age]"),
    (Reached(FRUIT, "fruit", AGE), "reached(fruit, age)"),
    (Reached(FRUIT, "fruit", AGE, exact=True), "exactly(fruit, age)"),
    (Tallied(integer(), "found", "owned.fruit", PLUM), "found[plum]"),
    (Tallied(integer(), "found", "gold"), "found[gold]"),
    (Function(DATE, "today", ()), "today"),
    (Function(integer(), "max", (AGE, const(3))), "max(age, 3)"),
    (Apply(BOOL, "strong", (PLUM,)), "strong(plum)"),
    (Apply(BOOL, "fruit.ripe", (F,)), "f.ripe"),
    (Apply(BOOL, "fruit.ripe", (F, AGE)), "f.ripe(age)"),
    (Apply(integer(), "power", (), Local(integer(), "friend")), "friend.power"),
    (Fold(integer(), "count", ALL, "f", TRUE, None), "count(f for f in fruit if true)"),
    (Fold(integer(), "sum", UPTO, "n", None, AGE), "sum(age for n in upto(age))"),
    (Best(FRUIT, GUESTS, "g", None, AGE), "best((age, g) for g in f.guests)"),
    (Field(integer(), "fruit", "worth", F), "f.worth"),
    (Cell(integer(), "swap.bid", None, SWAP), "swap.bid"),
    (Cell(BOOL, "swap.agreed", Function(PLAYER, "me", ()), SWAP), "swap.agreed(me)"),
    (Escrow(integer(), SWAP, "owned.fruit", PLUM), "swap.held[plum]"),
    (Escrow(integer(), SWAP, "gold", None, Local(PLAYER, "p")), "swap.put(p)[gold]"),
    (
        Fold(integer(), "count", Domain("players", 9, node=SWAP, owner="swap"), "p", None, None),
        "count(p for p in swap.players)",
    ),
]


@pytest.mark.parametrize(("node", "written"), SPELT, ids=[written for _, written in SPELT])
def test_an_expression_is_spelt_as_it_would_be_written(node: Node, written: str) -> None:
    assert Speller(CATALOGUE).spell(node) == written


def test_a_formula_of_another_player_stays_closed() -> None:
    asked = Apply(BOOL, "strong", (PLUM,), Local(integer(), "friend"))

    assert parts(CATALOGUE, asked) == []
    assert [part.test for part in parts(CATALOGUE, Unary(BOOL, "not", asked))] == []
