"""Programs over columns: the six actions lowered by hand, the ledger, and what a refusal leaves."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from engine.columns.frame import frame_of, states_of
from engine.columns.ledger import Asset
from engine.columns.run import Executor, Outcomes
from engine.state import State
from rules.expression import column_hash
from rules.expression.node import Cell, Compare, Const, Domain, Function, Local, const
from rules.expression.type import BOOL, COUNT, NONE, integer, record
from rules.program.catalogue import Catalogue, Kind
from rules.program.moment import Moment
from rules.program.node import Assign, Give, If, Program, Row, Select, Steps, Take, Write
from rules.program.slot import Slot
from rules.site import Site
from tests.agreement import disagreement
from tests.generated.players import random_moments, random_params, random_states
from tests.lowered.formulas import GAME
from tests.programs import PROGRAMS
from tests.random_programs import Made


@pytest.mark.parametrize("name", PROGRAMS)
def test_an_action_does_the_same_for_one_and_for_many(name: str) -> None:
    chance, program, players = Random(3), PROGRAMS[name], 150
    states = random_states(chance, GAME, players)
    params = random_params(chance, GAME, program.params, players)
    moments = [Moment(0, 20, me, 3) for me in range(players)]
    assert disagreement(Made(GAME, program, states, moments, params, 11, faulty=False)) == ""


def _play(steps: Steps, *states: dict[str, object], executor: Executor | None = None) -> Outcomes:
    found = [State.of(GAME, names) for names in states]
    frame = frame_of(GAME, found, [Moment(0, 0, row) for row in range(len(found))])
    program = Program("act", (), (("do", steps),))
    coordinate = column_hash.start(frame.me)
    return (executor or Executor(GAME)).play(program, frame, {}, 1, coordinate)


GOLD = Give((Row("gold", None, const(5)),), why="gift")
ATTEMPT = Assign((Write("attempts", None, const(1), add=True),), keep=True)
PRICE = Take((Row("ticket", None, const(1)),), why="price")


def test_a_refusal_takes_everything_back_but_the_attempts_that_count() -> None:
    outcomes = _play((GOLD, ATTEMPT, PRICE, GOLD), {"gold": 1, "ticket": 1}, {"gold": 1})
    assert outcomes.accepted.tolist() == [True, False]
    assert [outcomes.reasons[place] for place in outcomes.reason[1:]] == ["short"]
    after = [state.named() for state in states_of(GAME, outcomes.frame)]
    assert after == [{"gold": 11, "attempts": 1}, {"gold": 1, "attempts": 1}]


def test_the_ledger_adds_up_those_who_were_accepted() -> None:
    card = Give((Row("owned.esprit", const(2), const(3)),), why="draw")
    totals = _play((GOLD, card, PRICE), {"ticket": 1}, {}, {"ticket": 2}).totals
    assert totals.minted == {Asset("gold", None, "gift"): 10, Asset("owned.esprit", "droplet", "draw"): 6}
    assert totals.burnt == {Asset("ticket", None, "price"): 2}


def test_a_counter_that_begins_anew_is_noted_with_what_it_had_reached() -> None:
    spent = Assign((Write("attempts", None, Const(integer(-9, 9), -3), add=True),), counts=True)
    met = _play((spent,), {"attempts": 3}, {"attempts": 5}, {"attempts": 3}).ledger.met
    assert [(line.slot, line.rows.tolist(), line.amounts.tolist()) for line in met] == [
        (GAME.slot("attempts").index, [0, 2], [3, 3])
    ]
    assert _play((spent,), {"attempts": 5}).ledger.met == []


def test_only_the_rows_that_are_named_play() -> None:
    frame = frame_of(GAME, [State.of(GAME, {"gold": row}) for row in range(3)], [Moment(0, 0)] * 3)
    rows = np.array([2, 0])
    program = Program("act", (), (("do", (GOLD,)),))
    outcomes = Executor(GAME).play(program, frame, {}, 1, column_hash.start(rows), rows)
    assert [state.named().get("gold") for state in states_of(GAME, outcomes.frame)] == [5, 1, 7]


def test_nobody_plays_as_well() -> None:
    pick = Select(Site("x"), "card", Domain("kind", 12, kind="esprit"), "it")
    outcomes = _play((GOLD, pick, PRICE))
    assert outcomes.reason.tolist() == []
    assert states_of(GAME, outcomes.frame) == []


@pytest.mark.parametrize("most", [0, 2, 30, 99])
def test_one_of_few_is_the_same_for_one_and_for_many(most: int) -> None:
    card, it = record("esprit"), Domain("kind", 12, kind="esprit")
    held = Compare(BOOL, ">", Cell(COUNT, "owned.esprit", Local(card, "it")), const(most))
    keep = If(
        Function(BOOL, "has", (Local(card.maybe(), "card"),)),
        (Give((Row("owned.esprit", Local(card, "card"), const(3)),), why="draw"),),
        (GOLD,),
    )
    program = Program("act", (), (("do", (Select(Site("x"), "card", it, "it", held), keep)),))
    states, moments = random_states(Random(most), GAME, 80), random_moments(Random(5), 80)
    assert disagreement(Made(GAME, program, states, moments, {}, 11, faulty=False)) == ""


def test_a_program_is_assembled_once_and_begins_afresh() -> None:
    executor, state = Executor(GAME), State.of(GAME, {"gold": 1})
    program = Program("act", (), (("do", (GOLD,)),))
    for _ in range(2):
        frame = frame_of(GAME, [state], [Moment(0, 0)])
        outcomes = executor.play(program, frame, {}, 1, column_hash.start(frame.me))
        assert states_of(GAME, outcomes.frame) == [State.of(GAME, {"gold": 6})]
    assert len(executor._assembled) == 1


def test_states_are_the_same_as_columns_and_back() -> None:
    states = random_states(Random(1), GAME, 20)
    frame = frame_of(GAME, states, random_moments(Random(2), 20))
    assert states_of(GAME, frame) == states


def test_a_kind_without_records_has_cells_that_nobody_reads() -> None:
    slots = (Slot(0, "lit", integer(0, 3), "lamp"), Slot(1, "gold", integer()))
    catalogue = Catalogue({"lamp": Kind("lamp", ())}, slots, {})
    states = [State(catalogue, [{}, NONE])]
    assert states_of(catalogue, frame_of(catalogue, states, [Moment(0, 0)])) == states
