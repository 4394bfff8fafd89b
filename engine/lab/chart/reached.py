"""The days on which players first had something -> a survival curve: who has it not yet."""

from __future__ import annotations

from collections import Counter
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
    """Return what some had, and not all of them on their first day: what is had soonest first."""
    enjoyed: Counter[str] = Counter()  # days, of all who had it
    at_once: Counter[str] = Counter()
    for summary in summaries.values():
        for (what, day), count in summary.firsts.items():
            enjoyed[what] += count * (summary.days - day)
            at_once[what] += count if day == 0 else 0
    players = sum(summary.players for summary in summaries.values())
    told = (what for what, days in enjoyed.items() if days and at_once[what] < players)
    return sorted(told, key=lambda what: (-enjoyed[what], what))


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
