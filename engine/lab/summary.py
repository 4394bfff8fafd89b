"""Many lives -> whole-number sums and counts that merge to the same result in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from engine.lab.life import Played
from engine.lab.watch import Watch
from engine.outcome import Given, Taken
from engine.state import State

Flow = tuple[str, str]  # an asset and the action, reaction or table that made or used it


@dataclass(slots=True)
class Summary:
    """What players of one profile did, had and reached.

    *made*, *spent*: amounts by asset and cause. *daily*: net by asset and day. *actions*: how often each was carried
    out. *firsts*: players by (what, day) on which they first had it. *curves*: players by (variable, day, value).
    """

    players: int = 0
    days: int = 0
    visits: int = 0
    made: Counter[Flow] = field(default_factory=Counter)
    spent: Counter[Flow] = field(default_factory=Counter)
    daily: Counter[tuple[str, int]] = field(default_factory=Counter)
    actions: Counter[str] = field(default_factory=Counter)
    firsts: Counter[tuple[str, int]] = field(default_factory=Counter)
    curves: Counter[tuple[str, int, int]] = field(default_factory=Counter)

    def add(self, other: Summary) -> None:
        """Merge another summary into this one."""
        self.players += other.players
        self.days = max(self.days, other.days)
        self.visits += other.visits
        for name in ("made", "spent", "daily", "actions", "firsts", "curves"):
            getattr(self, name).update(getattr(other, name))

    def live(self, life: Iterable[Played | State], watch: Watch) -> None:
        """Count one player's life."""
        self.players += 1
        day, seen, came = 0, set[str](), False
        for event in life:
            if isinstance(event, Played):
                self._play(event, watch)
                came = True
                continue
            self.visits += came
            came = False
            for name in watch.reached(event) - seen:
                self.firsts[name, day] += 1
                seen.add(name)
            for name, value in watch.values(event):
                self.curves[name, day, value] += 1
            day += 1
        self.days = max(self.days, day)

    def _play(self, played: Played, watch: Watch) -> None:
        self.actions[played.action] += 1
        for event in played.outcome.events:
            asset = watch.asset(event) if isinstance(event, Given | Taken) else None
            if asset is None:
                continue
            if isinstance(event, Given) and event.to is None:
                self.made[asset, event.why] += event.amount
                self.daily[asset, played.day] += event.amount
            elif isinstance(event, Taken):
                self.spent[asset, event.why] += event.amount
                self.daily[asset, played.day] -= event.amount
