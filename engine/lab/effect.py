"""The same players under two rulesets -> by how much each flow and each target moved, and how sure that is.

Luck is addressed, so players share it wherever the rulesets agree: what differs between a player and himself
is the change alone, and few players show it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from engine.lab.interval import Interval, mean
from engine.lab.simulate import Block, Experiment
from engine.lab.summary import Summary
from rules.ruleset import Ruleset

CONFIDENCE = 0.95


class Pair(Protocol):
    """The same players before and after, and sums over them of the difference `d` of net, and of `dd`."""

    @property
    def before(self) -> Summary:
        """Return what they did under the ruleset before."""

    @property
    def after(self) -> Summary:
        """Return what they did under the ruleset after."""

    @property
    def paired(self) -> Counter[tuple[str, str]]:
        """Return the sums, by asset and power."""

    def add(self, other: Pair, /) -> None:
        """Merge another pair into this one."""


LivePair = Callable[[Ruleset, Ruleset, Experiment, Block], Pair]


@dataclass(frozen=True, slots=True)
class Amounts:
    """What players of one profile make and spend of an asset, each day."""

    made: float
    spent: float
    net: float


@dataclass(frozen=True, slots=True)
class FlowEffect:
    """What becomes of one asset: amounts per player and day, and the interval of the difference of net."""

    profile: str
    asset: str
    before: Amounts
    after: Amounts
    difference: Interval

    @property
    def moved(self) -> bool:
        """Tell whether the difference is surely not 0."""
        return self.difference.low > 0 or self.difference.high < 0


def live_pairs(
    before: Ruleset,
    after: Ruleset,
    experiment: Experiment,
    live: LivePair,
    told: Callable[[int], None] = lambda _: None,
) -> dict[str, Pair]:
    """Live all players under both rulesets, and return one pair a profile."""
    found: dict[str, Pair] = {}
    for block in experiment.blocks():
        pair = live(before, after, experiment, block)
        if block.profile in found:
            found[block.profile].add(pair)
        else:
            found[block.profile] = pair
        told(block.count)
    return found


def flow_effects(pairs: Mapping[str, Pair], confidence: float = CONFIDENCE) -> tuple[FlowEffect, ...]:
    """Return what becomes of every asset, for each profile; the surest first within one."""
    return tuple(effect for profile, pair in pairs.items() for effect in _flows(profile, pair, confidence))


def _flows(profile: str, pair: Pair, confidence: float) -> list[FlowEffect]:
    found = [_flow(profile, asset, pair, confidence) for asset in sorted(set(_assets(pair)))]
    return sorted(found, key=lambda effect: (not effect.moved, -abs(effect.difference.value), effect.asset))


def _assets(pair: Pair) -> Iterator[str]:
    for summary in (pair.before, pair.after):
        yield from (asset for asset, _, _ in summary.made)
        yield from (asset for asset, _, _ in summary.spent)
        yield from (asset for asset, _ in summary.otherwise)
    yield from (asset for asset, _ in pair.paired)


def _flow(profile: str, asset: str, pair: Pair, confidence: float) -> FlowEffect:
    d, dd = (pair.paired[asset, power] for power in ("d", "dd"))
    days = max(1, pair.after.days)
    found = mean(pair.after.players, d, dd, confidence)
    difference = Interval(found.low / days, found.value / days, found.high / days)
    return FlowEffect(profile, asset, _amounts(asset, pair.before), _amounts(asset, pair.after), difference)


def _amounts(asset: str, summary: Summary) -> Amounts:
    shared = max(1, summary.players * summary.days)
    made, spent = (
        sum(amount for (name, _, _), amount in flow.items() if name == asset)
        for flow in (summary.made, summary.spent)
    )
    otherwise = sum(amount for (name, _), amount in summary.otherwise.items() if name == asset)
    return Amounts(made / shared, spent / shared, (made - spent + otherwise) / shared)
