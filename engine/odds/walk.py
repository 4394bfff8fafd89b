"""A chain -> at which draw the first hit, or the N-th, comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum

from engine.distribution.question import Mass
from engine.odds.chain import Chain
from engine.odds.stationary import ROUNDING, ROUNDINGS_BEFORE, stationary

# A walk ends where fewer players than this share are still without what they want, or after so many draws.
LEFT_OVER = 1e-12
MOST_DRAWS = 20_000
MOST_MOVES = 10**9
PERCENTS = (50, 90, 99)
_WIDE = 1_000  # from so many states on, arrays are quicker

Moves = list[list[tuple[int, int, float]]]  # from each state: to which, with how many hits, by what chance
_Place = tuple[int, int]  # a state of the chain, and how many hits so far


@dataclass(frozen=True, slots=True)
class Hit:
    """When *copies* of what is watched have been drawn: `pmf[n - 1]` is the chance that it is at draw n.

    *percentiles*: by which draw so many percent have it, None where the walk ended before. *mean* is None if
    it may never come. *certain* is the draw by which it always has. Each chance of *pmf*, and *mean*, is
    within *error* of the truth, as a part of itself: no operation of a walk subtracts.
    """

    copies: int
    pmf: tuple[float, ...]
    mean: float | None
    percentiles: tuple[tuple[int, int | None], ...]
    certain: int | None
    error: float = 0.0

    @property
    def cdf(self) -> tuple[float, ...]:
        """Return the chance to have it by each draw."""
        return tuple(accumulate(self.pmf))


def first_hit(chain: Chain, copies: int = 1, most: int = MOST_DRAWS) -> Hit:
    """Walk from the player's state until nearly everybody has what is watched."""
    moves: Moves = [[(to, hits, float(p)) for (to, hits), p in row.items() if p] for row in chain.rows]
    renewed = _renewed(chain, copies)
    certain = _certain(renewed.onward)
    most = min(most, max(_WIDE, MOST_MOVES // sum(map(len, moves))))
    pmf = walked(moves, copies, most, LEFT_OVER if certain is None or certain > most else 0.0)
    error = _error(renewed, len(pmf))
    if certain == len(pmf):
        mean: float | None = fsum(number * share for number, share in enumerate(pmf, 1))
    else:
        mean, unsure = _mean(renewed)
        error = max(error, unsure)
    return Hit(copies, tuple(pmf), mean, _percentiles(pmf), certain, error)


def walked(moves: Moves, copies: int, most: int, least: float) -> list[float]:
    """Return the chance of completing at each draw, until no more than *least* are left."""
    pmf: list[float] = []
    left = {(0, 0): 1.0}
    while left and sum(left.values()) > least and len(pmf) < most:
        further = _arrays(moves, left, copies, (most - len(pmf), least)) if len(left) > _WIDE else None
        if further is not None:
            return [*pmf, *further]
        left, hit = _draw(moves, left, copies)
        pmf.append(hit)
    return pmf


def _arrays(
    moves: Moves, left: dict[_Place, float], copies: int, until: tuple[int, float]
) -> Iterator[float] | None:
    """Go on with arrays, where NumPy is there to be had."""
    try:
        from engine.odds.flow import flow
    except ImportError:
        return None
    return flow(moves, left, copies, *until)


def _error(renewed: _Renewed, draws: int) -> float:
    """Return by what part a chance after so many draws may be off: all that was rounded on the way."""
    entries = Counter(to for onward in renewed.onward for to in onward)
    completing = sum(chance > 0 for chance in renewed.completing)
    return (draws * (max(entries.values(), default=0) + ROUNDINGS_BEFORE) + completing + 2) * ROUNDING


def in_draws(hit: Hit, times: int) -> Hit:
    """Return when it comes, counted in draws of *times* pulls each."""
    if times == 1:
        return hit
    pmf = tuple(sum(hit.pmf[start : start + times]) for start in range(0, len(hit.pmf), times))
    percentiles = tuple((percent, n and _whole(n, times)) for percent, n in hit.percentiles)
    mean = hit.mean
    if mean is not None:
        seen = sum(n * share for n, share in enumerate(hit.pmf, 1))
        beyond = max(0.0, 1 - sum(hit.pmf))  # of these only the mean is known: they end anywhere in a draw
        later = (mean - seen) / times + beyond * (times - 1) / (2 * times)
        mean = sum(n * share for n, share in enumerate(pmf, 1)) + later
    certain = hit.certain and _whole(hit.certain, times)
    error = 3 * hit.error + (times + 2) * ROUNDING + max(0.0, 1 - sum(hit.pmf))
    return Hit(hit.copies, pmf, mean, percentiles, certain, error)


def _whole(pulls: int, times: int) -> int:
    return -(-pulls // times)


def _draw(moves: Moves, left: dict[_Place, float], copies: int) -> tuple[dict[_Place, float], float]:
    """Return who is where after one more draw, and the chance that it completed."""
    after: dict[_Place, float] = {}
    hit = 0.0
    for (state, had), mass in left.items():
        for to, hits, chance in moves[state]:
            if had + hits >= copies:
                hit += mass * chance
            else:
                place = to, had + hits
                after[place] = after.get(place, 0.0) + mass * chance
    return after, hit


def _percentiles(pmf: Sequence[float]) -> tuple[tuple[int, int | None], ...]:
    cdf = list(accumulate(pmf))
    return tuple(
        (percent, next((n for n, share in enumerate(cdf, 1) if share >= percent / 100 - LEFT_OVER), None))
        for percent in PERCENTS
    )


@dataclass(slots=True)
class _Renewed:
    """The chain of states with hits so far; who is through begins anew, in the first.

    *completing*: the chance that a draw completes. *onward*: where one may be without having completed.
    """

    rows: list[dict[int, Mass]]
    completing: list[float]
    onward: list[set[int]]


def _renewed(chain: Chain, copies: int) -> _Renewed:
    numbers: dict[_Place, int] = {(0, 0): 0}
    found = _Renewed([], [], [])
    for state, had in (queue := [(0, 0)]):
        row: dict[int, Mass] = {}
        onward, complete = set[int](), 0.0
        for (to, hits), chance in chain.rows[state].items():
            through = had + hits >= copies
            place = (0, 0) if through else (to, had + hits)
            if place not in numbers:
                numbers[place] = len(numbers)
                queue.append(place)
            row[numbers[place]] = row.get(numbers[place], 0.0) + float(chance)
            if through:
                complete += float(chance)
            else:
                onward.add(numbers[place])
        found.rows.append(row)
        found.completing.append(complete)
        found.onward.append(onward)
    return found


def _mean(renewed: _Renewed) -> tuple[float | None, float]:
    """Return the expected number of draws, one over the share that complete, and its error.

    None if it may never come: some never come back to where everybody began.
    """
    found = stationary(renewed.rows)
    shares = found.shares
    rate = fsum(share * chance for share, chance in zip(shares, renewed.completing, strict=True) if chance)
    error = found.error + (ROUNDINGS_BEFORE + 4) * ROUNDING
    return (1 / rate if rate and shares[0] else None), error


def _certain(onward: list[set[int]]) -> int | None:
    """Return by which draw all have completed: one after the longest way; None if there is no end to it."""
    entered = [0] * len(onward)
    for targets in onward:
        for to in targets:
            entered[to] += 1
    longest, ready = [1] * len(onward), [at for at, count in enumerate(entered) if not count]
    for at in ready:
        for to in onward[at]:
            longest[to] = max(longest[to], longest[at] + 1)
            entered[to] -= 1
            if not entered[to]:
                ready.append(to)
    return max(longest) if len(ready) == len(onward) else None
