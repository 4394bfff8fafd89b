"""The moment of a command: what expressions see besides cells and locals."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Moment:
    """Say when a command runs, and for whom.

    *now* is in milliseconds since 1970 UTC, *today* a day of the game's calendar, *me* the player's id,
    *seed* the public seed of shared choices, *players* the cells of other players that the request names.
    """

    now: int
    today: int
    me: int = 0
    seed: int = 0
    players: dict[int, list[object]] = field(default_factory=dict)
