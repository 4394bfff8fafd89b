"""A 90-step pity chain, a ten-pull with two guarantees, 10^5 states -> their odds; against a loop by hand.

The baseline walks the same 90 steps over a list of doubles, and knows nothing else.
"""

from __future__ import annotations

import gc
from dataclasses import replace
from fractions import Fraction
from time import process_time

from benchmarks.frame import Verdict, race
from engine.distribution.question import Watch
from engine.odds.chain import Draw
from engine.odds.report import hit, report
from engine.odds.walk import Hit
from engine.state import State
from rules.expression.type import integer
from rules.program.catalogue import Catalogue
from rules.program.guarantee import Guarantee
from rules.program.slot import Slot
from tests.engine.odds.tables import FIVE, FOUR, GAME, MOMENT, SLOTS, WISH, draw, half, table, times

MOST_ONE = 0.020
MOST_TEN = 0.100
MOST_WIDE = 5.0
COUNTERS = (("two counters to 316", 316, 316), ("one to 1,000, one to 100", 1000, 100))
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
    slowest = max(scale(*each) for each in COUNTERS)
    reached = chain.ours < MOST_ONE and pull.ours < MOST_TEN and slowest < MOST_WIDE
    return Verdict(f"{chain.ours * 1000:.1f} ms and {pull.ours * 1000:.1f} ms", chain.ratio, reached)


def scale(what: str, five: int, four: int) -> float:
    """Return how many seconds of a processor the odds of a chain of some 10^5 states take."""
    slots = (Slot(0, "pity5", integer(0, five - 1)), Slot(1, "pity4", integer(0, four - 1)), *SLOTS[2:])
    game = Catalogue(GAME.kinds, slots, {})
    soft = replace(FIVE, soft_from=five - five // 5, soft_add=Fraction(5, five), by=five)
    steps = table("wish", WISH, [soft, Guarantee("four", "pity4", by=four)])
    gc.disable()  # as `reve odds` does: what it makes is all kept until it ends
    start = process_time()
    found = report(Draw(game, steps, State.of(game, {}).cells, MOMENT), Watch(frozenset({"wish.five"})))
    taken = process_time() - start
    gc.enable()
    assert found.hit is not None
    told = f"within {found.error:.0e} of itself, when it comes within {found.hit.error:.0e}"
    print(f"  {found.states:,} states ({what}): {taken:.2f} s; each rate {told}")
    return taken


def by_hand() -> list[float]:
    """Return the chance that the first five-star comes at each pull."""
    left, found = 1.0, []
    for pull in range(1, 91):
        soft = max(0, pull - 73) * Fraction(6, 100)
        chance = 1.0 if pull == 90 else min(1.0, float(Fraction(6, 1000) + soft))
        found.append(left * chance)
        left *= 1 - chance
    return found
