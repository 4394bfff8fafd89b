"""What is given to many at once is cut at the bound, and what lies above it stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from engine.columns.frame import frame_of, states_of
from engine.columns.ledger import Asset
from engine.columns.run import Executor, Outcomes
from engine.outcome import Accepted
from engine.state import State
from rules.expression import column_hash
from rules.expression.node import Const, Node, Tallied, const
from rules.expression.type import COUNT, integer
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.node import Assign, Give, Program, Row, Step, Take, Tally, Write
from tests.engine.player import small
from tests.engine.player.small import KINDS, SLOTS, cell, item

GAME = Catalogue(KINDS, tuple(slot for slot in SLOTS if slot.index < 12), {})  # without other players
BELOW = Const(integer(-1, 9), -1)
Named = dict[str, Any]


def many(*steps: Step, given: list[Named]) -> Outcomes:
    states = [State.of(GAME, names) for names in given]
    frame = frame_of(GAME, states, [Moment(0, 0, row) for row in range(len(states))])
    program = Program("act", (), (("do", steps),))
    return Executor(GAME).play(program, frame, {}, 1, column_hash.start(frame.me))


def after(outcomes: Outcomes) -> list[Mapping[str, Any]]:
    return [state.named() for state in states_of(GAME, outcomes.frame)]


HELD = (0, 89, 90, 91, 99, 100, 101, 200)


def test_what_does_not_fit_is_cut_and_what_is_above_stays() -> None:
    step = Give((Row("coins", None, const(10)),), why="gift")
    given = [{"coins": held} for held in HELD]
    outcomes = many(step, given=given)
    assert [state.get("coins") for state in after(outcomes)] == [10, 99, 100, 100, 100, 100, 101, 200]
    assert after(outcomes) == [small.run(step, given=each).named for each in given]
    assert outcomes.totals.minted == {Asset("coins", None, "gift"): 10 + 10 + 10 + 9 + 1}


def test_a_cell_of_a_record_is_cut_as_well() -> None:
    step = Give((Row("owned.item", item("bow"), const(3)),))
    outcomes = many(step, given=[{"bow": 1}, {"bow": 3}, {"bow": 8}])
    assert after(outcomes) == [{"bow": 4}, {"bow": 5}, {"bow": 8}]


@pytest.mark.parametrize("amount", [const(0), const(1)])
def test_an_amount_of_0_or_more_is_no_fault(amount: Node) -> None:
    assert many(Give((Row("coins", None, amount),)), given=[{}]).accepted.all()


@pytest.mark.parametrize("step", [Give((Row("coins", None, BELOW),)), Take((Row("coins", None, BELOW),))])
def test_an_amount_below_0_is_a_fault(step: Give | Take) -> None:
    outcomes = many(step, given=[{"coins": 5}])
    assert [outcomes.reasons[place] for place in outcomes.reason] == ["fault"]
    assert after(outcomes) == [{"coins": 5}]


TAKEN: dict[str, tuple[Take, list[Named]]] = {
    "what is above the lower bound": (
        Take((Row("credit", None, const(6)),)),
        [{"credit": 1}, {"credit": 0}, {"credit": -5}, {"credit": 2}],
    ),
    "equal cells together": (
        Take((Row("coins", None, const(2)), Row("coins", None, const(3)), Row("credit", None, const(1)))),
        [{"coins": 5}, {"coins": 4}, {"coins": 5, "credit": -5}],
    ),
    "equal records together, and another": (
        Take(tuple(Row("owned.item", item(id_), const(1)) for id_ in ("axe", "axe", "bow"))),
        [{"axe": 1, "bow": 3}, {"axe": 2}, {"axe": 2, "bow": 1}],
    ),
    "records apart": (
        Take(tuple(Row("owned.item", item(id_), const(1)) for id_ in ("axe", "bow"))),
        [{"axe": 1, "bow": 3}, {"axe": 2}],
    ),
    "a record that is chosen": (
        Take((Row("owned.item", item("axe"), const(1)), Row("owned.item", cell("pick"), const(1)))),
        [
            {"axe": 1, "pick": "axe"},
            {"axe": 2, "pick": "axe"},
            {"axe": 1, "bow": 1, "pick": "bow"},
            {"axe": 1, "pick": "bow"},
        ],
    ),
    "what has no lower bound": (
        Take((Row("free", None, const(3)),)),
        [{"free": 3}, {"free": 2}, {"free": 4}],
    ),
    "what has no lower bound, in part": (
        Take((Row("free", None, const(3)),), partly=True),
        [{"free": 2}, {}],
    ),
    "in part": (
        Take((Row("coins", None, const(3)), Row("credit", None, const(4))), partly=True),
        [{"coins": 2, "credit": 5}, {"coins": 3, "credit": -4}, {"credit": -5}],
    ),
    "only looked at": (Take((Row("coins", None, const(3)),), check=True), [{"coins": 3}, {"coins": 2}]),
}


@pytest.mark.parametrize("case", TAKEN)
def test_many_pay_as_one_does(case: str) -> None:
    step, given = TAKEN[case]
    outcomes = many(step, given=given)
    alone = [small.run(step, given=each) for each in given]
    assert after(outcomes) == [each.named for each in alone]
    assert outcomes.accepted.tolist() == [isinstance(each.outcome, Accepted) for each in alone]


COUNTED = [
    (Tallied(COUNT, "got"), [9, 4, 2]),
    (Tallied(COUNT, "got", "coins"), [4, 2, 0]),
    (Tallied(COUNT, "got", "owned.item", item("axe")), [2, 1, 1]),
    (Tallied(COUNT, "got", "owned.item", item("bow")), [3, 1, 1]),
    (Tallied(COUNT, "got", "credit"), [0, 0, 0]),
]


@pytest.mark.parametrize(("count", "expected"), COUNTED)
def test_a_tally_counts_what_fitted(count: Tallied, expected: list[int]) -> None:
    rows = (
        Row("coins", None, const(4)),
        Row("owned.item", item("axe"), const(2)),
        Row("owned.item", item("bow"), const(3)),
    )
    steps = (Tally("got"), Give(rows, tally="got"), Assign((Write("free", None, count),)))
    given = [{}, {"coins": 98, "axe": 4, "bow": 4}, {"coins": 101, "axe": 4, "bow": 4}]
    outcomes = many(*steps, given=given)
    assert [state.get("free", 0) for state in after(outcomes)] == expected
    assert after(outcomes) == [small.run(*steps, given=each).named for each in given]
