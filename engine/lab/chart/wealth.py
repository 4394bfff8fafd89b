"""How many players hold how much in the end -> a Lorenz curve, and Gini's number for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from engine.lab.chart.form import Caption, Line, Lines
from engine.lab.chart.name import named
from engine.lab.chart.spread import Evening, Evenings

ALL = "all players"
PLACES = 100  # on a curve: more are not seen


def wealth(held: Evenings, asset: str) -> Lines | None:
    """Return how *asset* is shared on the last evening, or None where nobody has any, or some owe it."""
    ends = {profile: each[-1] for profile, each in held.items()}
    everyone: Counter[int] = Counter()
    for end in ends.values():
        everyone.update(end)
    if not _shareable(everyone):
        return None
    lines = [_line(ALL, everyone)]
    if len(ends) > 1:
        lines += [_line(profile, end) for profile, end in ends.items() if _shareable(end)]
    caption = Caption(
        named("wealth", asset),
        f"{asset}: how evenly it is shared",
        f"The share of all {asset} that the poorest players hold on the last evening; Gini is 0 where all "
        "have the same (the straight line) and near 1 where one has everything.",
        "poorest players",
        f"share of {asset}",
    )
    return Lines(caption, tuple(lines), even=True)


def gini(held: Mapping[int, int]) -> float:
    """Return Gini's number of players by amount: 0 where all have the same, near 1 where one has all."""
    players, total = sum(held.values()), sum(amount * count for amount, count in held.items())
    below, area = 0, 0
    for amount, count in sorted(held.items()):
        area += count * (2 * below + amount * count)
        below += amount * count
    return (players * total - area) / (players * total)


def lorenz(held: Mapping[int, int]) -> tuple[tuple[float, float], ...]:
    """Return which share of all the poorest hold, from (0, 0) to (1, 1)."""
    players, total = sum(held.values()), sum(amount * count for amount, count in held.items())
    seen, below = 0, 0
    places = [(0.0, 0.0)]
    for amount, count in sorted(held.items()):
        seen, below = seen + count, below + amount * count
        places.append((seen / players, below / total))
    return tuple(places)


def _shareable(held: Mapping[int, int]) -> bool:
    return any(amount > 0 for amount in held) and all(amount >= 0 for amount in held)


def _line(name: str, held: Evening) -> Line:
    return Line(name, _thinned(lorenz(held)), f"Gini {gini(held):.2f}")


def _thinned(places: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    """Return the places that are a step apart in either direction, the first and the last among them."""
    kept = [places[0]]
    for place in places[1:-1]:
        if max(place[0] - kept[-1][0], place[1] - kept[-1][1]) >= 1 / PLACES:
            kept.append(place)
    return (*kept, places[-1])
