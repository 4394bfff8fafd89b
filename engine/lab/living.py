"""A ruleset -> what lives blocks of its players: one by one, side by side as columns, or as compiled C.

All three come to the same counts; they differ in how much they take to begin, and in how fast they then are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.lab.simulate import BLOCK, Block, Experiment, Lived, live_players
from engine.lab.watch import watch_of
from engine.player.run import Executor
from rules.ruleset import Ruleset

Living = Callable[[Experiment, Block], Lived]

# Players a block: few enough for a bar that moves, enough to be worth the way.
BLOCKS = {"player": BLOCK, "columns": 16_384, "native": 32_768}


def one_by_one(ruleset: Ruleset) -> Living:
    """Live players with the player executor, which tells most and takes longest."""
    executor = Executor(ruleset.catalogue)
    return lambda experiment, block: live_players(ruleset, experiment, block, executor)


def side_by_side(ruleset: Ruleset) -> Living:
    """Live players as columns."""
    from engine.columns.run import Executor as Columns
    from engine.lab.crowd import Crowd

    executor, watch = Columns(ruleset.catalogue), watch_of(ruleset)

    def live(experiment: Experiment, block: Block) -> Lived:
        crowd = Crowd(ruleset, ruleset.profiles[block.profile], experiment.seed, watch, executor)
        census = crowd.live(block.first, block.count, experiment.first_day, experiment.days)
        return Lived(census.summary(), census.nets())

    return live


def compiled(ruleset: Ruleset, library: Any) -> Living:
    """Live players with a library built from `native_source`; a block with faults is told one by one."""
    from engine.native.layout import Layout
    from engine.native.run import Native

    native, otherwise = Native(Layout(ruleset, watch_of(ruleset)), library), one_by_one(ruleset)
    return lambda experiment, block: native.live(experiment, block) or otherwise(experiment, block)


def native_source(ruleset: Ruleset) -> str | None:
    """Return the C of a ruleset, or None where something in it can only be run otherwise."""
    from engine.native.layout import Layout
    from engine.native.source import source

    return source(Layout(ruleset, watch_of(ruleset)))


def alone(ruleset: Ruleset) -> list[str]:
    """Say what profiles do that a player who is alone cannot do, by profile and action."""
    from engine.columns.forms import refused_forms

    return [
        f"profile `{profile.name}` does `{name}`, in which {form}"
        for profile in ruleset.profiles.values()
        for name, program in profile.programs
        for form in refused_forms(program, ruleset.catalogue)
    ]


def shared_names(ruleset: Ruleset) -> tuple[str, ...]:
    """Return the variables that players would share, and that profiles change: each player has his own."""
    from rules.program.walk import every, written

    programs = (program for profile in ruleset.profiles.values() for _, program in profile.programs)
    names = {name for program in programs for step in every(program.steps) for name in written(step)}
    variables = ruleset.definitions.variables
    return tuple(name for name in sorted(names & variables.keys()) if variables[name].scope != "player")
