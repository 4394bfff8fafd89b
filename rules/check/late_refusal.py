"""A step that may refuse after a roll of the same command: what luck decided would be taken back."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.lower.code import LATER, REACTION_OFFERS
from rules.problem import Problem, error
from rules.program.node import (
    Choose,
    Close,
    Each,
    If,
    Move,
    Open,
    Repeat,
    Require,
    Select,
    Step,
    Steps,
    Sweep,
    Switch,
    Take,
    Uniform,
)
from rules.program.walk import every, may_refuse

REACTION_TAKES = error("E618", "a reaction takes, and a reaction cannot refuse")
CODES = (LATER, REACTION_TAKES, REACTION_OFFERS)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield steps that take for certain after a roll, and those that take in a reaction."""
    for program in (*pack.lowered.programs.values(), *pack.lowered.endings.values()):
        found: list[Step] = []
        _walk(program.phase("do"), found, rolled=False)
        for step in found:
            if step.place is not None:
                yield LATER.at(step.place, "this may refuse after luck has decided", help=_help(step))
        for sweep in program.phase("react"):
            yield from _reactions(sweep)


def _help(step: Step) -> str:
    if isinstance(step, Move | Open):
        return "move it in front of the roll, or hand `all` or what one player put in"
    return "move it in front of the roll, into `cost`, or write `at_most: true`"


def _reactions(step: Step) -> Iterator[Problem]:
    for reaction in step.reactions if isinstance(step, Sweep) else ():
        found: list[Step] = []
        _walk(reaction.body, found, rolled=True)
        for take in found:
            if take.place is not None and not isinstance(take, Open | Move):
                said = "a reaction cannot refuse, so it cannot take for certain"
                yield REACTION_TAKES.at(take.place, said, help="write `at_most: true`")
        for inner in every(reaction.body):
            if isinstance(inner, Open | Move | Close) and inner.place is not None:
                said = "a reaction cannot refuse, so it does nothing with offers"
                yield REACTION_OFFERS.at(inner.place, said, help="do it in an action, or at the offer's end")


def _walk(steps: Steps, found: list[Step], *, rolled: bool) -> bool:
    """Gather the steps that may refuse after a roll; return whether something was rolled by the end."""
    for step in steps:
        match step:
            case Choose() | Uniform() | Select():
                rolled = True
            case Take() | Require() | Move() | Open() if may_refuse(step):
                found += [step] * rolled
            case If(then=then, other=other):
                rolled = _branches((then, other), found, rolled=rolled)
            case Switch(cases=cases):
                rolled = _branches(cases, found, rolled=rolled)
            case Repeat(body=body) | Each(body=body):
                again = _walk(body, [], rolled=rolled)
                rolled = _walk(body, found, rolled=again)
            case _:
                pass
    return rolled


def _branches(blocks: tuple[Steps, ...], found: list[Step], *, rolled: bool) -> bool:
    after = [_walk(block, found, rolled=rolled) for block in blocks]  # each is looked at
    return any(after) or rolled
