"""The moment of a command: what expressions see besides cells and locals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Moment:
    """Say when a command runs, and for whom.

    *now* is in milliseconds since 1970 UTC, *today* a day of the game's calendar, *me* the player's id,
    *seed* the public seed of shared choices, *players* and *offers* the cells of other players and of offers
    that the request names, by number; *fresh* are numbers for offers that it opens. *guild* and *channel*
    are the numbers of where it was asked for, 0 for nowhere. *places* are where the player stands, by
    ranking and period (0 where none are kept).
    """

    now: int
    today: int
    me: int = 0
    seed: int = 0
    players: dict[int, list[object]] = field(default_factory=dict)
    offers: dict[int, list[object]] = field(default_factory=dict)
    fresh: tuple[int, ...] = ()
    guild: int = 0
    channel: int = 0
    places: Mapping[tuple[str, int], int] = field(default_factory=dict)
