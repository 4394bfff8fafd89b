"""Of a thousand seeds, 95 in a hundred intervals hold what exact odds say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import inf

import numpy as np
import pytest

from engine.columns.frame import frame_of
from engine.columns.run import Executor
from engine.distribution.question import Gain, Mark
from engine.lab.interval import Interval, looks, mean, proportion, ratio
from engine.odds.chain import Draw
from engine.odds.rates import Rates, per_draw
from engine.state import State
from rules.expression import column_hash
from rules.expression.column_array import Array
from rules.program.moment import Moment
from rules.program.node import Program
from tests.games import game

SEEDS, PLAYERS, CONFIDENCE = 1000, 300, 0.95
MOMENT = Moment(0, 20_462, 1)
GAME = game("lootbox")


def drawn(box: str) -> Iterator[tuple[Array, Array]]:
    """Yield for each seed what players found: pennies, and trinkets by record; everybody opens one box."""
    catalogue, executor = GAME.catalogue, Executor(GAME.catalogue)
    opening = GAME.programs["rummage"]
    program = Program("open", opening.params, (("do", opening.phase("do")),))
    params = {"lootbox": np.full(PLAYERS, GAME.catalogue.kinds["lootbox"].codes[box])}
    moments = [Moment(0, 20_462, row, 1) for row in range(PLAYERS)]
    frame = frame_of(catalogue, [State.empty(catalogue)] * PLAYERS, moments)
    trinkets, pennies = (catalogue.slot(name).index for name in ("owned.trinket", "owned.cash"))
    coordinate = column_hash.start(frame.me)
    for seed in range(SEEDS):
        for cells in frame.cells:
            cells[:] = 0
        frame.forget()
        executor.play(program, frame, params, seed, coordinate.copy())
        yield frame.cells[pennies].sum(axis=0), frame.cells[trinkets].copy()


def rates(box: str) -> Rates:
    state, code = State.empty(GAME.catalogue), GAME.catalogue.kinds["lootbox"].codes[box]
    steps = GAME.programs["rummage"].phase("do")
    found = per_draw(Draw(GAME.catalogue, steps, state.cells, MOMENT, {"lootbox": code}))
    assert isinstance(found, dict)
    return found


def given(box: str, slot: str) -> Fraction:
    return sum(
        (Fraction(n) for seen, n in rates(box).items() if isinstance(seen, Gain) and seen.slot == slot),
        Fraction(0),
    )


def held(box: str, truth: Fraction, interval: Callable[[Array, Array], Interval]) -> float:
    """Return how many of the seeds' intervals hold the truth."""
    found = [interval(pennies, trinkets) for pennies, trinkets in drawn(box)]
    return sum(each.low <= truth <= each.high for each in found) / SEEDS


def of_grade(grade: str) -> list[int]:
    kind = GAME.catalogue.kinds["trinket"]
    code = GAME.catalogue.kinds["grade"].codes[grade]
    return [number for number, each in enumerate(kind.columns["grade"]) if each == code]


def test_intervals_of_a_proportion_hold_the_odds_of_a_table() -> None:
    rare = of_grade("splendid")
    truth = Fraction(rates("crate")[Mark("any_trinket.splendid")])
    share = held("crate", truth, lambda _, got: proportion(int(got[rare].sum()), PLAYERS, CONFIDENCE))
    assert truth == Fraction(7, 100)
    assert 0.93 <= share <= 0.97


def test_intervals_of_a_mean_hold_the_odds_of_a_table() -> None:
    def interval(pennies: Array, _: Array) -> Interval:
        return mean(PLAYERS, int(pennies.sum()), int((pennies * pennies).sum()), CONFIDENCE)

    truth = given("trunk", "owned.cash")
    assert truth == 15
    assert 0.93 <= held("trunk", truth, interval) <= 0.97


def test_intervals_of_a_ratio_hold_the_odds_of_a_table() -> None:
    def interval(pennies: Array, trinkets: Array) -> Interval:
        x, v = pennies, trinkets.sum(axis=0)
        sums = [int(each.sum()) for each in (x, v, x * x, x * v, v * v)]
        return ratio(PLAYERS, sums[0], sums[1], sums[2], sums[3], sums[4], CONFIDENCE)

    truth = given("trunk", "owned.cash") / given("trunk", "owned.trinket")
    assert truth == Fraction(15) / Fraction(7, 2)
    assert 0.93 <= held("trunk", truth, interval) <= 0.97


def test_intervals_do_not_hold_what_is_not_true() -> None:
    rare = of_grade("splendid")
    share = held(
        "crate",
        Fraction(10, 100),
        lambda _, got: proportion(int(got[rare].sum()), PLAYERS, CONFIDENCE),
    )
    assert share < 0.93


@pytest.mark.parametrize(
    ("found", "low", "high"),
    [
        (proportion(10, 100, 0.95), 0.0552291, 0.1743657),
        (proportion(0, 50, 0.95), 0.0, 0.0713476),
        (proportion(50, 50, 0.95), 0.9286524, 1.0),
        (proportion(0, 0, 0.95), 0.0, 1.0),
        (mean(10, 55, 385, 0.95), 3.3341494, 7.6658506),
        (mean(10, 55, 385, 0.99), 2.388522, 8.611478),
        (mean(7, 21, 63, 0.95), 3.0, 3.0),
        (mean(1, 4, 16, 0.95), -inf, inf),
        (ratio(1, 4, 2, 16, 8, 4, 0.95), -inf, inf),
        (ratio(9, 4, 0, 16, 0, 0, 0.95), -inf, inf),
    ],
)
def test_intervals_are_those_of_the_books(found: Interval, low: float, high: float) -> None:
    assert (found.low, found.high) == pytest.approx((low, high), rel=3e-3, abs=1e-4)


def test_a_ratio_over_equal_visits_is_a_mean() -> None:
    values = [3, 1, 4, 1, 5, 9, 2, 6]
    x, xx, n = sum(values), sum(value * value for value in values), len(values)
    one = mean(n, x, xx, 0.9)
    other = ratio(n, x, 2 * n, xx, 2 * x, 4 * n, 0.9)
    assert (2 * other.low, 2 * other.high) == pytest.approx((one.low, one.high), rel=1e-12)


def test_sums_too_great_for_doubles_lose_nothing() -> None:
    far = 10**12
    near = mean(4, 10, 30, 0.95)
    moved = mean(4, 10 + 4 * far, 30 + 2 * far * 10 + 4 * far * far, 0.95)
    assert moved.high - moved.value == pytest.approx(near.high - near.value, abs=2e-4)


def test_looks_share_the_error_between_them() -> None:
    assert looks(0.95) == pytest.approx(1 - 0.05 / 8)
    assert 8 * (1 - looks(0.99)) == pytest.approx(0.01)
    assert looks(0.9, 1) == pytest.approx(0.9)
