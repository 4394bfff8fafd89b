"""A pack -> how its scenarios ended, and whether its expressions mean the same to every evaluator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.player.run import Executor
from engine.sample.agree import Agreement, Disagreement, compare
from engine.scenario.run import Verdict, run
from rules.problem import Problem, error

if TYPE_CHECKING:
    from rules.load import Loaded

SCENARIO = error("scenario", "a scenario ends otherwise than it says")
EXPRESSION = error("expression", "two evaluators differ")


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one pack; *agreement* is None where expressions were not asked for."""

    name: str
    verdicts: tuple[Verdict, ...]
    agreement: Agreement | None

    @property
    def problems(self) -> list[Problem]:
        """Return what failed, as problems of the pack."""
        found = [problem for verdict in self.verdicts for problem in failures(verdict)]
        wrong = self.agreement.disagreements if self.agreement else ()
        return [*found, *map(disagreement, wrong)]


def tried(name: str, loaded: Loaded, select: str, points: int, seed: int) -> Tried:
    """Play the scenarios whose names contain *select*; without it, sample every expression too."""
    ruleset, session = loaded.ruleset, loaded.session
    assert ruleset is not None  # noqa: S101 - asked by the caller
    assert session is not None  # noqa: S101 - likewise
    executor = Executor(ruleset.catalogue)
    chosen = [scenario for key, scenario in ruleset.scenarios.items() if select in key]
    verdicts = tuple(run(ruleset, executor, scenario) for scenario in chosen)
    agreement = None if select else compare(ruleset.catalogue, session, points=points, seed=seed)
    return Tried(name, verdicts, agreement)


def failures(verdict: Verdict) -> Iterator[Problem]:
    """Yield what a scenario expected and did not find."""
    for failure in verdict.failures:
        place = failure.place or verdict.scenario.place
        assert place is not None  # noqa: S101 - what was read has a place
        yield SCENARIO.at(place, f"{verdict.scenario.name}: {failure.message}")


def disagreement(wrong: Disagreement) -> Problem:
    """Return two values of one expression as a problem."""
    given = f" where {wrong.situation}" if wrong.situation else ""
    message = f"compiled, this is {wrong.compiled}, and by another evaluator {wrong.reference}{given}"
    return EXPRESSION.at(
        wrong.place, message, help="this is a defect of reve, not of your pack: please report it"
    )
