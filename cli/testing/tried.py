"""A pack -> how its scenarios ended, what became of its targets, and whether its expressions are clear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cli.simulating.bar import bar
from cli.testing.judged import problem as problem_of
from cli.testing.players import players_of
from engine.lab.judge.judge import Budget, judge
from engine.lab.judge.verdict import Judged
from engine.player.run import Executor
from engine.sample.agree import Agreement, Disagreement, compare
from engine.scenario.run import Verdict, run
from rules.problem import Problem, error

if TYPE_CHECKING:
    from rules.load import Loaded
    from rules.ruleset import Ruleset

SCENARIO = error("scenario", "a scenario ends otherwise than it says")
EXPRESSION = error("expression", "two evaluators differ")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is tried of a pack: what its name contains, at how many points, by which luck.

    *targets*: whether they are judged. *most*: at most how many players are asked for a target. *strict*:
    what is undecided is an error.
    """

    select: str
    points: int
    seed: int
    targets: bool = True
    most: int | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one pack; *agreement* is None where expressions were not asked for."""

    name: str
    verdicts: tuple[Verdict, ...]
    agreement: Agreement | None
    judged: tuple[Judged, ...] = field(default=())
    strict: bool = False

    @property
    def problems(self) -> list[Problem]:
        """Return what failed, and what is undecided, as problems of the pack."""
        found = [problem for verdict in self.verdicts for problem in failures(verdict)]
        targets = [problem for each in self.judged if (problem := problem_of(each, strict=self.strict))]
        wrong = self.agreement.disagreements if self.agreement else ()
        return [*found, *targets, *map(disagreement, wrong)]

    @property
    def passed(self) -> bool:
        """Tell whether nothing failed."""
        return not any(problem.is_error for problem in self.problems)


def tried(name: str, loaded: Loaded, asked: Selection) -> Tried:
    """Play the scenarios and judge the targets that are wished for; of all, sample every expression too."""
    ruleset, session = loaded.ruleset, loaded.session
    assert ruleset is not None  # noqa: S101 - asked by the caller
    assert session is not None  # noqa: S101 - likewise
    executor = Executor(ruleset.catalogue)
    scenarios = [each for key, each in ruleset.scenarios.items() if asked.select in key]
    verdicts = tuple(run(ruleset, executor, scenario) for scenario in scenarios)
    agreement = (
        None if asked.select else compare(ruleset.catalogue, session, points=asked.points, seed=asked.seed)
    )
    return Tried(name, verdicts, agreement, _judged(ruleset, asked), asked.strict)


def _judged(ruleset: Ruleset, asked: Selection) -> tuple[Judged, ...]:
    """Judge the targets, and show on the way how many are known."""
    if not asked.targets:
        return ()
    with bar(sum(asked.select in name for name in ruleset.targets), "targets") as told:
        return judge(
            ruleset,
            players_of(ruleset, asked.seed),
            Budget(most=asked.most),
            select=asked.select,
            told=lambda _: told(1),
        )


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
