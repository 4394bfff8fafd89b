"""The same players under two rulesets, one after the other: what a pair of summaries must be."""

from __future__ import annotations

from collections import Counter

from engine.lab.pair import Pair
from engine.lab.simulate import Block, Experiment, live_block
from engine.lab.summary import Summary
from rules.ruleset import Ruleset


def live_twins(before: Ruleset, after: Ruleset, experiment: Experiment, block: Block) -> Pair:
    """Live a block player by player under both rulesets."""
    found = Pair()
    for player in range(block.first, block.first + block.count):
        one = Block(block.profile, player, 1)
        summaries = [live_block(ruleset, experiment, one) for ruleset in (before, after)]
        nets = [_net(summary) for summary in summaries]
        differences = Counter({asset: nets[1][asset] - nets[0][asset] for asset in {**nets[0], **nets[1]}})
        found.add(Pair(summaries[0], summaries[1], _sums(differences)))
    return found


def _net(summary: Summary) -> Counter[str]:
    found: Counter[str] = Counter()
    for (asset, _, _), amount in summary.made.items():
        found[asset] += amount
    for (asset, _, _), amount in summary.spent.items():
        found[asset] -= amount
    for (asset, _), amount in summary.otherwise.items():
        found[asset] += amount
    return found


def _sums(differences: Counter[str]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for asset, difference in differences.items():
        found[asset, "d"] += difference
        found[asset, "dd"] += difference * difference
    return found
