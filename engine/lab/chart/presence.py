"""How many players came on each day -> a line for each profile."""

from __future__ import annotations

from collections.abc import Mapping

from engine.lab.chart.form import Caption, Line, Lines
from engine.lab.summary import Summary


def presence(summaries: Mapping[str, Summary]) -> Lines:
    """Return the share of each profile's players who came on a day."""
    caption = Caption(
        "presence",
        "Who comes",
        "The share of each profile's players who came on a day.",
        "day",
        "players who came",
    )
    return Lines(
        caption,
        tuple(
            _line(profile, summary)
            for profile, summary in summaries.items()
            if summary.players and summary.days
        ),
    )


def _line(profile: str, summary: Summary) -> Line:
    places = tuple((float(day + 1), summary.visitors[day] / summary.players) for day in range(summary.days))
    whole = sum(summary.visitors.values()) / (summary.players * summary.days)
    return Line(profile, places, f"{100 * whole:.0f} % of days")
