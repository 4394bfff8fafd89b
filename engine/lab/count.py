"""One player's life -> the counts of a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from engine.lab.life import Bought, Daybreak, Evening, Event, Faulted, Played
from engine.lab.summary import HELD_BITS, Summary, bucket
from engine.lab.watch import Watch
from engine.outcome import Accepted, Given, Met, Taken


def count_life(summary: Summary, life: Iterable[Event], watch: Watch) -> Counter[str]:
    """Count one player's life; return by how much he then has more of each asset."""
    counting = _Counting(summary, watch)
    for event in life:
        match event:
            case Daybreak(state):
                counting.begin(dict(watch.holdings(state)))
            case Played():
                counting.play(event)
            case Bought(outcome):
                counting.move(outcome)
            case Faulted(action, outcome):
                summary.faults[action, outcome.said] += 1
            case Evening():
                counting.evening(event)
    return counting.end()


class _Counting:
    """A life under way: which day it is, what was held the evening before, what was made, spent and had."""

    def __init__(self, summary: Summary, watch: Watch) -> None:
        self.summary = summary
        self.watch = watch
        self.day = 0
        self._began: dict[str, int] = {}
        self._before: dict[str, int] = {}
        self._moved: Counter[str] = Counter()
        self._made: Counter[str] = Counter()
        self._spent: Counter[str] = Counter()
        self._visits = 0
        self._seen: set[str] = set()

    def begin(self, held: dict[str, int]) -> None:
        """Note what a new player has."""
        self._began = self._before = held

    def play(self, played: Played) -> None:
        """Count what an action did."""
        self.summary.actions[played.action, self.day] += 1
        self.move(played.outcome)

    def move(self, outcome: Accepted) -> None:
        """Count what was given and taken."""
        for event in outcome.events:
            if isinstance(event, Given):
                asset = self.watch.asset(event)
                self.summary.made[asset, event.why, self.day] += event.amount
                self._made[asset] += event.amount
                self._moved[asset] += event.amount
                self._reach(self.watch.gained(event))
            elif isinstance(event, Taken):
                asset = self.watch.asset(event)
                self.summary.spent[asset, event.why, self.day] += event.amount
                self._spent[asset] += event.amount
                self._moved[asset] -= event.amount
            elif isinstance(event, Met):
                self.summary.pity[event.key or event.slot, event.misses] += 1

    def evening(self, evening: Evening) -> None:
        """Count what a player has at the end of a day."""
        summary, day = self.summary, self.day
        if evening.sessions:
            summary.visitors[day] += 1
            self._visits += 1
        self._reach(self.watch.reached(evening.state))
        for name, value in self.watch.values(evening.state):
            summary.curves[name, day, bucket(value)] += 1
        for kind, number in self.watch.collected(evening.state):
            summary.collected[kind, day, number] += 1
        held = {asset: amount for asset, amount in self.watch.holdings(evening.state) if amount}
        for asset, amount in held.items():
            summary.supply[asset, day, bucket(amount, HELD_BITS)] += 1
        for asset in held.keys() | self._before.keys() | self._moved.keys():
            besides = held.get(asset, 0) - self._before.get(asset, 0) - self._moved[asset]
            if besides:
                summary.otherwise[asset, day] += besides
        self._before, self.day = held, day + 1
        self._moved.clear()

    def end(self) -> Counter[str]:
        """Count what the whole life came to; return by how much there is more of each asset."""
        summary = self.summary
        summary.players += 1
        summary.days = max(summary.days, self.day)
        add_moments(summary, self._made, self._spent, self._visits)
        net = Counter(self._before)
        net.subtract(self._began)
        return net

    def _reach(self, names: set[str]) -> None:
        for name in names - self._seen:
            self.summary.firsts[name, self.day] += 1
        self._seen |= names


def add_moments(summary: Summary, made: Counter[str], spent: Counter[str], visits: int) -> None:
    """Count a player's totals, their squares and products."""
    moments = summary.moments
    moments["", "", "v"] += visits
    moments["", "", "vv"] += visits * visits
    for asset in made.keys() | spent.keys():
        totals = {"made": made[asset], "spent": spent[asset], "net": made[asset] - spent[asset]}
        for flow, x in totals.items():
            if x:
                moments[asset, flow, "x"] += x
                moments[asset, flow, "xx"] += x * x
                moments[asset, flow, "xv"] += x * visits
