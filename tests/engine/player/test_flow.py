"""If, Switch, Repeat, Each, Require, Tally, Emit: branches, loops, reasons and words."""

from __future__ import annotations

from typing import Any

import pytest

from engine.outcome import Drawn, Said, Told
from rules.expression.node import Const, Domain, Local, Node, const
from rules.expression.type import AMOUNTS, BOOL, NONE, integer, record
from rules.program.node import (
    Assign,
    Each,
    Emit,
    Give,
    If,
    Let,
    Repeat,
    Require,
    Requirement,
    Row,
    Step,
    Switch,
    Tally,
    Write,
)
from tests.engine.player.small import ITEM, ITEMS, cell, compare, item, local, plus, run


def _add(amount: int, slot: str = "free") -> Assign:
    return Assign((Write(slot, None, const(amount), add=True),))


POOR = compare(cell("coins"), "<", const(5))
FLOWS: tuple[tuple[Step, dict[str, Any], int], ...] = (
    (If(POOR, (_add(1),), (_add(2),)), {}, 1),
    (If(POOR, (_add(1),), (_add(2),)), {"coins": 9}, 2),
    (If(POOR, (_add(1),)), {"coins": 9}, 0),
    (If(POOR, (), (_add(2),)), {}, 0),
    *((Switch(cell("coins"), ((_add(1),), (_add(2),), (_add(4),))), {"coins": n}, 1 << n) for n in range(3)),
    (Switch(cell("coins"), ((_add(1),), (_add(2),))), {"coins": 2}, 0),
    (Switch(cell("credit"), ((_add(1),),)), {"credit": -1}, 0),
    (Switch(cell("coins"), ((_add(1),), (), (_add(1),))), {"coins": 2}, 1),
    (Switch(cell("coins"), ()), {}, 0),
    (Repeat(cell("coins"), 9, (_add(1),)), {"coins": 4}, 4),
    (Repeat(cell("coins"), 3, (_add(1),)), {"coins": 4}, 3),
    (Repeat(cell("credit"), 3, (_add(1),)), {"credit": -2}, 0),
    (Repeat(const(9), 9, (_add(1),), compare(cell("free"), ">=", const(2))), {}, 2),
    (Each("e", ITEMS, (_add(1),)), {}, 3),
    (
        Each("e", ITEMS, (_add(1),), compare(cell("owned.item", local("e", ITEM)), ">", const(0))),
        {"bow": 1},
        1,
    ),
    (
        Each(
            "k",
            Domain("upto", 5, node=cell("coins")),
            (Assign((Write("free", None, local("k"), add=True),)),),
        ),
        {"coins": 4},
        10,
    ),
    (Each("e", Domain("field", 2, "item", item("cup"), "item", "parts"), (_add(1),)), {}, 2),
)


@pytest.mark.parametrize(("step", "given", "expected"), FLOWS)
def test_steps_run_as_often_as_they_say(step: Step, given: dict[str, Any], expected: int) -> None:
    run_ = run(step, given=given)
    run_.accepted  # noqa: B018 - it asserts
    assert run_.outcome.state.read("free") == expected


def test_each_fixes_its_members_before_the_first_round() -> None:
    held = cell("owned.item", local("e", ITEM))
    spread = (Give((Row("owned.item", item("cup"), const(1)),)), _add(1))
    assert run(Each("e", ITEMS, spread, compare(held, ">", const(0))), given={"axe": 1}).named == {
        "axe": 1,
        "cup": 1,
        "free": 1,
    }


def test_a_local_that_no_branch_bound_is_absent() -> None:
    steps = (If(POOR, (Let("x", const(3)),)), Assign((Write("karma", None, local("x", integer().maybe())),)))
    assert run(*steps, given={"coins": 9}).named == {"coins": 9}


ROWS = (
    Requirement(compare(cell("coins"), ">", const(0)), "poor"),
    Requirement(compare(cell("level"), ">", const(1)), "low"),
    Requirement(compare(cell("free"), ">", const(0)), "bound", needs=(0, 1)),
    Requirement(compare(cell("credit"), ">", const(0)), "indebted", needs=(2,)),
)
REASONS: tuple[tuple[dict[str, Any], tuple[str, ...]], ...] = (
    ({}, ("poor", "low")),
    ({"coins": 1}, ("low",)),
    ({"coins": 1, "level": 2}, ("bound",)),
    ({"coins": 1, "level": 2, "free": 1}, ("indebted",)),
    ({"level": 2, "free": 1, "credit": 1}, ("poor",)),
)


@pytest.mark.parametrize(("given", "rows"), REASONS)
def test_a_refusal_lists_all_rows_that_fail_but_those_whose_needs_do(
    given: dict[str, Any], rows: tuple[str, ...]
) -> None:
    refused = run(Require(ROWS), given=given).refused
    assert (refused.reason, refused.rows) == (rows[0], rows)


def test_rows_that_hold_refuse_nothing() -> None:
    given = {"coins": 1, "level": 2, "free": 1, "credit": 1}
    assert run(Require(ROWS), Require(()), _add(1), given=given).named == {**given, "free": 2}


VALUES: tuple[tuple[Node, Any], ...] = (
    (item("bow"), "bow"),
    (cell("pick"), None),
    (cell("karma"), None),
    (plus(cell("coins"), const(1)), 1),
    (compare(const(1), "<", const(2)), True),
    (cell("flag"), False),
    (Const(BOOL.maybe(), NONE), None),
    (Const(record("item").maybe(), 2), "cup"),
    (Local(AMOUNTS, "got"), (("coins", None, 3), ("owned.item", "cup", 2))),
)


@pytest.mark.parametrize(("node", "value"), VALUES)
def test_words_are_given_values_by_id(node: Node, value: object) -> None:
    got = Give(
        (Row("owned.item", item("cup"), const(2)), Row("coins", None, const(3))), tally="got", nobody=True
    )
    events = run(Tally("got"), got, Emit("say", "told", (("value", node),))).accepted.events
    assert events == (Said("told", (("value", value),)),)


def test_notices_and_entries_are_events_too() -> None:
    steps = (
        Emit("tell", "full", (("n", const(1)),), to=const(8), at=plus(cell("coins"), const(5))),
        Emit("tell", "soon"),
        Emit("drawn", "chest.axe", (("it", item("axe")),)),
    )
    assert run(*steps).accepted.events == (
        Told("full", (("n", 1),), 8, 5),
        Told("soon"),
        Drawn("chest.axe", (("it", "axe"),)),
    )


def test_what_is_given_to_players_is_named_by_their_number() -> None:
    events = run(
        Give((Row("gifts", const(8), const(2)),), tally="got"),
        Emit("say", "x", (("got", Local(AMOUNTS, "got")),)),
    )
    assert [event[1] for event in events.accepted.events] == ["8", (("got", (("gifts", "8", 2),)),)]
