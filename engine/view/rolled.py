"""A roll that fell -> what came of it and how likely that was, as far as its ruleset alone says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from engine.chance import Roll
from rules.expression.node import Function
from rules.expression.type import CHANCE_PARTS
from rules.program.node import Choose, Program, Select, Step
from rules.program.walk import every


@dataclass(frozen=True, slots=True)
class Fell:
    """What fell: what *came*, where that is known, at a chance that lay *between* two numbers.

    *is_chance*: it succeeds below its chance. *alike*: one of several that were equally likely.
    """

    roll: Roll
    came: str = ""
    between: tuple[float, float] | None = None
    is_chance: bool = False
    alike: bool = False


def fell(program: Program | None, roll: Roll) -> Fell:
    """Return what a roll of an action came to; without the program only the numbers are known."""
    steps = [step for step in every(program.steps) if _is_of(step, roll)] if program is not None else []
    if any(isinstance(step, Select) and step.weigh is None for step in steps):
        return Fell(roll, between=(1 / roll.n, 1 / roll.n), alike=True)
    chances = [each for step in steps if (each := _chance(step)) is not None]
    if roll.n == CHANCE_PARTS and chances:
        return _succeeded(roll, chances[0])
    found = {each for step in steps if isinstance(step, Choose) for each in _chosen(step, roll)}
    if len(found) == 1:
        came, chance = found.pop()
        return Fell(roll, came, (float(chance), float(chance)))
    return Fell(roll, is_chance=roll.n == CHANCE_PARTS)


def _chance(step: Step) -> tuple[float, float] | None:
    """Return within which bounds the chance of a step lies; None where it is no chance."""
    node = step.weights.nodes[0] if isinstance(step, Choose) and step.weights.nodes else None
    if not isinstance(node, Function) or not node.args or node.type.hi != CHANCE_PARTS:
        return None
    return max(0.0, node.args[0].type.lo), min(1.0, node.args[0].type.hi)


def _succeeded(roll: Roll, between: tuple[float, float]) -> Fell:
    """Return whether it succeeded, where that is so or not so whatever the chance was."""
    low, high = (round(each * roll.n) for each in between)
    came = "true" if roll.value < low else "false" if roll.value >= high else ""
    return Fell(roll, came, between, is_chance=True)


def _is_of(step: Step, roll: Roll) -> bool:
    site = getattr(step, "site", None)
    return site is not None and site.name == roll.site


def _chosen(step: Choose, roll: Roll) -> Iterator[tuple[str, Fraction]]:
    """Yield what came by each row of weights that may have been used, and how likely it was."""
    rows = {row for row in step.weights.rows if sum(row) == roll.n}
    for row in rows:
        below = 0
        for outcome, weight in zip(step.site.outcomes, row, strict=False):
            if below <= roll.value < below + weight:
                yield outcome, Fraction(weight, roll.n)
            below += weight
