"""A ruleset -> players of its profiles, lived here: what targets are judged by."""

from __future__ import annotations

from engine.lab.judge.lived import Live
from engine.lab.judge.player import FIRST_DAY
from engine.lab.simulate import Block, Experiment, live_block
from engine.lab.summary import Summary
from engine.player.run import Executor
from rules.ruleset import Ruleset


def players_of(ruleset: Ruleset, seed: int) -> Live:
    """Return what lives so many players of a profile, from the same day on as `reve simulate`."""
    executor = Executor(ruleset.catalogue)

    def live(profile: str, days: int, first: int, count: int) -> Summary:
        experiment = Experiment({profile: first + count}, days, seed, FIRST_DAY)
        return live_block(ruleset, experiment, Block(profile, first, count), executor)

    return live
