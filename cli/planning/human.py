"""A plan -> what a designer reads in a terminal: what changed, what moved, and in short at the end."""

from __future__ import annotations

from collections.abc import Iterator

from cli.planning import say
from cli.simulating.number import table
from engine.lab.plan import Plan
from engine.odds.shift import Shift, TableShift

CHANGES = 20
THINGS = 6
FLOWS = 12


def human(plan: Plan, against: str, *, full: bool = False) -> str:
    """Return the plan; *full* leaves nothing out."""
    blocks = [_changes(plan, full), *_shifts(plan), _flows(plan, full), _targets(plan, full)]
    blocks.append(brief(plan, against))
    return "\n\n".join("\n".join(lines) for block in blocks if (lines := [*block]))


def _shifts(plan: Plan) -> Iterator[Iterator[str]]:
    yield from (_odds(shift) for shift in plan.odds if shift.worth_telling)


def _changes(plan: Plan, full: bool) -> Iterator[str]:
    shown = plan.changes if full else plan.changes[:CHANGES]
    for change in shown:
        at = say.where(change)
        yield f"{say.line(change)}{f'   # {at}' if at else ''}"
    if len(plan.changes) > len(shown):
        yield f"  and {len(plan.changes) - len(shown)} more (--full shows all)"


def _odds(shift: TableShift) -> Iterator[str]:
    if shift.why:
        yield f"odds of {shift.name}: {shift.why}"
        return
    yield f"odds of {shift.name}"
    entries = [each for each in shift.entries if each.moved]
    shown = [*entries, *(() if entries else shift.things[:THINGS])]
    yield from table([("", "next draw", "", "", "long run", "", ""), *map(_row, shown)])
    if not entries and len(shift.things) > THINGS:
        yield f"  and {len(shift.things) - THINGS} more"


def _row(shift: Shift) -> tuple[str, ...]:
    (next_, long_run), (later, longer) = say.rate(shift.before), say.rate(shift.after)
    return shift.name, next_, say.ARROW, later, long_run, say.ARROW, longer


def _flows(plan: Plan, full: bool) -> Iterator[str]:
    moved = [effect for effect in plan.flows if full or effect.moved]
    if not moved:
        return
    shown = moved if full else moved[:FLOWS]
    yield "what players have more each day, and the difference of the same players (95 %)"
    yield from table([("", "before", "after", "difference"), *map(say.flow, shown)])
    if len(moved) > len(shown):
        yield f"  and {len(moved) - len(shown)} more (--full shows all)"


def _targets(plan: Plan, full: bool) -> Iterator[str]:
    shown = [each for each in plan.targets if full or each.worth_telling]
    if shown:
        yield "targets"
        yield from table([(each.target.name, say.target(each)) for each in shown])


def brief(plan: Plan, against: str) -> Iterator[str]:
    """Yield the lines that a plan ends with."""
    game = f"{plan.after.title} {plan.after.version}"
    if not plan.any:
        yield f"In short: {game} is the same as {against}"
        return
    yield f"In short: {game} against {against}: {say.counted(plan)}"
    yield f"  touches  {say.touches(plan)}"
    yield f"  moves    {say.moves(plan)}"
    turned = say.turned(plan.targets)
    if turned:
        yield f"  targets  {turned}"
    yield f"  version  {say.version(plan.advice)}"
