"""How many players had so much on each evening -> fans: the median, and between what nine in ten are."""

from __future__ import annotations

from collections.abc import Mapping

from engine.lab.chart.form import Amounts, Band, Caption, Fan
from engine.lab.chart.name import named
from engine.lab.report import PERCENTILES, percentile

Evening = dict[int, int]  # players by value
Evenings = Mapping[str, list[Evening]]  # of each profile, one a day
MIDDLE = "the line is the median of a profile, the band holds nine in ten of its players"
OWN_SCALE = "Each panel has a scale of its own."


def evenings(
    counted: Mapping[tuple[str, int, int], int], days: int, players: int
) -> dict[str, list[Evening]]:
    """Return players by value for each name and day; who was not counted had nothing."""
    found: dict[str, list[Evening]] = {}
    for (name, day, value), count in counted.items():
        found.setdefault(name, [{} for _ in range(days)])[day][value] = count
    for each in found.values():
        for evening in each:
            missing = players - sum(evening.values())
            if missing > 0:
                evening[0] = evening.get(0, 0) + missing
    return found


def supply(held: Evenings, asset: str) -> Fan:
    """Return how much of *asset* the players of each profile hold."""
    caption = Caption(
        named("supply", asset),
        f"{asset}: held by a player",
        f"How much {asset} a player has in the evening: {MIDDLE}. {OWN_SCALE}",
        "day",
        asset,
    )
    return Fan(caption, _bands(held))


def course(values: Evenings, variable: str) -> Fan:
    """Return which values of *variable* the players of each profile have."""
    caption = Caption(
        named("course", variable),
        f"{variable} of a player",
        f"The {variable} that players have in the evening: {MIDDLE}. {OWN_SCALE}",
        "day",
        variable,
    )
    return Fan(caption, _bands(values))


def collected(numbers: Evenings, kind: str, whole: int | None) -> Fan:
    """Return how many different records of *kind* players hold; *whole* is how many there are."""
    of = f" of {whole}" if whole else ""
    caption = Caption(
        named("collected", kind),
        f"{kind}: different ones held",
        f"How many different ones{of} a player holds in the evening: {MIDDLE}.",
        "day",
        f"different ones{of}",
    )
    return Fan(caption, _bands(numbers), whole)


def _bands(spread: Evenings) -> tuple[Band, ...]:
    return tuple(_band(profile, each) for profile, each in spread.items())


def _band(profile: str, each: list[Evening]) -> Band:
    low, middle, high = (_at(each, percent) for percent in PERCENTILES)
    return Band(profile, low, middle, high)


def _at(each: list[Evening], percent: int) -> Amounts:
    return tuple(float(percentile(evening, percent)) for evening in each)
