"""Targets for the small economy, and players who are made up, so that the truth is known."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from engine.lab.judge.lived import Live
from engine.lab.summary import Summary
from rules.program.target import Target
from rules.ruleset import Ruleset
from tests.engine.lab.pond import PLAY, pond

POND = pond()
VARIABLE, ASSET, PRIZE = "level", "gold", 10


def with_targets(*targets: Target) -> Ruleset:
    """Return the small economy with these targets alone."""
    return replace(POND, targets={target.name: target for target in targets})


def written(targets: str, play: str = PLAY) -> Ruleset:
    """Return the small economy with targets as they are written."""
    return pond(f"{play}targets:\n{targets}")


def lucky(chance: float, seed: int) -> Live:
    """Return players who live one day: some are given 10 gold and are level 10, others nothing."""

    def live(profile: str, days: int, first: int, count: int) -> Summary:
        luck = Random(f"{seed} {profile} {first}")
        return outcome(count, days, sum(luck.random() < chance for _ in range(count)))

    return live


def outcome(players: int, days: int, hits: int) -> Summary:
    """Return the summary of players of whom so many were lucky."""
    found = Summary(players=players, days=days)
    found.visitors[0] += players
    found.curves[VARIABLE, days - 1, 10] += hits
    found.curves[VARIABLE, days - 1, 1] += players - hits
    found.supply[ASSET, days - 1, PRIZE] += hits
    found.made[ASSET, "wake", 0] += PRIZE * hits
    for flow in ("made", "net"):
        for power, value in (("x", PRIZE), ("xx", PRIZE * PRIZE), ("xv", PRIZE)):
            found.moments[ASSET, flow, power] += value * hits
    found.moments["", "", "v"] += players
    found.moments["", "", "vv"] += players
    return found
