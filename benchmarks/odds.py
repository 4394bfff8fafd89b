"""A 90-step pity chain, and a ten-pull with two guarantees -> their exact odds; against a loop by hand.

The baseline walks the same 90 steps over a list of doubles, and knows nothing else.
"""

from __future__ import annotations

from fractions import Fraction

from benchmarks.frame import Verdict, race
from engine.distribution.question import Watch
from engine.odds.report import hit, report
from engine.odds.walk import Hit
from tests.engine.odds.tables import FIVE, FOUR, WISH, draw, half, table, times

MOST_ONE = 0.020
MOST_TEN = 0.100
STARS = Watch(frozenset({"wish.five"}))
FEATURED = Watch(frozenset({"wish.five.featured"}))


def measure(_: int | None) -> Verdict:
    """Work both out; the chain's own chances must be those of the loop."""
    one = draw(table("wish", WISH, [FIVE]))
    ten = draw(times(10, table("wish", WISH, [FIVE, FOUR])))
    three = draw(times(10, table("wish", WISH, [FIVE, FOUR], {"five": half()})))
    found = hit(one, STARS)
    assert isinstance(found, Hit)
    assert all(abs(mine - other) < 1e-12 for mine, other in zip(found.pmf, by_hand(), strict=True))
    chain = race(lambda: report(one, STARS), by_hand, rounds=5)
    pull = race(lambda: report(ten, STARS), by_hand, rounds=3)
    wide = race(lambda: report(three, FEATURED), by_hand, rounds=3)
    print(f"  a ten-pull with a third guarantee inside, 50/50: {wide.ours * 1000:.1f} ms")
    reached = chain.ours < MOST_ONE and pull.ours < MOST_TEN
    return Verdict(f"{chain.ours * 1000:.1f} ms and {pull.ours * 1000:.1f} ms", chain.ratio, reached)


def by_hand() -> list[float]:
    """Return the chance that the first five-star comes at each pull."""
    left, found = 1.0, []
    for pull in range(1, 91):
        soft = max(0, pull - 73) * Fraction(6, 100)
        chance = 1.0 if pull == 90 else min(1.0, float(Fraction(6, 1000) + soft))
        found.append(left * chance)
        left *= 1 - chance
    return found
