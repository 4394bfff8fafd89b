"""Who asks for how many players of a profile -> summaries of the first so many, each player lived once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from engine.lab.summary import Summary, together

# (profile, days, first player, count) -> what they did; the same players do the same whenever they are asked.
Live = Callable[[str, int, int, int], Summary]


@dataclass(slots=True)
class _Pieces:
    """Players of one profile on some days, lived in pieces that end wherever somebody may want an end."""

    ends: list[int]
    pieces: list[Summary] = field(default_factory=list)

    def missing(self, count: int) -> list[tuple[int, int]]:
        """Return the pieces that must still be lived, as first player and end, for the first *count*."""
        wanted = bisect_right(self.ends, count)
        begins = [0, *self.ends]
        return [(begins[at], self.ends[at]) for at in range(len(self.pieces), wanted)]

    def first(self, count: int) -> Summary:
        """Return the summary of the first *count* players, who have all been lived."""
        return together(self.pieces[: bisect_right(self.ends, count)])


class Population:
    """All players who are asked; *ends* are the numbers of players that anybody may ask for."""

    def __init__(self, live: Live, ends: Iterable[tuple[str, int, int]]) -> None:
        """Begin with nobody."""
        self._live = live
        found: dict[tuple[str, int], set[int]] = {}
        for profile, days, count in ends:
            found.setdefault((profile, days), set()).add(count)
        self._lived = {key: _Pieces(sorted(counts)) for key, counts in found.items()}

    def first(self, profile: str, days: int, count: int) -> Summary:
        """Return what the first *count* players did."""
        lived = self._lived[profile, days]
        for first, end in lived.missing(count):
            lived.pieces.append(self._live(profile, days, first, end - first))
        return lived.first(count)
