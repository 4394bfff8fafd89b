"""Slices leave out what does not matter; faults, cuts and width come out as values."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.distribution.keyed import EMPTY, Keyed
from engine.distribution.question import Answer, Distribution, Gain, Loss, Mark, Question, TooWide, Watch
from engine.distribution.run import Prepared, distribution
from rules.expression.node import Cell, Const, Domain, Local, Node, const
from rules.expression.type import COUNT, integer
from rules.program.node import (
    Assign,
    Choose,
    Emit,
    Give,
    If,
    Row,
    Select,
    Step,
    Steps,
    Switch,
    Take,
    Tally,
    Uniform,
    Weights,
    Write,
)
from rules.site import Site
from tests.engine.odds.tables import CARD, GAME, MOMENT, card, cell, draw

F = Fraction
DIE = Uniform(Site("die"), "die", const(1), const(6))
DIES = Local(integer(1, 6), "die")


def ask(question: Question, *steps: Step, **held: int) -> Answer:
    found = distribution(GAME, steps, question, draw((), **held).cells, MOMENT)
    assert isinstance(found, Answer)
    return found


def gold(amount: Node) -> tuple[Row, ...]:
    return (Row("gold", None, amount),)


def minus(amount: int) -> Const:
    return Const(integer(-9, 9), amount)


def test_a_roll_that_does_not_reach_the_question_is_not_forked() -> None:
    steps: Steps = (DIE, Give(gold(DIES)), Assign((Write("side", None, const(1)),)))
    found = ask(Question(frozenset({"side"})), *steps)
    assert (found.names, found.states) == (("#side", "~origin"), {(1, 0): 1})
    assert len(ask(Question(frozenset({"gold"})), *steps).states) == 6


def test_equal_states_are_merged_once_a_local_is_dead() -> None:
    parity = Switch(DIES, tuple((Assign((Write("side", None, const(n % 2)),)),) for n in range(7)))
    found = ask(Question(frozenset({"side"})), DIE, parity)
    assert found.states == {(0, 0): F(1, 2), (1, 0): F(1, 2)}


def test_a_local_may_be_asked_for() -> None:
    found = ask(Question(locals=frozenset({"die", "unset"})), DIE)
    assert found.names == ("die", "unset", "~origin")
    assert len(found.states) == 6


def test_doubles_are_used_where_nobody_asks_for_more() -> None:
    found = ask(Question(locals=frozenset({"die"}), exact=False), DIE)
    assert all(type(mass) is float for mass in found.states.values())


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ((Give(gold(minus(-1))),), "fault"),
        ((Take(gold(minus(-1))),), "fault"),
        ((Take(gold(const(9)), "poor"),), "poor"),
        ((Choose(Site("c"), "c", Weights(nodes=(minus(3), minus(-1)))),), "fault"),
        ((Choose(Site("c"), "c", Weights(nodes=(minus(0), minus(0)))),), "fault"),
        ((Uniform(Site("u"), "u", const(3), minus(1)),), "fault"),
        ((Assign((Write("side", None, const(7)),)),), "fault"),
    ],
)
def test_what_refuses_is_counted_apart(steps: Steps, reason: str) -> None:
    found = ask(Question(frozenset({"gold"}), strict=True), *steps)
    assert (found.states, found.refused) == ({}, {(0, reason): 1})


def test_without_strictness_what_is_lacking_is_not_taken() -> None:
    found = ask(Question(frozenset({"gold"})), Take(gold(const(9))), gold=4)
    assert (found.states, found.refused) == ({(0, 0): 1}, {})
    assert ask(Question(frozenset({"side"})), Take(gold(const(9)))).refused == {}


def test_expected_numbers_need_no_states() -> None:
    body: Steps = (Give(gold(DIES)), Take(gold(const(2))), Emit("drawn", "t.six"), Emit("say", "t.six"))
    found = ask(
        Question(rates=True), DIE, If(DIES, body), Take(gold(const(1)), check=True), Give(gold(const(0)))
    )
    assert found.expected == {(0, Gain("gold", -1)): F(7, 2), (0, Loss("gold", -1)): 2, (0, Mark("t.six")): 1}
    assert found.states == {(0,): 1}


def test_hits_are_counted_up_to_what_is_asked_for() -> None:
    watch = Watch(frozenset({"t.a"}), frozenset({("owned.card", 0)}))
    steps: Steps = (
        Emit("drawn", "t.a.deep"),
        Emit("drawn", "t.ab"),
        Give((Row("owned.card", card("ace"), const(1)), Row("owned.card", card("king"), const(5)))),
    )
    assert ask(Question(watch=watch, most=9), *steps).states == {(2, 0): 1}
    assert ask(Question(watch=watch, most=1), *steps).states == {(1, 0): 1}


def test_a_gift_that_nobody_asks_about_is_left_out() -> None:
    rows = (Row("owned.card", card("ace"), const(1)), *gold(const(1)))
    prepared = Prepared(GAME, (Give(rows),), Question(frozenset({"gold"})), draw(()).cells, MOMENT)
    assert prepared.names == ("#gold", "~origin")
    assert ask(Question(frozenset({"side"})), Give(rows)).states == {(0, 0): 1}


def test_too_many_states_are_named_by_what_has_most_values() -> None:
    prepared = Prepared(
        GAME, (DIE, Give(gold(DIES))), Question(frozenset({"gold", "side"})), draw(()).cells, MOMENT
    )
    prepared.compiler.most_states = 5
    wide = prepared.run()
    assert wide == TooWide("die", 6, 5)
    assert isinstance(wide, TooWide)
    assert wide.said == "too wide to reckon with: `die` takes 6 values"


def test_many_states_are_begun_with_at_once_each_with_its_origin() -> None:
    steps: Steps = (Assign((Write("side", None, const(1), add=True),)), Give(gold(const(1))))
    question = Question(frozenset({"side", "gold"}))
    prepared = Prepared(GAME, steps, question, draw((), gold=3).cells, MOMENT)
    start = prepared.starter(("#side", "#lost"))
    begun: Distribution = {start(origin, (side, 9)): F(1, 2) for origin, side in enumerate((1, 0))}
    assert list(begun) == [prepared.start(origin, {"#side": side}) for origin, side in enumerate((1, 0))]
    answer = prepared.run(begun)
    assert isinstance(answer, Answer)
    named = [dict(zip(answer.names, key, strict=True)) for key in answer.states]
    assert named == [{"#side": 2, "#gold": 4, "~origin": 0}, {"#side": 1, "#gold": 4, "~origin": 1}]


def test_a_pool_that_is_too_large_is_named() -> None:
    pick = Select(Site("s"), "s", Domain("upto", 20_000, node=const(20_000)), "n")
    found = distribution(GAME, (pick,), Question(locals=frozenset({"s"})), draw(()).cells, MOMENT)
    assert found == TooWide("s", 20_000, 10_000, "outcomes")


def test_a_pool_may_be_of_the_records_that_cells_hold() -> None:
    pick = Select(Site("s"), "s", Domain("slots", 1, kind="card", slots=("last",)), "it")
    found = ask(Question(locals=frozenset({"s"})), Assign((Write("last", None, card("king")),)), pick)
    assert found.states == {(1, 0): 1}


def test_a_slot_that_nothing_writes_is_a_constant() -> None:
    weights = Weights(rows=((1, 0), (0, 1)), index=cell("side"))
    steps: Steps = (Choose(Site("c"), "c", weights), Assign((Write("lost", None, Local(COUNT, "c")),)))
    found = Prepared(GAME, steps, Question(frozenset({"lost"})), draw((), side=1).cells, MOMENT)
    assert found.names == ("~origin",)
    answer = found.run()
    assert isinstance(answer, Answer)
    assert answer.states == {(1, 0): 1}


def test_a_dict_without_its_defaults_is_equal_however_it_came_about() -> None:
    assert EMPTY.put(3, 1).put(3, 0) == EMPTY
    assert hash(EMPTY.plus(1, 2).plus(1, -2)) == hash(Keyed())
    assert Keyed({1: 5}).put(1, 4, default=4) == {}


def test_a_keyed_slot_is_read_from_the_state() -> None:
    own = Cell(COUNT, "owned.card", Local(CARD, "s"))
    steps: Steps = (
        Select(Site("s"), "s", Domain("kind", 4, kind="card"), "it"),
        Give((Row("owned.card", Local(CARD, "s"), const(1)),)),
        Assign((Write("gold", None, own),)),
    )
    found = ask(Question(frozenset({"gold"})), *steps, ace=4)
    assert found.states == {(5, 0): F(1, 4), (1, 0): F(3, 4)}


def test_a_tally_counts_what_fitted_and_what_was_only_counted() -> None:
    steps: Steps = (
        Tally("t"),
        Give((*gold(const(5)), Row("owned.card", card("ace"), const(2))), "t"),
        Give(gold(const(7)), "t", nobody=True),
    )
    strict = Question(locals=frozenset({"t"}), strict=True)
    assert list(ask(strict, *steps, gold=10**9 - 1).states) == [({(4, -1): 8, (5, 0): 2}, 0)]
    assert list(ask(Question(locals=frozenset({"t"})), *steps).states) == [({(4, -1): 12, (5, 0): 2}, 0)]


def test_a_payment_in_part_counts_what_was_missing() -> None:
    steps: Steps = (
        Take(gold(const(9)), partly=True, missing="m"),
        Take(gold(const(0)), partly=True, missing="m"),
    )
    found = ask(Question(frozenset({"gold"}), frozenset({"m"}), strict=True), *steps, gold=4)
    assert list(found.states) == [(0, {(4, -1): 5}, 0)]
