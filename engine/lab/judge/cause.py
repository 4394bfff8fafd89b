"""A sampled target, its ruleset and a summary -> the actions that move what is measured most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from engine.lab.judge.verdict import Cause
from engine.lab.summary import Flow as Moved
from engine.lab.summary import Summary
from rules.expression.type import NONE
from rules.program.node import Reaction, Step, Steps, Sweep
from rules.program.target import MOST_NAMED, Flow, Gini, Reach, Target, Wealth
from rules.program.walk import Walker, every, written
from rules.ruleset import Ruleset

MOST = 3


def causes(ruleset: Ruleset, target: Target, summary: Summary) -> tuple[Cause, ...]:
    """Return the three actions (reactions, purchases) that move it most, by how much a day."""
    days = max(1, summary.players * summary.days)
    match target.measure:
        case Flow(sort=sort, asset=asset, by=by):
            made, spent = sort != "spent", sort != "made"
            moved = _moved(summary, {asset}, made=made, spent=spent)
            moved = {name: amount for name, amount in moved.items() if not by or name == by}
        case Wealth(asset=asset) | Gini(asset=asset):
            moved = _moved(summary, {asset}, made=True, spent=True)
        case Reach(path=path, what=what) if path:
            moved = _moved(summary, _assets(ruleset, path, what), made=True, spent=False)
        case Reach(what=variable):
            return _often(ruleset, variable, summary, days)
        case _:
            return ()
    return tuple(Cause(name, amount / days) for name, amount in sorted(moved.items(), key=_most)[:MOST])


def _most(moved: tuple[str, int]) -> tuple[int, str]:
    return -abs(moved[1]), moved[0]


def _moved(summary: Summary, assets: set[str], *, made: bool, spent: bool) -> Mapping[str, int]:
    """Return by cause how much more there is, or less."""
    found: Counter[str] = Counter()
    flows: list[tuple[Counter[Moved], int]] = [(summary.made, 1)] * made + [(summary.spent, -1)] * spent
    sign = 1 if made else -1  # what is only spent is told as an amount
    for flow, direction in flows:
        for (asset, why, _), amount in flow.items():
            if asset in assets:
                found[why] += sign * direction * amount
    return {why: amount for why, amount in found.items() if amount}


def _assets(ruleset: Ruleset, path: str, what: str) -> set[str]:
    """Return under what names records with a value of a field are counted."""
    name, _, field = path.partition(".")
    kind = ruleset.catalogue.kinds[name]
    if len(kind.ids) > MOST_NAMED:
        return {name}
    values = ruleset.catalogue.kinds[ruleset.definitions.vocabulary.kinds[name].fields[field].type.kind]
    code = values.codes[what.rpartition(": ")[2]]
    return {id_ for id_, value in zip(kind.ids, kind.columns[field], strict=True) if value == code != NONE}


def _often(ruleset: Ruleset, variable: str, summary: Summary, days: int) -> tuple[Cause, ...]:
    """Return the actions that write a variable, or what wakes a reaction that does, by how often."""
    wanted = _behind(ruleset, variable)
    actions = {name for name, program in ruleset.programs.items() if _writes(_own(program.phases)) & wanted}
    times: Counter[str] = Counter()
    for (action, _), often in summary.actions.items():
        if action in actions:
            times[action] += often
    return tuple(
        Cause(name, often / days, carried_out=True) for name, often in sorted(times.items(), key=_most)[:MOST]
    )


def _behind(ruleset: Ruleset, variable: str) -> frozenset[str]:
    """Return the slots that must be written for a variable to change, through reactions."""
    walker, wanted = Walker(ruleset.catalogue), frozenset({variable})
    reactions = {
        each.id: each for program in ruleset.programs.values() for each in _reactions(program.phases)
    }
    while True:
        awake = [each for each in reactions.values() if _writes(each.body) & wanted]
        grown = wanted.union(*(walker.reads(each.when).slots for each in awake if not each.after))
        if grown == wanted:
            return wanted
        wanted = grown


def _reactions(phases: tuple[tuple[str, Steps], ...]) -> Iterator[Reaction]:
    for _, steps in phases:
        for step in steps:
            if isinstance(step, Sweep):
                yield from step.reactions


def _own(phases: tuple[tuple[str, Steps], ...]) -> Iterator[Step]:
    """Yield what an action does itself, and what reactions do that wait for it alone."""
    for phase, steps in phases:
        if phase != "settle":
            for step in steps:
                if isinstance(step, Sweep):
                    yield from (inner for each in step.reactions if each.after for inner in each.body)
                else:
                    yield step


def _writes(steps: Iterator[Step] | Steps) -> frozenset[str]:
    return frozenset().union(*(written(step) for step in every(steps)))
