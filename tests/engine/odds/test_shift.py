"""The exact odds of a table before and after a change, and what stands in the way of them."""

from __future__ import annotations

from fractions import Fraction

from engine.odds.shift import shift
from tests.engine.lab.pond import PLAY, pond

DAY = 20_605
_CALLED = PLAY.replace("  pond:\n    pick", "  lake:\n    pick").replace("draw: pond", "draw: lake")


def test_each_entry_is_told_as_it_was_and_as_it_is() -> None:
    found = shift(pond(), pond(PLAY.replace("dot: {weight: 1", "dot: {weight: 4")), "pond", DAY)
    rates = {
        each.name: (each.before and each.before.next, each.after and each.after.next)
        for each in found.entries
    }
    assert rates == {
        "dot": (Fraction(1, 12), Fraction(4, 15)),
        "nothing": (Fraction(2, 12), Fraction(2, 15)),
        "plop": (Fraction(9, 12), Fraction(9, 15)),
    }
    assert [each.name for each in found.things] == ["dot", "plop"]
    assert found.moved


def test_what_cannot_come_has_no_rate() -> None:
    found = shift(pond(), pond(PLAY.replace(", nothing: {weight: 2}", "")), "pond", DAY)
    (gone,) = (each for each in found.entries if each.name == "nothing")
    assert gone.before is not None
    assert gone.after is None
    new = shift(pond(PLAY.replace(", nothing: {weight: 2}", "")), pond(), "pond", DAY)
    assert [each.name for each in new.entries if each.before is None] == ["nothing"]


def test_equal_odds_move_nothing() -> None:
    twice = PLAY.replace("weight: 9", "weight: 18").replace("weight: 1,", "weight: 2,")
    found = shift(pond(), pond(twice.replace("weight: 2}", "weight: 4}")), "pond", DAY)
    assert found.entries
    assert not found.moved


def test_a_table_by_another_id_is_the_same_table() -> None:
    found = shift(pond(), pond(_CALLED), "lake", DAY, "pond")
    assert not found.moved
    assert all(each.before is not None for each in found.entries)
    assert all(each.before is None for each in shift(pond(), pond(_CALLED), "lake", DAY).entries)


def test_a_table_with_parameters_is_that_of_whoever_calls_it() -> None:
    called = PLAY.replace("  pond:\n    pick", "  pond:\n    of: {n: {int: [1, 9]}}\n    pick")
    found = shift(pond(), pond(called.replace("draw: pond", "draw: pond(3)")), "pond", DAY)
    assert found.entries == ()
    assert found.why.startswith("it has parameters")


def test_a_thing_by_another_id_is_the_same_thing() -> None:
    patch = "patches: {called: [{at: frog.dot, rename: spot}]}\n"
    found = shift(pond(), pond(PLAY.replace("weight: 9", "weight: 8") + patch), "pond", DAY)
    assert {each.name: each.before is not None for each in found.things} == {"plop": True, "spot": True}
