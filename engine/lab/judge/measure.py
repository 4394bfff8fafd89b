"""A sampled target and a summary -> what was measured, and between which numbers the truth lies."""

from __future__ import annotations

from itertools import accumulate
from math import inf

from engine.lab.interval import Interval, mean, proportion, ratio
from engine.lab.judge.wealth import gini, held, top_share
from engine.lab.summary import Summary, bucket
from rules.program.target import Flow, Gini, Reach, Target, Wealth


def measure(target: Target, summary: Summary, confidence: float) -> Interval:
    """Return what a summary of the target's players says of it."""
    match target.measure:
        case Flow() as flow:
            return _flow(flow, summary, confidence)
        case Reach(by=None) as reach:
            there = _there(reach, summary)
            return proportion(there[target.days - 1], summary.players, confidence)
        case Reach() as reach:
            return _day(reach, summary, confidence)
        case Wealth(asset=asset, top=top):
            return top_share(held(summary, asset), top, confidence)
        case Gini(asset=asset):
            return gini(held(summary, asset), confidence)
        case _:
            raise TypeError(f"{target.name} takes no players")


def alike(target: Target, interval: Interval) -> bool:
    """Tell whether no two players differed, so that nothing was seen of how much they may."""
    return interval.low == interval.high and not isinstance(target.measure, Reach)


def _flow(flow: Flow, summary: Summary, confidence: float) -> Interval:
    if flow.by:
        return _caused(flow, summary, confidence)
    moments, n = summary.moments, summary.players
    x, xx, xv = (moments[flow.asset, flow.sort, power] for power in ("x", "xx", "xv"))
    if flow.per == "active_player_day":
        return ratio(n, x, moments["", "", "v"], xx, xv, moments["", "", "vv"], confidence)
    return mean(n, x, xx, confidence).per(_days(flow, summary))


def _caused(flow: Flow, summary: Summary, confidence: float) -> Interval:
    """Return what one cause made or used.

    Squares are summed over all causes together. What one brings to a player is never more than what all do,
    so its squares are not greater either, and the interval is at worst too wide.
    """
    flows = summary.made if flow.sort == "made" else summary.spent
    x = sum(amount for (asset, why, _), amount in flows.items() if (asset, why) == (flow.asset, flow.by))
    moments, n = summary.moments, summary.players
    amounts = mean(n, x, moments[flow.asset, flow.sort, "xx"], confidence)
    amounts = Interval(max(0.0, amounts.low), amounts.value, amounts.high)
    if flow.per != "active_player_day":
        return amounts.per(_days(flow, summary))
    visits = mean(n, moments["", "", "v"], moments["", "", "vv"], confidence)
    if not visits.value:
        return Interval(-inf, 0.0, inf)
    value = amounts.value / visits.value
    # No deviation of a difference is greater than both deviations together.
    half = (amounts.high - amounts.value + value * (visits.high - visits.value)) / visits.value
    return Interval(max(0.0, value - half), value, value + half)


def _days(flow: Flow, summary: Summary) -> int:
    """Return among how many days what a player comes to is shared out."""
    return 1 if flow.per == "player" else max(1, summary.days)


def _there(reach: Reach, summary: Summary) -> list[int]:
    """Return how many players are there on the evening of each day."""
    days = range(summary.days)
    if reach.path:
        return [*accumulate(summary.firsts[reach.what, day] for day in days)]
    least, found = bucket(reach.value), [0] * summary.days
    for (name, day, value), players in summary.curves.items():
        if name == reach.what and value >= least:
            found[day] += players
    return found


def _day(reach: Reach, summary: Summary, confidence: float) -> Interval:
    """Return the first day by whose evening so many are there: the share is tried on each evening."""
    assert reach.by is not None  # noqa: S101 - asked by the caller
    by = float(reach.by)
    shares = [proportion(there, summary.players, confidence) for there in _there(reach, summary)]

    def first(ends: list[float], never: float) -> float:
        return next((day for day, end in enumerate(ends, 1) if end >= by), never)

    return Interval(
        first([share.high for share in shares], summary.days + 1.0),
        first([share.value for share in shares], inf),
        first([share.low for share in shares], inf),
    )
