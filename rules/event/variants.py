"""A game with events -> the rules that hold at a moment, one ruleset for each combination of events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from rules.event.apply import patches, under
from rules.event.meet import Held, combinations, held
from rules.event.window import events, window
from rules.pack import Resolved
from rules.program.catalogue import Calendar
from rules.program.event import Window

if TYPE_CHECKING:
    from rules.ruleset import Ruleset

MOST = 16  # combinations: each is checked, and compiled where the game is played
_MINUTE = 60_000  # windows open and close at whole minutes


def windows(resolved: Resolved, calendar: Calendar) -> dict[str, Window]:
    """Return the window of each event."""
    return {name: window(node, calendar) for name, node in events(resolved).items()}


class Variants:
    """The rulesets of one game while events hold, made when they are first asked for.

    None of them knows of the others or of the one without events, which has them: they are freed with it.
    """

    def __init__(
        self, resolved: Resolved, calendar: Calendar, build: Callable[[Resolved, Calendar], Ruleset]
    ) -> None:
        self.windows: Mapping[str, Window] = windows(resolved, calendar)
        self._resolved = resolved
        self._calendar = calendar
        self._build = build
        self._made: dict[Held, Ruleset] = {}
        self._last: tuple[int, Held] = -1, ()

    def keep(self, names: Held, ruleset: Ruleset) -> None:
        """Take over a ruleset that was made already."""
        self._made[names] = ruleset

    def held(self, now: int) -> Held:
        """Return the events that hold at a moment, in the order of their ids."""
        minute, found = self._last
        if minute != now // _MINUTE:
            found = held(self.windows, now, self._calendar)
            self._last = now // _MINUTE, found
        return found

    def of(self, names: Held) -> Ruleset:
        """Return the rules of a combination of events."""
        found = self._made.get(names)
        if found is None:
            tree, _ = under(self._resolved, patches(self._resolved), names)
            found = self._made[names] = self._build(tree, self._calendar)
        return found

    @property
    def meeting(self) -> list[Held]:
        """Return every combination that the calendar can produce, the fewest first; no event is one too."""
        return combinations(self.windows, self._calendar, MOST)

    def during(self, names: Iterable[str]) -> Held | None:
        """Return the fewest events that may hold at once and have all of *names* among them, if they may."""
        wanted = set(names)
        return next((each for each in self.meeting if wanted <= {*each}), None)
