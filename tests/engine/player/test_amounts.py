"""Give and Take: what does not fit is cut and said, what is lacking refuses, equal cells add up."""

from __future__ import annotations

from typing import Any

import pytest

from engine.outcome import Cut, Given, Lack, Taken
from rules.expression.node import Local, Tallied, const
from rules.expression.type import COUNT, integer
from rules.program.node import Assign, Emit, Give, Let, Row, Take, Tally, Write
from tests.engine.player.small import MOMENT, cell, item, local, run

COIN = Row("coins", None, const(10))


def test_what_does_not_fit_is_cut_and_reported() -> None:
    step = Give((COIN, Row("owned.item", item("axe"), const(9))), tally="got", why="gift")
    count = Assign((Write("free", None, Tallied(COUNT, "got", "owned.item", item("axe"))),))
    run_ = run(step, count, given={"coins": 95, "axe": 2})
    assert run_.named == {"coins": 100, "axe": 5, "free": 3}
    assert run_.accepted.events == (
        Cut("coins", None, 5, "gift"),
        Given("coins", None, 5, "gift"),
        Cut("owned.item", "axe", 6, "gift"),
        Given("owned.item", "axe", 3, "gift"),
    )


def test_nothing_is_given_where_nothing_fits() -> None:
    run_ = run(Give((COIN,)), given={"coins": 100})
    assert run_.accepted.events == (Cut("coins", None, 10),)
    above = run(Give((Row("owned.item", item("axe"), const(1)),)), given={"axe": 7})
    assert above.named == {"axe": 7}
    assert above.accepted.events == (Cut("owned.item", "axe", 1),)


def test_an_amount_of_0_does_nothing() -> None:
    assert run(Give((Row("coins", None, const(0)),), tally="got")).accepted.events == ()


def test_what_has_no_upper_bound_is_never_cut() -> None:
    run_ = run(Give((Row("free", None, const(10**15)), Row("tall", None, const(1)))))
    assert run_.named == {"free": 10**15, "tall": 3}


def test_amounts_are_read_before_the_first_is_given() -> None:
    step = Give(
        (
            Row("coins", None, const(5)),
            Row("free", None, cell("coins")),
            Row("owned.item", cell("pick"), const(1)),
        )
    )
    assert run(step, given={"coins": 1, "pick": "bow"}).named == {
        "coins": 6,
        "free": 1,
        "bow": 1,
        "pick": "bow",
    }


def test_two_amounts_are_read_before_the_first_is_given() -> None:
    step = Give((Row("coins", None, const(5)), Row("free", None, cell("coins"))))
    assert run(step, given={"coins": 1}).named == {"coins": 6, "free": 1}


def test_a_tally_counts_what_nobody_gets() -> None:
    steps = (
        Tally("got"),
        Give(
            (Row("coins", None, const(7)), Row("owned.item", item("cup"), const(90))),
            tally="got",
            nobody=True,
        ),
        Give((Row("coins", None, const(0)),), tally="got", nobody=True),
        Assign((Write("free", None, Tallied(COUNT, "got")),)),
        Emit("say", "got", (("got", Local(COUNT.within(0, 1), "got")),)),
    )
    assert run(*steps).named == {"free": 97}


def test_a_gift_goes_to_the_other_and_is_cut_by_his_bounds() -> None:
    step = Give(
        (COIN, Row("owned.item", item("axe"), const(2)), Row("free", None, const(1))),
        to=local("who"),
        why="gift",
    )
    run_ = run(step, params={"who": 8}, players={8: {"coins": 92}})
    assert run_.named == {}
    assert run_.accepted.others[8].named() == {"coins": 100, "axe": 2, "free": 1}
    assert run_.accepted.events[:2] == (Cut("coins", None, 2, "gift", 8), Given("coins", None, 8, "gift", 8))


def test_a_gift_to_oneself_is_ones_own() -> None:
    run_ = run(Give((COIN,), to=const(MOMENT.me)))
    assert run_.named == {"coins": 10}
    assert run_.accepted.others == {}


def test_equal_assets_add_up_before_they_are_looked_at() -> None:
    take = Take(
        (Row("owned.item", local("a"), const(1)), Row("owned.item", local("b"), const(1))), why="fuse"
    )
    short = run(take, params={"a": 0, "b": 0}, given={"axe": 1}).refused
    assert (short.reason, short.rows, short.lacking) == (
        "short",
        ("short",),
        (Lack("owned.item", "axe", 1, 2),),
    )
    enough = run(take, params={"a": 0, "b": 0}, given={"axe": 3})
    assert enough.named == {"axe": 1}
    assert enough.accepted.events == (Taken("owned.item", "axe", 2, "fuse"),)
    assert run(take, params={"a": 0, "b": 1}, given={"axe": 1, "bow": 1}).named == {}


TAKEN: tuple[tuple[tuple[Row, ...], dict[str, Any], dict[str, Any]], ...] = (
    ((COIN, COIN), {"coins": 25}, {"coins": 5}),
    (
        (Row("owned.item", item("axe"), const(1)), Row("owned.item", item("bow"), const(2))),
        {"axe": 1, "bow": 3},
        {"bow": 1},
    ),
    (
        (Row("owned.item", item("axe"), const(1)), Row("owned.item", item("axe"), const(2))),
        {"axe": 4},
        {"axe": 1},
    ),
    (
        tuple(Row("owned.item", item(id_), const(1)) for id_ in ("axe", "bow", "axe")),
        {"axe": 3, "bow": 1},
        {"axe": 1},
    ),
    ((Row("coins", None, cell("level")), COIN), {"coins": 20, "level": 3}, {"coins": 7, "level": 3}),
    ((Row("coins", None, const(0)),), {}, {}),
    ((Row("credit", None, const(4)),), {}, {"credit": -4}),
    ((), {"coins": 1}, {"coins": 1}),
)


@pytest.mark.parametrize(("rows", "given", "expected"), TAKEN)
def test_what_is_there_is_taken(
    rows: tuple[Row, ...], given: dict[str, Any], expected: dict[str, Any]
) -> None:
    run_ = run(Take(rows), given=given)
    run_.accepted  # noqa: B018 - it asserts
    assert run_.named == expected


def test_everything_lacking_is_listed_and_nothing_is_taken() -> None:
    rows = (
        COIN,
        Row("owned.item", item("axe"), const(1)),
        Row("credit", None, const(6)),
        Row("free", None, const(0)),
    )
    refused = run(Take(rows, reason="poor"), given={"coins": 3}).refused
    assert refused.reason == "poor"
    assert refused.lacking == (
        Lack("coins", None, 3, 10),
        Lack("owned.item", "axe", 0, 1),
        Lack("credit", None, 5, 6),
    )


def test_equal_assets_add_up_beside_others() -> None:
    rows = tuple(Row("owned.item", item(id_), const(1)) for id_ in ("axe", "axe", "bow"))
    refused = run(Take(rows), given={"axe": 1, "bow": 1}).refused
    assert refused.lacking == (Lack("owned.item", "axe", 1, 2),)


def test_a_check_takes_nothing() -> None:
    assert run(Take((COIN,), check=True), given={"coins": 10}).named == {"coins": 10}
    assert run(Take((COIN,), check=True)).refused.reason == "short"


def test_what_is_there_is_taken_and_the_rest_is_counted_where_taking_is_partial() -> None:
    take = Take((COIN, Row("owned.item", item("axe"), const(1))), partly=True, missing="gone")
    count = Assign(
        (Write("free", None, Tallied(COUNT, "gone", "coins")), Write("level", None, Tallied(COUNT, "gone")))
    )
    run_ = run(take, count, given={"coins": 4, "axe": 1})
    assert run_.named == {"free": 6, "level": 6}
    assert run_.accepted.events == (Taken("coins", None, 4), Taken("owned.item", "axe", 1))
    assert run(Take((COIN,), partly=True), given={"coins": 40}).named == {"coins": 30}


@pytest.mark.parametrize(
    "step",
    [Give((Row("coins", None, local("n", integer())),)), Take((Row("coins", None, local("n", integer())),))],
)
def test_an_amount_below_0_is_a_fault(step: Give | Take) -> None:
    refused = run(Let("n", const(-1)), step).refused
    assert (refused.reason, refused.message) == ("fault", "an amount of `coins` would be -1, below 0")
