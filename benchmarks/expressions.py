"""Compiled expressions of the default game against lambdas that one would write for them by hand.

Both give the same value in the same states; the lambda's is rounded by the same rule, since that is part of
what is meant. The ratio is the geometric mean over all expressions.
"""
# ruff: noqa: ARG005, N803 - lambdas take what compiled code takes, by the names that it uses

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any

from benchmarks.frame import Verdict, race
from benchmarks.recorded import shipped
from engine.state import State
from rules.expression.infer import read
from rules.expression.node import Node
from rules.expression.scalar import ScalarCode
from rules.expression.scope import Scope
from rules.expression.type import integer, number, record
from rules.number import floor, nearest
from rules.program.moment import Moment
from rules.ruleset import Ruleset

MOST = 1.0
TIMES = 4_000
MOMENT = Moment(1_768_000_000_000, 20_463, 1)
HELD = {
    "level": 31,
    "xp": 51_000,
    "wins": 140,
    "leader": "cinderling",
    "streak": 9,
    "points": {"attack": 40, "vigour": 12},
}
Lambda = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Case:
    """An expression of locals `e`, `n` and `x`, and the same by hand."""

    text: str
    by_hand: Lambda


def measure(_: int | None) -> Verdict:
    """Time every expression."""
    ruleset = shipped("reve")
    state = _state(ruleset)
    ratios = [_ratio(ruleset, state, case) for case in cases(ruleset)]
    mean = prod(ratios) ** (1 / len(ratios))
    return Verdict(f"{len(ratios)} expressions", mean, mean <= MOST)


def _ratio(ruleset: Ruleset, state: State, case: Case) -> float:
    scope = Scope(
        ruleset.definitions.vocabulary,
        params={"e": record("esprit"), "n": integer(1, 200), "x": number(0, 1000)},
    )
    node = read(case.text, scope)
    assert isinstance(node, Node), node
    compiled = ScalarCode(ruleset.catalogue).function(node, ("e", "n", "x"))
    cells = state.cells
    for args in ((0, 3, 0.7), (7, 150, 812.25), (90, 31, 99.999)):
        assert compiled(cells, MOMENT, *args) == case.by_hand(cells, MOMENT, *args), case.text
    ratio = race(_calls(compiled, cells), _calls(case.by_hand, cells), rounds=9).ratio
    print(f"  {ratio:.2f} x  {case.text}")
    return ratio


def _calls(function: Lambda, cells: list[Any]) -> Callable[[], None]:
    def run() -> None:
        for _ in range(TIMES):
            function(cells, MOMENT, 7, 31, 99.5)

    return run


def _state(ruleset: Ruleset) -> State:
    esprits = ruleset.catalogue.kinds["esprit"].ids
    held = {name: 1 + number % 4 for number, name in enumerate(esprits) if number % 3 == 1}
    stars = {name: number % 5 for number, name in enumerate(esprits) if number % 3 == 1 and number % 5}
    return State.of(ruleset.catalogue, {**HELD, **held, "leader": esprits[1], "stars": stars})


def cases(ruleset: Ruleset) -> list[Case]:
    """Return the expressions; by hand, columns and slots' numbers are names at hand, as in compiled code."""
    catalogue = ruleset.catalogue
    at = {slot.name: slot.index for slot in catalogue.slots}
    esprit, tier = catalogue.kinds["esprit"], catalogue.kinds["tier"]
    attack, tiers, elements = (esprit.columns[name] for name in ("attack", "tier", "element"))
    order, times = tier.columns["order"], tier.columns["multiplier"]
    owned, stars, level, leader = at["owned.esprit"], at["stars"], at["level"], at["leader"]
    xp, wins, points = at["xp"], at["wins"], at["points"]
    fire = catalogue.kinds["element"].codes["fire"]
    skill = catalogue.kinds["skill"].codes["attack"]
    every = range(len(esprit.ids))
    return [
        Case("e.attack + 2 * level", lambda C, W, e, n, x: attack[e] + 2 * C[level]),
        Case(
            "floor(e.attack * e.tier.multiplier * (1 + 0.1 * stars(e)))",
            lambda C, W, e, n, x: floor(attack[e] * times[tiers[e]] * (1 + 0.1 * C[stars].get(e, 0))),
        ),
        Case(
            "clamp(0.95 - 0.03 * e.tier.order, 0.1, 0.95)",
            lambda C, W, e, n, x: max(0.1, min(0.95, 0.95 - 0.03 * order[tiers[e]])),
        ),
        Case("min(n + 3, level) - max(n, 7)", lambda C, W, e, n, x: min(n + 3, C[level]) - max(n, 7)),
        Case("round(x * 0.29) + n % 7", lambda C, W, e, n, x: nearest(x * 0.29) + n % 7),
        Case(
            "owned(e) > 1 and stars(e) < 5 and e.tier.order < 18",
            lambda C, W, e, n, x: C[owned].get(e, 0) > 1 and C[stars].get(e, 0) < 5 and order[tiers[e]] < 18,
        ),
        Case(
            "leader.tier.order if has(leader) and leader.element == e.element else 0",
            lambda C, W, e, n, x: (
                order[tiers[C[leader]]] if C[leader] >= 0 and elements[C[leader]] == elements[e] else 0
            ),
        ),
        Case(
            "count(o for o in esprit if owned(o) > 0)",
            lambda C, W, e, n, x: sum(C[owned].get(o, 0) > 0 for o in every),
        ),
        Case(
            "sum(owned(o) * o.attack for o in esprit)",
            lambda C, W, e, n, x: sum(count * attack[o] for o, count in C[owned].items()),
        ),
        Case(
            "any(owned(o) > 3 for o in esprit if o.element == fire)",
            lambda C, W, e, n, x: any(C[owned].get(o, 0) > 3 for o in every if elements[o] == fire),
        ),
        Case(
            "60 * n * 2 if xp >= 100 * n and wins >= n else xp",
            lambda C, W, e, n, x: 60 * n * 2 if C[xp] >= 100 * n and C[wins] >= n else C[xp],
        ),
        Case(
            "points(skill.attack) * 0.001 + x / 2",
            lambda C, W, e, n, x: C[points].get(skill, 0) * 0.001 + x / 2,
        ),
    ]
