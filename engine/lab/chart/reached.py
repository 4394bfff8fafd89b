"""The days on which players first had something -> a survival curve: who has it not yet."""

from __future__ import annotations

from collections.abc import Mapping

from engine.lab.chart.form import Caption, Line, Lines
from engine.lab.chart.name import named
from engine.lab.summary import Summary


def waiting(summaries: Mapping[str, Summary], what: str) -> Lines:
    """Return the share of each profile's players who have not yet had *what*, from before day 1 on."""
    caption = Caption(
        named("first", what),
        f"{what}: time to the first",
        f"The share of players who have had no {what} by the evening of a day; it crosses the middle on the "
        "day by which half of them have.",
        "day",
        "players without",
    )
    return Lines(
        caption,
        tuple(
            _line(profile, summary, what)
            for profile, summary in summaries.items()
            if summary.players and summary.days
        ),
    )


def awaited(summaries: Mapping[str, Summary]) -> list[str]:
    """Return what some had, and not all of them on their first day, by name."""
    had: dict[str, int] = {}
    at_once: dict[str, int] = {}
    for summary in summaries.values():
        for (what, day), count in summary.firsts.items():
            had[what] = had.get(what, 0) + count
            at_once[what] = at_once.get(what, 0) + (count if day == 0 else 0)
    players = sum(summary.players for summary in summaries.values())
    return sorted(what for what, count in had.items() if count and at_once[what] < players)


def _line(profile: str, summary: Summary, what: str) -> Line:
    left = summary.players
    places = [(0.0, 1.0)]
    half = ""
    for day in range(summary.days):
        left -= summary.firsts[what, day]
        places.append((float(day + 1), left / summary.players))
        if not half and 2 * left <= summary.players:
            half = f"half by day {day + 1}"
    return Line(profile, tuple(places), half or "half never")
