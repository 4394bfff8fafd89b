"""Two rulesets and the same players -> what each of them did under both, and how their totals differ.

The players are the same: luck is addressed by who, when and where, so whatever a change does not touch comes
out alike, and a difference shows with few of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from engine.lab.living import Living
from engine.lab.simulate import Block, Experiment
from engine.lab.summary import Summary


@dataclass(slots=True)
class Pair:
    """Both summaries; *paired* are sums over players, by asset, of the difference `d` of net and of `dd`."""

    before: Summary = field(default_factory=Summary)
    after: Summary = field(default_factory=Summary)
    paired: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: Pair) -> None:
        """Merge another pair into this one."""
        self.before.add(other.before)
        self.after.add(other.after)
        self.paired.update(other.paired)

    @property
    def players(self) -> int:
        """Return how many players lived twice."""
        return self.after.players


def live_pair(before: Living, after: Living, experiment: Experiment, block: Block) -> Pair:
    """Return what the players of a block do under both rulesets; the profile is that of each."""
    one, other = before(experiment, block), after(experiment, block)
    pair, nothing = Pair(one.summary, other.summary), [0] * block.count
    for asset in one.nets.keys() | other.nets.keys():
        nets = zip(one.nets.get(asset, nothing), other.nets.get(asset, nothing), strict=True)
        differences = [int(then) - int(now) for now, then in nets]
        pair.paired[asset, "d"] = sum(differences)
        pair.paired[asset, "dd"] = sum(difference**2 for difference in differences)
    return pair
