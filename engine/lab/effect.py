"""The same players under two rulesets -> by how much each flow and each target moved, and how sure that is.

Luck is addressed, so players share it wherever the rulesets agree: what differs between a player and himself
is the change alone, and few players show it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.lab.interval import Interval, mean
from engine.lab.living import Living
from engine.lab.pair import Pair, live_pair
from engine.lab.simulate import Block, Experiment
from engine.lab.summary import Summary

CONFIDENCE = 0.95
BLOCK, _PIECES = (
    500,
    20,
)  # players that are lived together, and into how many parts there are, if they are few


@dataclass(frozen=True, slots=True)
class Amounts:
    """What players of one profile make and spend of an asset, each day."""

    made: float
    spent: float
    net: float


@dataclass(frozen=True, slots=True)
class FlowEffect:
    """What becomes of one asset: amounts per player and day, and the interval of the difference of net.

    *currency*: it is counted by its own name, and does not come back by itself.
    """

    profile: str
    asset: str
    before: Amounts
    after: Amounts
    difference: Interval
    currency: bool = True

    @property
    def moved(self) -> bool:
        """Tell whether the difference is surely not 0."""
        return self.difference.signed


def blocks_of(experiment: Experiment) -> list[Block]:
    """Return who is lived together: few enough for a bar that moves, and for several processes."""
    return [*experiment.blocks(min(BLOCK, max(1, experiment.total // _PIECES)))]


def live_pairs(before: Living, after: Living, experiment: Experiment) -> dict[str, Pair]:
    """Live all players under both rulesets, and return one pair a profile."""
    return gathered(
        (block.profile, live_pair(before, after, experiment, block)) for block in blocks_of(experiment)
    )


def gathered(pairs: Iterable[tuple[str, Pair]]) -> dict[str, Pair]:
    """Return one pair a profile, in whatever order their parts come."""
    found: dict[str, Pair] = {}
    for profile, pair in pairs:
        found.setdefault(profile, Pair()).add(pair)
    return found


def flow_effects(pairs: Mapping[str, Pair], currencies: Container[str]) -> tuple[FlowEffect, ...]:
    """Return what becomes of every asset, for each profile: currencies first, and first what moved.

    The intervals share the error: all of them together hold with `CONFIDENCE`.
    """
    differing = sum(
        power == "dd" and n > 0 for pair in pairs.values() for (_, power), n in pair.paired.items()
    )
    confidence = 1 - (1 - CONFIDENCE) / max(1, differing)
    found = [
        _flow(profile, asset, pair, confidence, currency=asset in currencies)
        for profile, pair in pairs.items()
        for asset in sorted(set(_assets(pair)))
    ]
    order = {profile: place for place, profile in enumerate(pairs)}
    return tuple(sorted(found, key=lambda each: (not each.moved, not each.currency, order[each.profile])))


def _assets(pair: Pair) -> Iterator[str]:
    for summary in (pair.before, pair.after):
        yield from (asset for asset, _, _ in summary.made)
        yield from (asset for asset, _, _ in summary.spent)
        yield from (asset for asset, _ in summary.otherwise)
    yield from (asset for asset, _ in pair.paired)


def _flow(profile: str, asset: str, pair: Pair, confidence: float, *, currency: bool) -> FlowEffect:
    d, dd = (pair.paired[asset, power] for power in ("d", "dd"))
    days = max(1, pair.after.days)
    difference = mean(pair.players, d, dd, confidence).per(days)
    before, after = (_amounts(asset, summary) for summary in (pair.before, pair.after))
    return FlowEffect(profile, asset, before, after, difference, currency)


def _amounts(asset: str, summary: Summary) -> Amounts:
    shared = max(1, summary.players * summary.days)
    made, spent = (
        sum(amount for (name, _, _), amount in flow.items() if name == asset)
        for flow in (summary.made, summary.spent)
    )
    otherwise = sum(amount for (name, _), amount in summary.otherwise.items() if name == asset)
    return Amounts(made / shared, spent / shared, (made - spent + otherwise) / shared)
