"""A ruleset, its profiles, players and days -> one summary a profile, the same for any number of workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine.lab.life import Lives
from engine.lab.summary import Summary
from engine.lab.watch import watch_of
from rules.ruleset import Ruleset

BLOCK = 50  # players a block: small enough for a bar that moves, large enough to be worth sending


@dataclass(frozen=True, slots=True)
class Block:
    """Players *first* to *first* + *count* - 1 of one profile."""

    profile: str
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is simulated: *players* of each profile, from day *first_day* on, for *days*."""

    players: int
    days: int
    seed: int
    first_day: int
    profiles: tuple[str, ...]

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of all profiles; a player's number, and so his luck, does not depend on them."""
        for profile in self.profiles:
            for first in range(0, self.players, BLOCK):
                yield Block(profile, first, min(BLOCK, self.players - first))


Summaries = dict[str, Summary]


def live_block(ruleset: Ruleset, plan: Plan, block: Block) -> Summary:
    """Return the summary of one block."""
    lives = Lives(ruleset, ruleset.profiles[block.profile], plan.seed)
    watch = watch_of(ruleset)
    summary = Summary()
    for player in range(block.first, block.first + block.count):
        summary.live(lives.live(player, plan.first_day, plan.days), watch)
    return summary


def simulate(ruleset: Ruleset, plan: Plan, told: Callable[[int], None] = lambda _: None) -> Summaries:
    """Live every block here, one after the other; *told* hears how many players are done."""
    found = {name: Summary() for name in plan.profiles}
    for block in plan.blocks():
        found[block.profile].add(live_block(ruleset, plan, block))
        told(block.count)
    return found
