"""A plan -> Markdown for a pull request: in short first to the eye, all the rest folded away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cli.planning import say
from engine.lab.plan import Plan
from engine.odds.shift import Shift, TableShift

_ROWS = 100  # of one table: a comment has room for so much


def markdown(plan: Plan, against: str) -> str:
    """Return the plan."""
    if not plan.any:
        return f"### {plan.after.title} {plan.after.version}\n\nThe same as {against}."
    odds = [line for shift in plan.odds if shift.worth_telling for line in _odds(shift)]
    flows = [say.flow(effect) for effect in plan.flows if effect.moved]
    targets = [(each.target.name, say.target(each)) for each in plan.targets if each.worth_telling]
    lines = [
        f"### {plan.after.title} {plan.after.version}, against {against}",
        "",
        *_table(("change", "where"), ((f"`{say.line(each)}`", say.where(each)) for each in plan.changes)),
        *odds,
        *(_titled("What moves, per player and day", ("", "before", "after", "difference (95 %)"), flows)),
        *(_titled("Targets", ("target", "before and after"), targets)),
        "",
        f"- **{say.counted(plan)}**",
        f"- touches {say.touches(plan)}",
        f"- moves {say.moves(plan)}",
        *([f"- targets: {turned}"] if (turned := say.turned(plan.targets)) else []),
        f"- version: {say.version(plan.advice)}",
    ]
    return "\n".join(lines)


def _odds(shift: TableShift) -> Iterator[str]:
    if shift.why:
        yield from ("", f"Odds of `{shift.name}`: {shift.why}.")
        return
    entries = [each for each in shift.entries if each.moved] or [*shift.things]
    head = ("", "next draw, before", "after", "long run, before", "after")
    yield from _titled(f"Odds of `{shift.name}`", head, map(_row, entries))


def _row(shift: Shift) -> tuple[str, ...]:
    (next_, long_run), (later, longer) = say.rate(shift.before), say.rate(shift.after)
    return shift.name, next_, later, long_run, longer


def _titled(title: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    found = [*rows]
    if found:
        yield from ("", f"**{title}**", "", *_table(head, found))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    found = [*rows]
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join(['---'] * len(head))} |"
    for row in found[:_ROWS]:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    if len(found) > _ROWS:
        yield f"| and {len(found) - _ROWS} more |{' |' * (len(head) - 1)}"
