"""Shares of states are the same whichever way they are worked out, and no further off than is said."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from engine.distribution.question import Mass, Question, Watch
from engine.odds import stationary as module
from engine.odds.chain import Chain, Row, build
from engine.odds.rates import shares
from engine.odds.stationary import stationary
from engine.odds.walk import first_hit
from rules.program.guarantee import Guarantee
from tests.engine.odds.tables import WISH, F, draw, half, table

Rows = list[dict[int, Fraction]]
LAYERS, WIDTH = 10, 1024


def scattered(random: Random) -> Rows:
    """Return a chain that may end in several classes, or never leave the first state."""
    size, rows = random.randint(1, 14), []
    for _ in range(size):
        weights = [0] * size
        for _ in range(random.choice((1, 1, 2, 3, size))):
            weights[random.randrange(size)] += random.randint(1, 9)
        rows.append({to: F(weight, sum(weights)) for to, weight in enumerate(weights) if weight})
    return rows


def in_doubles(rows: Sequence[dict[int, Fraction]]) -> list[dict[int, Mass]]:
    return [{to: float(chance) for to, chance in row.items()} for row in rows]


@pytest.mark.parametrize("arrays_from", [2, 10**9])
def test_doubles_are_as_near_to_rationals_as_they_say(
    monkeypatch: pytest.MonkeyPatch, arrays_from: int
) -> None:
    monkeypatch.setattr(module, "_DENSE_FROM", arrays_from)
    random = Random(20_260_109)
    for _ in range(300):
        rows = scattered(random)
        exact, quick = stationary([dict(row) for row in rows]), stationary(in_doubles(rows))
        assert exact.error == 0 < quick.error < 1e-11
        for share, near in zip(exact.shares, quick.shares, strict=True):
            assert abs(float(near) - float(share)) <= quick.error * float(share)


def test_rational_shares_are_left_as_they_are_by_a_draw() -> None:
    random = Random(7)
    for _ in range(100):
        rows = scattered(random)
        found = stationary([dict(row) for row in rows]).shares
        after = [Fraction(0)] * len(rows)
        for share, row in zip(found, rows, strict=True):
            for to, chance in row.items():
                after[to] += Fraction(share) * chance
        assert after == found
        assert sum(found) == 1


def layered(random: Random, number: type[Fraction | float]) -> Chain:
    """Return a chain of 10^4 states: from layer to layer, a hit on the way back to the first state."""
    rows: list[Row] = [{(1 + place, 0): number(F(1, WIDTH)) for place in range(WIDTH)}]
    for layer in range(LAYERS):
        for place in range(WIDTH):
            back = 16 if layer == LAYERS - 1 else random.randint(1, 8)
            aside = random.randint(0, 16 - back)
            onward = 1 + (layer + 1) * WIDTH
            row: Row = {(0, 1): number(F(back, 16))}
            if aside:
                row[onward + (place + 1) % WIDTH, 0] = number(F(aside, 16))
            if 16 - back - aside:
                row[onward + place, 0] = number(F(16 - back - aside, 16))
            rows.append(row)
    return Chain((), [()] * len(rows), number is Fraction, rows)


@pytest.mark.parametrize("missing", [(), ("engine.odds.dense", "engine.odds.flow")])
def test_ten_thousand_states_in_doubles_are_those_in_rationals(
    monkeypatch: pytest.MonkeyPatch, missing: tuple[str, ...]
) -> None:
    for name in missing:
        monkeypatch.setitem(sys.modules, name, None)
    exact, quick = layered(Random(1), Fraction), layered(Random(1), float)
    known, near = shares(exact), shares(quick)
    assert len(known.shares) > 10_000
    assert sum(known.shares) == 1
    for share, found in zip(known.shares, near.shares, strict=True):
        assert found == pytest.approx(float(share), rel=1e-12)
    hit = first_hit(quick)
    assert hit.mean == pytest.approx(float(1 / known.shares[0]), rel=1e-12)
    assert hit.certain == LAYERS + 1
    assert hit.error < 1e-11
    assert hit.pmf == pytest.approx([float(chance) for chance in walked(exact)], rel=1e-12)


def walked(chain: Chain) -> list[Fraction]:
    """Return at which draw the first hit comes, with rationals."""
    left, found = {0: F(1)}, []
    while left:
        after: dict[int, Fraction] = {}
        hit = F(0)
        for state, mass in left.items():
            for (to, hits), chance in chain.rows[state].items():
                if hits:
                    hit += mass * Fraction(chance)
                else:
                    after[to] = after.get(to, F(0)) + mass * Fraction(chance)
        left = after
        found.append(hit)
    return found


def test_a_chain_of_two_counters_is_built_of_rationals_and_of_doubles_alike() -> None:
    rows = [
        Guarantee("five", "pity5", soft_from=60, soft_add=F(6, 100), by=90),
        Guarantee("four", "pity4", by=10),
    ]
    made = draw(table("wish", WISH, rows, {"five": half(), "four": half("four")}))
    question = Question(watch=Watch(frozenset({"wish.five.featured"})))
    exact, quick = build(made, question), build(made, replace(question, exact=False))
    assert isinstance(exact, Chain)
    assert isinstance(quick, Chain)
    assert exact.states == quick.states
    for row, near in zip(exact.rows, quick.rows, strict=True):
        assert near == pytest.approx({move: float(chance) for move, chance in row.items()}, rel=1e-14)


def test_where_there_is_no_numpy_the_same_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_DENSE_FROM", 2)
    rows = in_doubles(scattered(Random(3)))
    with_it = stationary(rows)
    monkeypatch.setitem(sys.modules, "engine.odds.dense", None)
    assert stationary(rows).shares == pytest.approx(with_it.shares, rel=1e-13)
