"""Many lives -> whole-number sums and counts that merge to the same result in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from engine.lab.life import Daybreak, Evening, Event, Faulted, Played
from engine.lab.watch import Watch
from engine.outcome import Given, Taken
from engine.state import State

Flow = tuple[str, str]  # an asset and the action, reaction or table that made or used it

EXACT_BITS = 10


def bucket(value: int) -> int:
    """Return a value to its first ten bits, so that what is counted does not grow with the players."""
    spare = abs(value).bit_length() - EXACT_BITS
    return value if spare <= 0 else (value >> spare) << spare


@dataclass(slots=True)
class Summary:
    """What players of one profile did, had and reached.

    *made*, *spent*: amounts by asset and cause. *otherwise*: what assets gained or lost in all besides, by
    regenerating or by being written. *daily*: net by asset and day. *actions*: how often each was carried
    out. *firsts*: players by (what, day) on which they first had it. *curves*: players by (variable, day,
    value). *visits*: days on which a player came. *faults*: by action, and by place and message.
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
    faults: Counter[tuple[str, str]] = field(default_factory=Counter)
    otherwise: Counter[str] = field(default_factory=Counter)

    def add(self, other: Summary) -> None:
        """Merge another summary into this one."""
        self.players += other.players
        self.days = max(self.days, other.days)
        self.visits += other.visits
        for name in ("made", "spent", "daily", "actions", "firsts", "curves", "faults", "otherwise"):
            getattr(self, name).update(getattr(other, name))

    def live(self, life: Iterable[Event], watch: Watch) -> None:
        """Count one player's life."""
        self.players += 1
        day, seen = 0, set[str]()
        before = last = State.empty(watch.catalogue)
        for event in life:
            match event:
                case Daybreak(state):
                    before = last = state
                case Played():
                    self._reach(self._play(event, day, watch) - seen, day, seen)
                case Faulted(action, outcome):
                    self.faults[action, f"{outcome.place}: {outcome.message}"] += 1
                case Evening():
                    self._reach(watch.reached(event.state) - seen, day, seen)
                    self._evening(event, day, watch)
                    day, last = day + 1, event.state
        self.days = max(self.days, day)
        self._balance(before, last, watch)

    def _balance(self, before: State, after: State, watch: Watch) -> None:
        """Count by how much holdings changed; what was made and spent is taken from it."""
        for asset, amount in watch.holdings(after):
            self.otherwise[asset] += amount
        for asset, amount in watch.holdings(before):
            self.otherwise[asset] -= amount

    def _reach(self, names: set[str], day: int, seen: set[str]) -> None:
        for name in names:
            self.firsts[name, day] += 1
        seen |= names

    def _evening(self, evening: Evening, day: int, watch: Watch) -> None:
        self.visits += evening.sessions > 0
        for name, value in watch.values(evening.state):
            self.curves[name, day, bucket(value)] += 1

    def _play(self, played: Played, day: int, watch: Watch) -> set[str]:
        """Count what an action did; return what it brought that may be a first."""
        self.actions[played.action] += 1
        gained: set[str] = set()
        for event in played.outcome.events:
            if isinstance(event, Given):
                asset = watch.asset(event)
                self.made[asset, event.why] += event.amount
                self.otherwise[asset] -= event.amount
                self.daily[asset, day] += event.amount
                gained |= watch.gained(event)
            elif isinstance(event, Taken):
                asset = watch.asset(event)
                self.spent[asset, event.why] += event.amount
                self.otherwise[asset] += event.amount
                self.daily[asset, day] -= event.amount
        return gained
