"""A ruleset, its profiles, players and days -> one summary a profile, the same for any number of workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from engine.lab.count import count_life
from engine.lab.life import Lives
from engine.lab.summary import Summary
from engine.lab.watch import watch_of
from engine.player.run import Executor
from rules.ruleset import Ruleset

BLOCK = 10  # players a block, where nobody says otherwise


@dataclass(frozen=True, slots=True)
class Block:
    """Players *first* to *first* + *count* - 1 of one profile."""

    profile: str
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Experiment:
    """How much is lived: so many *players* of each profile, from day *first_day* on, for *days*."""

    players: Mapping[str, int]
    days: int
    seed: int
    first_day: int

    @property
    def total(self) -> int:
        """Return how many players there are in all."""
        return sum(self.players.values())

    def blocks(self, size: int = BLOCK) -> Iterator[Block]:
        """Yield the blocks of all profiles in turn, so that a part is of all of them.

        A player's number, and so his luck, does not depend on blocks.
        """
        for first in range(0, max(self.players.values(), default=0), size):
            for profile, players in self.players.items():
                if first < players:
                    yield Block(profile, first, min(size, players - first))


def apportioned(ruleset: Ruleset, players: int, profiles: tuple[str, ...]) -> dict[str, int]:
    """Return how many of *players* have each profile: by its share, at least one, to the last player."""
    shares = {name: ruleset.profiles[name].share for name in profiles}
    total, before = sum(shares.values()), 0
    found: dict[str, int] = {}
    for name, share in shares.items():
        found[name] = max(1, players * (before + share) // total - players * before // total)
        before += share
    return found


Summaries = dict[str, Summary]


def live_block(
    ruleset: Ruleset, experiment: Experiment, block: Block, executor: Executor | None = None
) -> Summary:
    """Return the summary of one block; who lives many lends an *executor*, which has compiled already."""
    return live_players(ruleset, experiment, block, executor).summary


@dataclass(frozen=True, slots=True)
class Lived:
    """A block's summary, and by how much each player has more of an asset than he began with.

    An asset that is not named did not move.
    """

    summary: Summary
    nets: Mapping[str, Sequence[int]]


def live_players(
    ruleset: Ruleset, experiment: Experiment, block: Block, executor: Executor | None = None
) -> Lived:
    """Return what the players of one block did, one after the other."""
    lives = Lives(ruleset, ruleset.profiles[block.profile], experiment.seed, executor)
    watch = watch_of(ruleset)
    summary = Summary()
    nets = [
        count_life(summary, lives.live(player, experiment.first_day, experiment.days), watch)
        for player in range(block.first, block.first + block.count)
    ]
    assets = sorted({asset for net in nets for asset in net})
    return Lived(summary, {asset: [net[asset] for net in nets] for asset in assets})


@dataclass(slots=True)
class Gathered:
    """What has been lived so far; blocks may be added in any order."""

    experiment: Experiment
    summaries: Summaries = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing."""
        self.summaries = {name: Summary() for name in self.experiment.players}

    def add(self, block: Block, summary: Summary) -> None:
        """Add a block."""
        self.summaries[block.profile].add(summary)

    @property
    def done(self) -> int:
        """Return how many players were lived."""
        return sum(summary.players for summary in self.summaries.values())

    @property
    def partial(self) -> bool:
        """Tell whether some are missing."""
        return self.done < self.experiment.total


def simulate(
    ruleset: Ruleset, experiment: Experiment, told: Callable[[int], None] = lambda _: None
) -> Summaries:
    """Live every block here, one after the other; *told* hears how many players are done."""
    gathered = Gathered(experiment)
    executor = Executor(ruleset.catalogue)
    for block in experiment.blocks():
        gathered.add(block, live_block(ruleset, experiment, block, executor))
        told(block.count)
    return gathered.summaries
