"""Differences between two rulesets for the same players -> intervals beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

from engine.lab.chart.form import Caption, Interval, Intervals
from engine.lab.chart.name import named

WITHIN = 1.959963984540054  # standard errors on each side: 95 in 100 intervals hold the true value


def difference(name: str, players: int, total: int, squares: int) -> Interval:
    """Return the mean of the differences of *players*, of whose differences these are the sums."""
    mean = total / players
    spread = max(0.0, squares - total * mean) / max(1, players - 1)
    reach = WITHIN * sqrt(spread / players)
    return Interval(name, mean - reach, mean, mean + reach)


def differences(title: str, unit: str, intervals: Sequence[Interval]) -> Intervals:
    """Return intervals as a chart: by how much the second ruleset gives more than the first."""
    caption = Caption(
        named("differences", title),
        title,
        "By how much each is more than before, for the same players: the mark is the estimate, the bar holds "
        "the true value in 95 of 100 simulations. A bar that crosses nought may be chance.",
        unit,
        "",
    )
    return Intervals(caption, tuple(intervals))


def differences_of(title: str, unit: str, players: int, sums: Mapping[str, tuple[int, int]]) -> Intervals:
    """Return the differences of which *sums* and sums of squares are known, by name."""
    return differences(title, unit, [difference(name, players, *both) for name, both in sums.items()])
