"""A drawn table, a player and a hope -> all that an odds page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from engine.distribution.question import MOST_STATES, Gain, Loss, Mark, Question, Seen, TooWide, Watch
from engine.odds.chain import Chain, Draw, build, lasting
from engine.odds.pull import Pulls, pulls
from engine.odds.rates import Rates, in_the_long_run, per_draw, rounded, shares
from engine.odds.walk import Hit, first_hit, in_draws
from rules.program.node import Steps


@dataclass(frozen=True, slots=True)
class Rate:
    """How many a draw gives on average: the player's next one, exactly, and one among very many."""

    next: Fraction
    long_run: float | None = None  # None where the chain was too wide


@dataclass(frozen=True, slots=True)
class OddsReport:
    """The odds of one draw for one player.

    *entries*: by the name that a table marks. *assets*: by slot and code (-1 for none). *costs*: what a draw
    takes, likewise. *hit*: when what is watched comes, in draws of *pulls* pulls. *slots*: what the odds hang
    on; *states*: how many states of it there are. *wide* says what forced more than are looked at. Every
    long-run rate is within *error* of the truth, as a part of itself; rates of the next draw are exact.
    """

    entries: Mapping[str, Rate]
    assets: Mapping[tuple[str, int], Rate]
    costs: Mapping[tuple[str, int], Fraction]
    pulls: int = 1
    hit: Hit | None = None
    slots: tuple[str, ...] = ()
    states: int = 0
    refused: Mapping[str, float] = field(default_factory=dict)
    wide: TooWide | None = None
    error: float = 0.0

    def cost(self) -> dict[tuple[str, int], float] | None:
        """Return the expected cost of all copies of what is watched, None if they may never come."""
        if self.hit is None or self.hit.mean is None:
            return None
        mean = self.hit.mean
        return {asset: float(amount) * mean for asset, amount in self.costs.items()}


def report(
    draw: Draw, watch: Watch | None = None, copies: int = 1, cost: Steps = (), most: int = MOST_STATES
) -> OddsReport:
    """Work the odds out; *cost* are the steps that one draw is paid with, read for the same player."""
    taken, following = per_draw(replace(draw, steps=cost)), per_draw(draw)
    if isinstance(following, TooWide):
        return OddsReport({}, {}, {}, wide=following)
    if isinstance(taken, TooWide):
        return OddsReport({}, {}, {}, wide=taken)
    costs = _sum(_losses(taken), _losses(following))
    asked = Question(watch=watch, most=copies, rates=True, exact=False)
    pull = pulls(draw, asked)
    question = replace(asked, slots=lasting(pull.draw, asked), rates=False)
    chain = build(pull.draw, question, most)
    if isinstance(chain, TooWide):
        return OddsReport(*_rates(following, None, 1), costs, wide=chain)
    return _filled(pull, chain, following, costs, copies if watch else 0)


def hit(draw: Draw, watch: Watch, copies: int = 1, most: int = MOST_STATES) -> Hit | TooWide:
    """Say when what is watched comes; on the slice that this alone needs."""
    question = Question(watch=watch, most=copies, exact=False)
    pull = pulls(draw, question)
    chain = build(pull.draw, question, most)
    return chain if isinstance(chain, TooWide) else in_draws(first_hit(chain, copies), pull.times)


def _filled(
    pull: Pulls, chain: Chain, following: Rates, costs: dict[tuple[str, int], Fraction], copies: int
) -> OddsReport:
    known = shares(chain)
    long_run = in_the_long_run(pull.draw, chain, known)
    wide = long_run if isinstance(long_run, TooWide) else None
    entries, assets = _rates(following, None if isinstance(long_run, TooWide) else long_run, pull.times)
    found = in_draws(first_hit(chain, copies), pull.times) if copies else None
    refused = {reason: float(mass) for reason, mass in chain.refused[0].items()}
    counted, error = len(chain.states), rounded(known)
    return OddsReport(entries, assets, costs, pull.times, found, chain.slots, counted, refused, wide, error)


def _rates(
    following: Rates, long_run: Rates | None, times: int
) -> tuple[dict[str, Rate], dict[tuple[str, int], Rate]]:
    entries, assets = dict[str, Rate](), dict[tuple[str, int], Rate]()
    for seen in sorted({*following, *(long_run or ())}, key=_order):
        later = None if long_run is None else float(long_run.get(seen, 0)) * times
        rate = Rate(Fraction(following.get(seen, 0)), later)
        if isinstance(seen, Mark):
            entries[seen.name] = rate
        elif isinstance(seen, Gain):
            assets[seen.slot, seen.code] = rate
    return entries, assets


def _order(seen: Seen) -> tuple[str, str, int]:
    slot, code = (seen.name, -1) if isinstance(seen, Mark) else (seen.slot, seen.code)
    return type(seen).__name__, slot, code


def _losses(rates: Rates) -> dict[tuple[str, int], Fraction]:
    return {(seen.slot, seen.code): Fraction(n) for seen, n in rates.items() if isinstance(seen, Loss)}


def _sum(
    left: dict[tuple[str, int], Fraction], right: dict[tuple[str, int], Fraction]
) -> dict[tuple[str, int], Fraction]:
    return {
        asset: left.get(asset, Fraction(0)) + right.get(asset, Fraction(0)) for asset in {**left, **right}
    }
