"""Targets, and a way to live players -> what became of each.

Sampled targets share the error: each look of each target may be wrong with the same small chance, so that all
answers together are right as often as they claim. A target's answer hangs on its own players alone, never on
which other targets there are beside it, but for how many.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from math import gcd

from engine.lab.interval import looks
from engine.lab.judge.cause import causes
from engine.lab.judge.exact import judge_exact
from engine.lab.judge.lived import Live, Population
from engine.lab.judge.measure import alike, measure
from engine.lab.judge.verdict import Judged, decided
from engine.lab.summary import together
from rules.program.target import Target
from rules.ruleset import Ruleset

ALPHA = 0.05  # how often any answer of a pack may be wrong
LOOKS = 8
FEWEST = 25  # players of a first look
BUDGET = 200

Told = Callable[[Judged], None]


@dataclass(frozen=True, slots=True)
class Budget:
    """At most how many players are asked for a target that does not say it, and for any."""

    players: int = BUDGET
    most: int | None = None

    def of(self, target: Target) -> int:
        """Return at most how many players are asked for a target."""
        wanted = target.players or self.players
        return wanted if self.most is None else min(wanted, self.most)


def judge(
    ruleset: Ruleset,
    live: Live,
    budget: Budget | None = None,
    alpha: float = ALPHA,
    select: str = "",
    told: Told = lambda _: None,
) -> tuple[Judged, ...]:
    """Judge the targets whose names contain *select*, in their order; *told* hears of each at once."""
    targets = ruleset.targets.values()
    chosen = [target for target in targets if select in target.name]
    sampled = [target for target in targets if target.sampled]
    confidence = looks(1 - alpha / max(1, len(sampled)), LOOKS)
    found: dict[str, Judged] = {}

    def note(judged: Judged) -> None:
        found[judged.target.name] = judged
        told(judged)

    for target in chosen:
        if not target.sampled:
            note(judge_exact(ruleset, target))
    questions = [
        _Question(ruleset, target, (budget or Budget()).of(target), confidence)
        for target in chosen
        if target.sampled
    ]
    _ask(questions, live, note)
    return tuple(found[target.name] for target in chosen)


class _Question:
    """One sampled target: how many players of each profile each of its looks is at."""

    def __init__(self, ruleset: Ruleset, target: Target, budget: int, confidence: float) -> None:
        self.target = target
        self._ruleset = ruleset
        self._confidence = confidence
        shares = _shares(ruleset, target.profile)
        whole = sum(shares.values())
        counts = dict.fromkeys(max(1, players // whole) for players in _sizes(budget))
        self.looks = [{name: count * share for name, share in shares.items()} for count in counts]

    def ends(self) -> list[tuple[str, int, int]]:
        """Return of whom so many may be asked."""
        return [(name, self.target.days, n) for counts in self.looks for name, n in counts.items()]

    def look(self, number: int, population: Population) -> Judged | None:
        """Look once more; None where it is not decided and may yet be."""
        days, counts = self.target.days, self.looks[number]
        summary = together(population.first(profile, days, count) for profile, count in counts.items())
        measured = measure(self.target, summary, self._confidence)
        last = number + 1 == len(self.looks)
        answer = decided(self.target, measured)
        if not last and (answer == "undecided" or alike(self.target, measured)):
            return None
        found = causes(self._ruleset, self.target, summary) if answer != "holds" else ()
        why = f"{summary.players:,} players were not enough" if answer == "undecided" else ""
        return Judged(self.target, answer, measured, summary.players, number + 1, found, why=why)


def _ask(questions: list[_Question], live: Live, told: Told) -> None:
    """Let all questions look in turn, so that what was lived for one is there for the others."""
    population = Population(live, (end for question in questions for end in question.ends()))
    waiting = dict.fromkeys(questions)
    for number in range(LOOKS):
        for question in [*waiting]:
            if number < len(question.looks):
                judged = question.look(number, population)
                if judged is not None:
                    del waiting[question]
                    told(judged)


def _sizes(budget: int) -> list[int]:
    """Return how many players each look is at: doubled from look to look, the budget at the last."""
    sizes = [budget >> halvings for halvings in range(LOOKS)]
    return [size for size in reversed(sizes) if size >= min(FEWEST, budget)]


def _shares(ruleset: Ruleset, profile: str) -> Mapping[str, int]:
    """Return how many players of each profile there are for each other, in least numbers."""
    if profile:
        return {profile: 1}
    shares = {name: each.share for name, each in ruleset.profiles.items()}
    part = reduce(gcd, shares.values())
    return {name: share // part for name, share in shares.items()}
