"""How much is to be lived -> the executor that does it soonest; all of them come to the same."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cli.exit import UsageProblem
from cli.simulating.executor import Executor
from cli.simulating.foundry import built
from engine.lab.living import BLOCKS, alone, compiled, native_source, one_by_one, side_by_side

if TYPE_CHECKING:
    from engine.lab.living import Living
    from engine.lab.simulate import Experiment
    from rules.ruleset import Ruleset

# Days of players from which on it pays to build a library, and to build it thoroughly.
MANY, THOROUGH = 50_000, 10_000_000
_LEAST, _EACH = 1_000, 4  # players a block, blocks a worker


@dataclass(frozen=True, slots=True)
class Way:
    """An executor, the library that the native one needs, and the events that hold throughout."""

    executor: Executor = Executor.PLAYER
    library: Path | None = None
    held: tuple[str, ...] = ()

    def living(self, ruleset: Ruleset) -> Living:
        """Return what lives blocks of a ruleset's players."""
        ruleset = ruleset.during(self.held)
        if self.library is not None:
            return compiled(ruleset, ctypes.CDLL(str(self.library)))
        return side_by_side(ruleset) if self.executor is Executor.COLUMNS else one_by_one(ruleset)

    def size(self, players: int, workers: int) -> int:
        """Return how many players make a block: some for each worker, none too small to be worth it."""
        most = BLOCKS[self.executor]
        return min(most, max(min(most, _LEAST), players // (workers * _EACH)))


def check_alone(ruleset: Ruleset) -> None:
    """Refuse profiles that nobody can live, because they need other players."""
    reasons = alone(ruleset)
    if reasons:
        raise UsageProblem(f"simulated players are alone, but {reasons[0]}; take it out of the profile")


def meant(experiment: Experiment, asked: Executor) -> Executor:
    """Return what is done soonest, where there is a compiler; where there is none, columns do it."""
    if asked is not Executor.AUTO:
        return asked
    return Executor.NATIVE if experiment.total * experiment.days >= MANY else Executor.PLAYER


def way(ruleset: Ruleset, experiment: Experiment, asked: Executor) -> Way:
    """Return how an experiment is lived; refuse what nobody can live."""
    check_alone(ruleset)
    executor = meant(experiment, asked)
    if executor is not Executor.NATIVE:
        return Way(executor, held=ruleset.held)
    text = native_source(ruleset)
    thorough = experiment.total * experiment.days >= THOROUGH
    library = built(text, thorough=thorough) if text is not None else None
    if library is not None:
        return Way(executor, library, ruleset.held)
    if asked is Executor.NATIVE:
        reason = "this pack cannot be compiled" if text is None else "no C compiler was found, or it failed"
        raise UsageProblem(f"{reason}; leave `--executor` out, and columns do it")
    return Way(Executor.COLUMNS, held=ruleset.held)
