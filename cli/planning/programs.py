"""A plan -> values for other programs."""

from __future__ import annotations

from math import isfinite
from typing import Any

from engine.lab.effect import Amounts, FlowEffect
from engine.lab.interval import Interval
from engine.lab.plan import Plan
from engine.lab.promised import Found, TargetEffect
from engine.odds.report import Rate
from engine.odds.shift import Shift, TableShift
from rules.compare.change import Change
from rules.compare.touched import Causes
from rules.ruleset import Ruleset

RATE_DIGITS = 12  # of exact odds: as many as are the same on every machine
DIGITS = 9  # of what was measured


def programs(plan: Plan, against: str) -> dict[str, Any]:
    """Return everything that a plan knows."""
    advice, experiment = plan.advice, plan.experiment
    return {
        "against": against,
        "before": _pack(plan.before),
        "after": _pack(plan.after),
        "changes": [_change(each) for each in plan.changes],
        "touches": {
            "tables": _causes(plan.touched.tables),
            "actions": _causes(plan.touched.actions),
            "targets": _causes(plan.touched.targets),
        },
        "version": {
            "before": advice.before,
            "now": advice.now,
            "asks_for": advice.level.name.lower(),
            "wanted": advice.wanted,
            "because": advice.reason.name if advice.reason else None,
            "same": advice.same,
            "back": advice.back,
            "short": advice.short,
        },
        "odds": [_odds(each) for each in plan.odds],
        "experiment": experiment
        and {"players": dict(experiment.players), "days": experiment.days, "seed": experiment.seed},
        "flows_a_day": [_flow(each) for each in plan.flows],
        "targets": [_target(each) for each in plan.targets],
    }


def _pack(ruleset: Ruleset) -> dict[str, str]:
    return {"id": ruleset.id, "version": ruleset.version, "hash": ruleset.hash}


def _change(change: Change) -> dict[str, Any]:
    return {
        "sort": change.sort,
        "path": change.name,
        "noun": change.noun,
        "id": change.id,
        "before": change.before,
        "after": change.after,
        "file": change.place.file if change.place else None,
        "line": change.place.line if change.place else None,
        "patches": [
            {
                "patch": step.patch,
                "change": step.change,
                "value": step.value,
                "file": step.place.file,
                "line": step.place.line,
            }
            for step in change.patches
        ],
    }


def _causes(found: Any) -> dict[str, list[str]]:
    causes: dict[str, Causes] = dict(found)
    return {name: [change.name for change in changes] for name, changes in causes.items()}


def _odds(shift: TableShift) -> dict[str, Any]:
    return {
        "table": shift.name,
        "entries": [_shift(each) for each in shift.entries],
        "things": [_shift(each) for each in shift.things],
        "why_not": shift.why or None,
    }


def _shift(shift: Shift) -> dict[str, Any]:
    return {"name": shift.name, "before": _rate(shift.before), "after": _rate(shift.after)}


def _rate(rate: Rate | None) -> dict[str, Any] | None:
    if rate is None:
        return None
    exact = f"{rate.next.numerator}/{rate.next.denominator}"
    return {"next": float(rate.next), "next_exact": exact, "long_run": _long(rate.long_run)}


def _flow(effect: FlowEffect) -> dict[str, Any]:
    return {
        "profile": effect.profile,
        "asset": effect.asset,
        "before": _amounts(effect.before),
        "after": _amounts(effect.after),
        "difference": _interval(effect.difference),
        "moved": effect.moved,
    }


def _amounts(amounts: Amounts) -> dict[str, float]:
    return {"made": _number(amounts.made), "spent": _number(amounts.spent), "net": _number(amounts.net)}


def _target(effect: TargetEffect) -> dict[str, Any]:
    return {
        "target": effect.target.name,
        "touched": effect.touched,
        "exact": not effect.target.sampled,
        "before": _found(effect.before),
        "after": _found(effect.after),
        "difference": effect.difference and _interval(effect.difference),
        "days": effect.days,
        "moved": effect.moved,
        "why_not": effect.why or None,
    }


def _found(found: Found | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"answer": found.answer, "measured": found.measured and _interval(found.measured)}


def _interval(interval: Interval) -> dict[str, float | None]:
    """Return an interval; an end that is infinite is none."""
    ends = {"low": interval.low, "value": interval.value, "high": interval.high}
    return {name: _number(end) if isfinite(end) else None for name, end in ends.items()}


def _long(rate: float | None) -> float | None:
    return None if rate is None else round(rate, RATE_DIGITS)


def _number(value: float) -> float:
    return round(value, DIGITS)
