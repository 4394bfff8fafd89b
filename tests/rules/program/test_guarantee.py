"""Guarantees come out as the rule's words say, and as rationals worked out here by hand."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.expression.node import Binary, Cell, Const, Function
from rules.expression.type import CHANCE_PARTS, integer
from rules.program.guarantee import (
    MOST_WEIGHT,
    Guarantee,
    Tabulation,
    TooManyRows,
    raised,
    tabulate,
    weights,
)

F = Fraction
WISH = {"five": F(6, 1000), "four": F(51, 1000), "three": F(943, 1000)}
FIVE = Guarantee("five", "pity5", soft_from=74, soft_add=F(6, 100), by=90)
FOUR = Guarantee("four", "pity4", by=10)


def made(chances: dict[str, Fraction], *guarantees: Guarantee) -> Tabulation:
    table = tabulate(chances, guarantees)
    assert isinstance(table, Tabulation)
    return table


def shares(table: Tabulation, **counters: int) -> dict[str, Fraction]:
    row = table.rows[table.place(counters)]
    return {entry: F(weight, sum(row)) for entry, weight in zip(table.entries, row, strict=True)}


def test_a_soft_entry_grows_from_its_first_raised_draw_and_is_certain_by_its_last() -> None:
    table = made(WISH, FIVE)
    assert [shares(table, pity5=misses)["five"] for misses in (0, 72, 73, 74, 88)] == [
        F(6, 1000),
        F(6, 1000),
        F(66, 1000),
        F(126, 1000),
        F(966, 1000),
    ]
    assert shares(table, pity5=89) == {"five": 1, "four": 0, "three": 0}
    assert table.digits[0].size == 90


def test_what_an_entry_gains_the_others_lose_in_proportion() -> None:
    assert shares(made(WISH, FIVE), pity5=73)["four"] == F(51, 1000) * (1 - F(66, 1000)) / (1 - F(6, 1000))


def test_a_later_row_takes_nothing_from_an_earlier_rows_entry() -> None:
    table = made(WISH, FIVE, FOUR)
    assert shares(table, pity5=0, pity4=9) == {"five": F(6, 1000), "four": F(994, 1000), "three": 0}
    assert shares(table, pity5=73, pity4=9) == {"five": F(66, 1000), "four": F(934, 1000), "three": 0}
    assert shares(table, pity5=89, pity4=9) == {"five": 1, "four": 0, "three": 0}


def test_what_also_meets_the_guarantee_gives_nothing() -> None:
    card = {"common": F(70, 100), "rare": F(20, 100), "epic": F(8, 100), "legendary": F(2, 100)}
    met = frozenset({"rare", "epic", "legendary"})
    table = made(card, Guarantee("rare", "this_draw", met, by=5))
    assert shares(table, this_draw=3) == card
    assert shares(table, this_draw=4) == {**card, "common": 0, "rare": F(90, 100)}
    assert table.digits[0].met == met


def test_a_soft_entry_without_a_last_draw_ends_where_the_others_have_nothing_left() -> None:
    table = made({"a": F(1, 4), "b": F(3, 4)}, Guarantee("a", "n", soft_from=3, soft_add=F(1, 2)))
    assert [shares(table, n=misses)["a"] for misses in range(5)] == [F(1, 4), F(1, 4), F(3, 4), 1, 1]
    assert table.digits[0].size == 4


def test_a_row_without_soft_or_last_draw_changes_nothing() -> None:
    assert made(WISH, Guarantee("five", "n")).rows == ((6, 51, 943),)


def test_an_entry_that_is_certain_already_gains_nothing() -> None:
    assert made({"a": F(1)}, Guarantee("a", "n", by=3)).rows == ((1,), (1,), (1,))


def test_two_rows_on_one_counter_share_its_digit() -> None:
    table = made(WISH, Guarantee("five", "n", by=3), Guarantee("four", "n", by=2))
    assert [(digit.counter, digit.size, digit.stride) for digit in table.digits] == [("n", 3, 1)]
    assert table.digits[0].met == {"five", "four"}
    assert shares(table, n=1) == {"five": F(6, 1000), "four": F(994, 1000), "three": 0}
    assert shares(table, n=2) == {"five": 1, "four": 0, "three": 0}


def test_an_index_clips_what_may_lie_outside_and_leaves_what_cannot() -> None:
    table = made(WISH, FIVE, FOUR)
    node = table.index(lambda name: Cell(integer(0, 89 if name == "pity5" else 99), name))
    assert isinstance(node, Binary)
    assert isinstance(node.left, Binary)
    assert isinstance(node.left.left, Cell)
    assert isinstance(node.right, Function)
    assert (node.type.lo, node.type.hi) == (0, 899)
    assert isinstance(made(WISH).index(lambda name: Cell(integer(), name)), Const)
    assert table.place({"pity5": 1000, "pity4": -3}) == 890


def test_every_place_is_used_once() -> None:
    table = made(WISH, FIVE, FOUR)
    places = [table.place({"pity5": a, "pity4": b}) for a, b in product(range(90), range(10))]
    assert sorted(places) == list(range(900)) == list(range(len(table.rows)))


def test_too_many_rows_are_named_and_not_made() -> None:
    table = tabulate(WISH, [FIVE, Guarantee("four", "pity4", by=2000)])
    assert table == TooManyRows(180_000, (("pity5", 90), ("pity4", 2000)))


def test_a_row_that_cannot_be_exact_is_rounded_and_says_so() -> None:
    odd = {"a": F(1, (1 << 61) - 1), "b": F(1, 3)}
    odd["c"] = 1 - odd["a"] - odd["b"]
    table = made(odd, Guarantee("a", "n", by=2))
    assert table.rounded == (0,)
    assert table.rows[0] == (0, 333_333_333, 666_666_667)
    assert table.rows[1] == (1, 0, 0)


@pytest.mark.parametrize(
    ("parts", "row"),
    [
        ((F(1, 2), F(1, 2)), (1, 1)),
        ((F(1, 3), F(2, 3)), (1, 2)),
        ((F(1, 4), F(1, 6), F(7, 12)), (3, 2, 7)),
    ],
)
def test_weights_are_the_least_whole_numbers(parts: tuple[Fraction, ...], row: tuple[int, ...]) -> None:
    assert weights(parts) == (row, False)


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=5), st.data())
def test_chances_stay_chances_whatever_is_promised(amounts: list[int], data: st.DataObject) -> None:
    chances = {f"e{place}": F(amount, sum(amounts)) for place, amount in enumerate(amounts)}
    names = st.sampled_from(sorted(chances))
    promises = st.builds(
        Guarantee,
        names,
        st.sampled_from(["m", "n"]),
        st.frozensets(names, max_size=2),
        st.integers(1, 6),
        st.fractions(0, 1, max_denominator=100),
        st.none() | st.integers(1, 8),
    )
    promised = data.draw(st.lists(promises, max_size=3))
    table = tabulate(chances, promised)
    assert isinstance(table, Tabulation | TooManyRows)
    if isinstance(table, TooManyRows):
        return
    for m, n in product(range(12), repeat=2):
        held = {"m": m, "n": n}
        exact = raised(chances, promised, [g.increase(held[g.counter] + 1) for g in promised])
        row = table.rows[table.place(held)]
        assert all(weight >= 0 for weight in row)
        assert sum(row) <= MOST_WEIGHT
        if table.place(held) in table.rounded:
            assert sum(row) == CHANCE_PARTS
            continue
        assert {e: F(w, sum(row)) for e, w in zip(table.entries, row, strict=True)} == exact
