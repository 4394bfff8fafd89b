"""Targets under two rulesets -> what was measured before and after, and whether each still holds."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from engine.lab.effect import CONFIDENCE, FlowEffect
from engine.lab.interval import Interval
from engine.lab.judge.measure import measure
from engine.lab.judge.verdict import Answer, Judged, decided
from engine.lab.pair import Pair
from engine.lab.summary import Summary, together
from rules.program.target import Flow, Reach, Target
from rules.ruleset import Ruleset

# Under which ruleset, `before` or `after`, and which target.
Asked = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What one ruleset makes of a target; None where there was nothing to measure."""

    answer: Answer
    measured: Interval | None = None


@dataclass(frozen=True, slots=True)
class TargetEffect:
    """What becomes of one target; None where a ruleset has no such target, or it was not looked at.

    *difference* is that of the same players, where it is known. *days*: for how long they were looked at.
    *touched*: the target hangs on the change by reference. *why*: what stood in the way.
    """

    target: Target
    touched: bool
    before: Found | None = None
    after: Found | None = None
    difference: Interval | None = None
    days: int = 0
    why: str = ""

    @property
    def turned(self) -> bool:
        """Tell whether the answer is another one."""
        return self.before is not None and self.after is not None and self.before.answer != self.after.answer

    @property
    def moved(self) -> bool:
        """Tell whether what is measured surely differs."""
        if self.difference is not None:
            return self.difference.signed
        one, other = (found.measured if found else None for found in (self.before, self.after))
        return one is not None and other is not None and (one.high < other.low or other.high < one.low)

    @property
    def worth_telling(self) -> bool:
        """Tell whether the change touches it, or anything of it differs."""
        return self.touched or self.turned or self.moved


def exact_targets(
    before: Ruleset, after: Ruleset, touched: Container[str]
) -> dict[Asked, tuple[Ruleset, Target]]:
    """Return what is judged without players: exact targets that the change touches, under each ruleset."""
    return {
        (when, target.name): (ruleset, target)
        for when, ruleset in (("before", before), ("after", after))
        for target in ruleset.targets.values()
        if target.name in touched and not target.sampled
    }


def target_effects(
    before: Ruleset,
    after: Ruleset,
    touched: Container[str],
    judged: Mapping[Asked, Judged],
    pairs: Mapping[str, Pair],
    flows: tuple[FlowEffect, ...],
) -> tuple[TargetEffect, ...]:
    """Return what becomes of every target; exact ones that were not *judged* are left out."""
    names = dict.fromkeys((*after.targets, *before.targets))
    found = (_Effect(before, after, name, name in touched, judged) for name in names)
    return tuple(effect for asked in found if (effect := asked.of(pairs, flows)) is not None)


@dataclass(frozen=True, slots=True)
class _Effect:
    before: Ruleset
    after: Ruleset
    name: str
    touched: bool
    judged: Mapping[Asked, Judged]

    def of(self, pairs: Mapping[str, Pair], flows: tuple[FlowEffect, ...]) -> TargetEffect | None:
        old, new = (ruleset.targets.get(self.name) for ruleset in (self.before, self.after))
        target = new or old
        assert target is not None  # noqa: S101 - one of the two has it
        if not target.sampled:
            return self._exact(target) if self.touched else None
        chosen = [pair for name, pair in pairs.items() if target.profile in {"", name}]
        if not chosen:
            return TargetEffect(target, self.touched, why="no players were asked") if self.touched else None
        days = chosen[0].after.days
        if isinstance(target.measure, Reach) and target.measure.by is None and target.days > days:
            return TargetEffect(
                target, self.touched, why=f"it asks for day {target.days}: add `--days {target.days}`"
            )
        return TargetEffect(
            target,
            self.touched,
            _sampled(old, together(pair.before for pair in chosen)),
            _sampled(new, together(pair.after for pair in chosen)),
            _paired(target, flows),
            days,
        )

    def _exact(self, target: Target) -> TargetEffect:
        judged = [self.judged.get((when, self.name)) for when in ("before", "after")]
        why = next((each.why for each in judged if each and each.measured is None), "")
        was, now = (Found(each.answer, each.measured) if each else None for each in judged)
        return TargetEffect(target, self.touched, was, now, why=why)


def _sampled(target: Target | None, summary: Summary) -> Found | None:
    if target is None:
        return None
    measured = measure(target, summary, CONFIDENCE)
    return Found(decided(target, measured), measured)


def _paired(target: Target, flows: tuple[FlowEffect, ...]) -> Interval | None:
    """Return the difference of the same players, where the target asks of one profile what was summed."""
    flow = target.measure
    if not isinstance(flow, Flow) or flow.sort != "net" or flow.per != "player_day" or flow.by:
        return None
    return next(
        (each.difference for each in flows if (each.profile, each.asset) == (target.profile, flow.asset)),
        None,
    )
