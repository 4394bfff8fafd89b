"""Let and Assign: everything is read before anything is written; bounds hold; states stay canonical."""

from __future__ import annotations

from typing import Any

import pytest

from rules.expression.node import Apply, Local, const
from rules.expression.type import BOOL, COUNT, NONE, integer
from rules.program.node import Assign, Give, Let, Require, Requirement, Row, Write
from tests.engine.player.small import MOMENT, cell, compare, item, local, plus, run


def test_every_right_side_is_read_before_the_first_write() -> None:
    swap = Assign((Write("coins", None, cell("free")), Write("free", None, cell("coins"))))
    assert run(swap, given={"coins": 3, "free": 8}).named == {"coins": 8, "free": 3}


def test_keys_are_read_before_the_first_write_too() -> None:
    step = Assign((Write("pick", None, item("bow")), Write("marks", cell("pick"), const(9))))
    assert run(step, given={"pick": "axe"}).named == {"pick": "bow", "marks": {"axe": 9}}


def test_later_writes_to_a_cell_build_on_earlier_ones() -> None:
    step = Assign(
        (
            Write("coins", None, const(5)),
            Write("coins", None, cell("coins"), add=True),
            Write("coins", None, const(1), add=True),
        )
    )
    assert run(step, given={"coins": 10}).named == {"coins": 16}


CANONICAL: tuple[tuple[Write, dict[str, Any], dict[str, Any]], ...] = (
    (Write("marks", item("axe"), const(2)), {"marks": {"axe": 5, "bow": 1}}, {"marks": {"bow": 1}}),
    (Write("marks", item("axe"), const(2)), {}, {}),
    (Write("marks", item("axe"), const(1), add=True), {}, {"marks": {"axe": 3}}),
    (Write("flag", None, compare(const(1), "<", const(2))), {}, {"flag": True}),
    (Write("pick", None, const(NONE, BOOL)), {"pick": "axe"}, {}),
    (Write("karma", None, const(3)), {}, {"karma": 3}),
    (Write("free", None, const(-(10**15))), {}, {"free": -(10**15)}),
    (Write("gifts", const(8), const(1), add=True), {"gifts": {"8": 2, "9": 1}}, {"gifts": {"8": 3, "9": 1}}),
)


@pytest.mark.parametrize(("write", "given", "expected"), CANONICAL)
def test_a_cell_that_holds_its_default_is_not_kept(
    write: Write, given: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert run(Assign((write,)), given=given).named == expected


def test_truths_are_stored_as_whole_numbers() -> None:
    state = run(
        Let("yes", compare(const(1), "<", const(2))), Assign((Write("flag", None, local("yes", BOOL)),))
    ).outcome
    assert repr(state.state.read("flag")) == "1"
    assert type(state.state.cells[3]) is int


CLAMPED: tuple[tuple[Write, dict[str, Any]], ...] = (
    (Write("coins", None, const(500)), {"coins": 100}),
    (Write("credit", None, const(-500)), {"credit": -5}),
    (Write("deep", None, const(500)), {"deep": 3}),
    (Write("tall", None, const(-500)), {}),
    (Write("karma", None, const(9)), {"karma": 3}),
    (Write("karma", None, const(NONE, integer())), {}),
    (Write("free", None, const(10**15)), {"free": 10**15}),
    (Write("coins", None, const(7)), {"coins": 7}),
)


@pytest.mark.parametrize(("write", "expected"), CLAMPED)
def test_a_clamped_write_is_cut_to_the_bounds(write: Write, expected: dict[str, Any]) -> None:
    assert run(Assign((write,), clamp=True)).named == expected


FAULTS = (
    (Write("coins", None, const(101)), "`coins` would be 101, outside 0..100"),
    (Write("level", None, const(-1), add=True), "`level` would be 0, outside 1..10"),
    (Write("deep", None, const(4)), "`deep` would be 4, outside ..3"),
    (Write("tall", None, const(1)), "`tall` would be 1, outside 2.."),
    (Write("karma", None, const(4)), "`karma` would be 4, outside 0..3"),
)


@pytest.mark.parametrize(("write", "message"), FAULTS)
def test_a_write_out_of_bounds_is_a_fault_that_refuses_the_command(write: Write, message: str) -> None:
    refused = run(Assign((Write("free", None, const(1)),)), Assign((write,))).refused
    assert (refused.reason, refused.message, refused.phase) == ("fault", message, "do")
    assert refused.state.named() == {}


FAIL = Require((Requirement(compare(const(1), "<", const(0)), "no"),))


def test_a_refusal_keeps_nothing_but_attempts() -> None:
    attempt = Assign(
        (
            Write("coins", None, const(1), add=True),
            Write("marks", item("axe"), const(7)),
            Write("marks", item("bow"), const(2)),
        ),
        keep=True,
    )
    lost = Assign((Write("level", None, const(9)), Write("marks", item("cup"), const(0))))
    refused = run(lost, attempt, FAIL, given={"marks": {"bow": 1}})
    assert refused.refused.reason == "no"
    assert refused.named == {"coins": 1, "marks": {"axe": 7}}


def test_a_refusal_without_attempts_returns_the_very_state() -> None:
    assert run(Assign((Write("coins", None, const(1)),)), FAIL, given={"coins": 4}).named == {"coins": 4}


def test_scratch_is_gone_when_the_command_ends() -> None:
    steps = (
        Assign((Write("seen", item("axe"), const(1)), Write("once", None, const(4)))),
        Give((Row("coins", None, plus(cell("once"), cell("seen", item("axe")))),)),
    )
    assert run(*steps).named == {"coins": 5}


def test_another_players_cells_are_written_as_his() -> None:
    owner = local("who")
    step = Assign(
        (
            Write("coins", None, const(2), add=True, owner=owner),
            Write("marks", item("axe"), const(-2), add=True, owner=owner),
            Write("marks", item("bow"), const(0), add=True, owner=owner),
        )
    )
    run_ = run(
        step,
        Assign((Write("free", None, plus(cell("coins", owner=owner), cell("level"))),)),
        params={"who": 8},
        players={8: {"coins": 1, "marks": {"cup": 1}}, 9: {"coins": 4}},
    )
    assert run_.named == {"free": 4}
    assert {id_: state.named() for id_, state in run_.accepted.others.items()} == {
        8: {"coins": 3, "marks": {"axe": 0, "cup": 1}}
    }


def test_who_writes_to_himself_writes_his_own_cells() -> None:
    owner = local("who")
    step = Assign((Write("coins", None, const(2), add=True, owner=owner), Write("level", None, const(4))))
    run_ = run(step, params={"who": MOMENT.me}, given={"coins": 5}, players={8: {}})
    assert run_.named == {"coins": 7, "level": 4}
    assert run_.accepted.others == {}


def test_a_cell_of_another_that_returns_to_its_default_is_not_kept() -> None:
    step = Assign((Write("marks", item("axe"), const(1), add=True, owner=const(8)),))
    run_ = run(step, players={8: {"marks": {"axe": 1}}})
    assert run_.accepted.others[8].named() == {}


def test_a_formula_may_read_the_one_who_acts_as_any_other_player() -> None:
    mine = Apply(COUNT, "rank", (), owner=Local(COUNT, "who"))
    assert run(Assign((Write("coins", None, mine),)), params={"who": 7}, given={"level": 6}).named == {
        "coins": 6,
        "level": 6,
    }
    through = Apply(COUNT, "friend", ())
    assert run(Assign((Write("coins", None, through),)), players={8: {"level": 3}}).named == {"coins": 3}
    assert run(Assign((Write("coins", None, Apply(COUNT, "rank", ())),))).named == {"coins": 1}
