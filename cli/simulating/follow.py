"""A pack and a profile -> what one player of it did, line by line, as `log` of a scenario takes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.lab.life import Lives
from engine.lab.log import log

if TYPE_CHECKING:
    from engine.lab.simulate import Experiment
    from rules.ruleset import Ruleset


def follow(ruleset: Ruleset, experiment: Experiment) -> Iterator[str]:
    """Yield what the first player of each profile of *experiment* did."""
    for name in experiment.players:
        life = Lives(ruleset, ruleset.profiles[name], experiment.seed)
        lived = life.live(0, experiment.first_day, experiment.days)
        yield from log(lived, ruleset.catalogue.calendar, by_day=experiment.days > 1)
