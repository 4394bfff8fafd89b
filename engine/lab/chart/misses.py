"""Draws that met a guarantee, by the misses before -> bars, with the median and p90."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from engine.lab.chart.form import Bars, Caption
from engine.lab.chart.name import named
from engine.lab.report import percentile
from engine.lab.summary import Summary

MARKS = (("half by", 50), ("nine in ten by", 90))


def misses(summaries: Mapping[str, Summary], counter: str) -> Bars:
    """Return after how many misses *counter* was met, by all players together."""
    found: Counter[int] = Counter()
    for summary in summaries.values():
        for (name, missed), draws in summary.pity.items():
            if name == counter:
                found[missed] += draws
    caption = Caption(
        named("misses", counter),
        f"{counter}: misses before the drop",
        "How many draws met the guarantee after so many misses; a peak at the end are those who had to wait "
        "for what is promised.",
        "misses before",
        "draws",
    )
    marks = tuple((name, percentile(found, percent)) for name, percent in MARKS) if found else ()
    return Bars(caption, tuple(sorted(found.items())), marks)


def guaranteed(summaries: Mapping[str, Summary]) -> list[str]:
    """Return the counters that were met, by name."""
    return sorted({counter for summary in summaries.values() for counter, _ in summary.pity})
