"""Changes, effects and advice -> the words for them that every form of a plan shares."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from cli.simulating.number import amount, listed
from cli.tree import told
from engine.lab.effect import FlowEffect
from engine.lab.interval import Interval
from engine.lab.plan import Plan
from engine.lab.promised import Found, TargetEffect
from engine.odds.report import Rate
from engine.view.measure import percent
from rules.compare.change import Change, written
from rules.compare.version import Advice, Level
from rules.program.target import First, Reach, Target, Wealth
from rules.report.cells import visible

_WIDEST = 60
_NAMES = 8  # that are listed before the rest is counted
_SIGNS = {"added": "+", "removed": "-", "changed": "~", "renamed": ">"}
NOTHING = "-"
ARROW = "->"


def line(change: Change) -> str:
    """Return a change as one line."""
    sign = _SIGNS[change.sort]
    if change.sort == "renamed":
        return f"{sign} {change.noun}.{change.before} {ARROW} {change.name}"
    if change.sort == "changed":
        return f"{sign} {change.name}: {value(change.before)} {ARROW} {value(change.after)}"
    stood = change.after if change.sort == "added" else change.before
    return f"{sign} {change.name}" + ("" if change.whole else f": {value(stood)}")


def where(change: Change) -> str:
    """Return where a change stands, and what patches did on the way."""
    at = f"{change.place.file}:{change.place.line}" if change.place else ""
    return "; ".join(part for part in (at, *map(told, change.patches)) if part)


def value(plain: object) -> str:
    """Return a value, as much of it as fits a line."""
    text = visible(written(plain))
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def rate(found: Rate | None) -> tuple[str, str]:
    """Return the chances of the next draw and in the long run."""
    if found is None:
        return NOTHING, NOTHING
    return chance(float(found.next)), NOTHING if found.long_run is None else chance(found.long_run)


def chance(found: float) -> str:
    """Return a chance; a number above 1 is how many come."""
    return percent("en", found) if found <= 1 else amount(found)


def difference(interval: Interval) -> str:
    """Return a difference with its interval."""
    return f"{signed(interval.value)} ({signed(interval.low)} to {signed(interval.high)})"


def signed(number: float) -> str:
    """Return a number with its sign; what is surely something is never told as 0."""
    said = amount(number) if abs(number) >= 0.01 or not number else f"{number:.1g}"  # noqa: PLR2004 - two digits
    return f"+{said}" if number > 0 else said


def flow(effect: FlowEffect) -> tuple[str, str, str, str]:
    """Return what moved, before and after, and by how much."""
    name = f"{effect.profile}: {effect.asset}"
    return name, amount(effect.before.net), amount(effect.after.net), difference(effect.difference)


def found(side: Found | None, asked: Target) -> str:
    """Return what one ruleset makes of a target."""
    if side is None:
        return NOTHING
    return (
        side.answer if side.measured is None else f"{side.answer} at {measured(side.measured.value, asked)}"
    )


def measured(number: float, asked: Target) -> str:
    """Return what was measured: shares and chances in per cent."""
    match asked.measure:
        case First(within=draws) if draws:
            return chance(number)
        case Wealth() | Reach(by=None):
            return chance(number)
        case _:
            return "never" if number == inf else amount(number)


def target(effect: TargetEffect) -> str:
    """Return what becomes of a target."""
    if effect.why:
        return effect.why
    said = f"{found(effect.before, effect.target)} {ARROW} {found(effect.after, effect.target)}"
    return f"{said}, {difference(effect.difference)}" if effect.difference and effect.moved else said


def counted(plan: Plan) -> str:
    """Return how many changes there are, and of what sort."""
    sorts = [(sort, sum(change.sort == sort for change in plan.changes)) for sort in _SIGNS]
    return ", ".join(f"{number} {sort}" for sort, number in sorts if number)


def touches(plan: Plan) -> str:
    """Return what the changes touch, by name."""
    parts = (
        ("tables", plan.touched.tables),
        ("actions", plan.touched.actions),
        ("targets", plan.touched.targets),
    )
    return "; ".join(f"{word} {listed([*names], _NAMES)}" for word, names in parts if names) or "nothing"


def moves(plan: Plan) -> str:
    """Return what moved surely, or that nothing did."""
    if plan.experiment is None:
        return "unknown: nobody played" if plan.played else "nothing: no player meets what changed"
    asked = f"{plan.experiment.total:,} players in {plan.experiment.days} days"
    surely = [effect for effect in plan.flows if effect.moved]
    if not surely:
        return f"nothing that {asked} show"
    shown = [f"{each.asset} of {each.profile} {signed(each.difference.value)}" for each in surely]
    return f"{listed(shown)} a day, by {asked}"


def turned(effects: Iterable[TargetEffect]) -> str:
    """Return the targets whose answer is another one."""
    told_ = [
        f"{each.target.name} {each.before.answer} {ARROW} {each.after.answer}"
        for each in effects
        if each.turned and each.before and each.after
    ]
    return listed(told_, _NAMES)


def version(advice: Advice) -> str:
    """Return what the version should be, and why."""
    if advice.other:
        return f"{advice.now}, of another game: versions are not compared"
    if advice.back:
        said = f"{advice.now} is lower than {advice.before}, which is out already"
        return f"{said}; write `version: {advice.wanted}`"
    if advice.level is Level.NONE:
        return f"{advice.now} may stay: the game is the same"
    because = f"`{advice.reason.name}`" if advice.reason and advice.level > Level.PATCH else "what changed"
    asks = f"{because} asks for a {advice.level.name.lower()} version"
    if advice.same:
        return (
            f"content changed under the same version {advice.now}; {asks}: write `version: {advice.wanted}`"
        )
    if advice.short:
        return f"{asks}, {advice.wanted}; {advice.now} is less"
    return f"{advice.before} {ARROW} {advice.now}; {asks}, and that is one"
