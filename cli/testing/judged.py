"""What became of a target -> words: what was measured, what was wanted, what moves it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isinf

from engine.lab.judge.verdict import Cause, Judged, Loop
from rules.problem import Problem, error, warning
from rules.program.target import First, Flow, Gini, NoProfit, Per, Reach, Target, Unit, Wealth, unit_of

TARGET = error("target", "a target fails")
OPEN = warning("undecided", "a target is neither shown to hold nor to fail")
STRICTLY = error("undecided", "a target is neither shown to hold nor to fail")

_DIGITS = 3
_MOST_PARTS = 3
_PER: dict[Per, str] = {
    "active_player_day": "per active player and day",
    "player_day": "per player and day",
    "player": "per player",
}


def problem(judged: Judged, *, strict: bool) -> Problem | None:
    """Return what became of a target as a problem of the pack, if it is one."""
    if judged.answer == "holds":
        return None
    place = judged.target.place
    assert place is not None  # noqa: S101 - what was read has a place
    code = TARGET if judged.answer == "fails" else STRICTLY if strict else OPEN
    return code.at(place, f"{judged.target.name}: {said(judged)}", help=remedy(judged))


def said(judged: Judged) -> str:
    """Say what was measured, and what is wanted."""
    target = judged.target
    if judged.loop is not None:
        return _paying(judged.loop)
    if judged.measured is None:
        return f"{told(target)}: {judged.why or 'nothing pays'}"
    value = f"{told(target)} is {_shown(judged.measured.value, target)}{_room(judged)}"
    verdict = {"holds": "as wanted:", "fails": "wanted is", "undecided": "which does not tell whether it is"}
    return f"{value}, {verdict[judged.answer]} {wanted(target)}"


def answered(judged: Judged) -> str:
    """Say in short what a target comes to: `holds at 12.3 (by 25 players in 5 days), wanted from 0 to 20`."""
    if judged.measured is None:
        return f"{judged.answer}: {judged.why or ('something pays' if judged.loop else 'nothing pays')}"
    value = f"{judged.answer} at {_shown(judged.measured.value, judged.target)}{_room(judged)}"
    return f"{value}, wanted {wanted(judged.target)}"


def remedy(judged: Judged) -> str | None:
    """Say what moves it most, or what would tell."""
    causes = _causes(judged.causes)
    if judged.answer == "undecided":
        more = "ask more players: `players` of the target, or `--budget`" if judged.target.sampled else None
        return "; ".join(part for part in (more, judged.hint, causes) if part) or None
    return causes or judged.hint or None


def told(target: Target) -> str:
    """Say what a target measures."""
    match target.measure:
        case Flow(sort=sort, asset=asset, per=per, by=by):
            by = f" by `{by}`" if by else ""
            return f"`{asset}` {'net' if sort == 'net' else sort}{by} {_PER[per]}"
        case First(within=within, copies=copies) as first:
            what = f"`{first.entry}` of `{first.table}`" + (f" {copies} times" if copies > 1 else "")
            if within:
                return f"the chance of {what} within {within:,} draws"
            by = "on average" if first.draws == "mean" else f"for {_percent(float(first.draws))} of players"
            return f"the number of draws until {what} {by}"
        case Reach(by=None) as reach:
            return f"the share of players who have {_reached(reach)} on day {target.days:,}"
        case Reach(by=by) as reach:
            assert by is not None  # noqa: S101 - the case before
            return f"the day by which {_percent(float(by))} of players have {_reached(reach)}"
        case Wealth(asset=asset, top=top):
            return f"what the richest {_percent(float(top))} hold of all `{asset}`"
        case Gini(asset=asset):
            return f"the Gini coefficient of `{asset}`"
        case NoProfit(actions=actions):
            return f"profit from {_listed([f'`{name}`' for name in actions])}"


def wanted(target: Target) -> str:
    """Say between what it must be."""
    low, high = (None if end is None else _bound(end, target) for end in (target.low, target.high))
    if low is not None and high is not None:
        return f"from {low} to {high}"
    return f"at least {low}" if high is None else f"at most {high}"


def _bound(end: Fraction, target: Target) -> str:
    """Return a bound as it is written, not rounded as what is measured."""
    share = unit_of(target.measure) == "share"
    text = f"{float(100 * end if share else end):,.9f}".rstrip("0").rstrip(".")
    return f"{text}%" if share else text


def _reached(reach: Reach) -> str:
    return f"a record of {reach.what}" if reach.path else f"`{reach.what}` {reach.value:,}"


def _room(judged: Judged) -> str:
    """Say between what the truth lies, and who was asked."""
    if judged.exact or judged.measured is None:
        return ""
    low, high = (_shown(end, judged.target) for end in (judged.measured.low, judged.measured.high))
    span = "" if low == high else f"{low} to {high}, "
    days = f"{judged.target.days:,} day{'' if judged.target.days == 1 else 's'}"
    return f" ({span}by {judged.players:,} players in {days})"


def _shown(value: float, target: Target) -> str:
    unit: Unit = unit_of(target.measure)
    if isinf(value):
        return {"days": f"later than {target.days:,}", "draws": "never"}.get(unit, "unknown")
    if unit == "share":
        return _percent(value)
    if unit == "days" and value > target.days:
        return f"later than {target.days:,}"
    return _number(value)


def _percent(value: float) -> str:
    return f"{_number(100 * value)}%"


def _number(value: float) -> str:
    """Return a number with as many digits as tell it apart."""
    if value == round(value) or abs(value) >= 10**_DIGITS:
        return f"{value:,.0f}"
    return f"{value:.{_DIGITS}g}"


def _causes(causes: Sequence[Cause]) -> str:
    if not causes:
        return ""
    if causes[0].carried_out:
        often = _listed([f"`{cause.name}` {_number(cause.amount)} times" for cause in causes])
        return f"moved most by what is done so often per player and day: {often}"
    moved = _listed([f"`{cause.name}` {'+' * (cause.amount > 0)}{_number(cause.amount)}" for cause in causes])
    return f"moved most, per player and day, by {moved}"


def _paying(loop: Loop) -> str:
    parts = [
        f"{_times(part.times)} `{part.action}`" + (f" ({part.case})" if part.case else "")
        for part in loop.parts
    ]
    gains = [f"{_times(amount)} `{asset}`" for asset, amount in loop.gains]
    doing = _listed(parts[:_MOST_PARTS] + [f"{len(parts) - _MOST_PARTS} more"] * (len(parts) > _MOST_PARTS))
    return f"{doing} cost nothing together on average, and bring {_listed(gains[:_MOST_PARTS])}"


def _times(amount: Fraction) -> str:
    return _number(float(amount))


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
