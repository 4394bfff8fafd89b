"""What a program is made of: every step, row and expression inside it."""

from __future__ import annotations

from collections.abc import Callable

from rules.expression.node import Apply, Cell
from rules.program.catalogue import Catalogue
from rules.program.node import (
    Choose,
    Close,
    Each,
    Empty,
    Give,
    Let,
    Move,
    Open,
    Program,
    Reaction,
    Select,
    Step,
    Take,
    Tally,
    Uniform,
    Write,
)
from rules.program.parts import parts
from rules.program.walk import every

AT_END = ".at_end"  # behind the kind of an offer: the program of its end


def rolls(step: Step) -> bool:
    """Tell whether a step, or one inside it, needs luck."""
    return any(isinstance(part, Choose | Uniform | Select) for part in every((step,)))


def bound_locals(program: Program) -> tuple[list[str], list[str]]:
    """Return the names that the program binds: values and tallies."""
    values: set[str] = set()
    tallies: set[str] = set()
    for part in parts(program.steps, told=True):
        match part:
            case (
                Let(local=name)
                | Choose(local=name)
                | Uniform(local=name)
                | Select(local=name)
                | Each(local=name)
                | Open(local=name)
            ):
                values.add(name)
            case Reaction(local=name) if name:
                values.add(name)
            case Tally(local=name) | Give(tally=name) | Take(missing=name) if name:
                tallies.add(name)
    return sorted(values - {param.name for param in program.params}), sorted(tallies)


def names_others(program: Program, formulas: Callable[[], bool]) -> bool:
    """Tell whether the program may read or write the cells of a player by id, or write those of an offer.

    *formulas* tells whether any formula of the catalogue names another player.
    """
    applied = False
    for part in parts(program.steps, told=True):
        if (isinstance(part, Cell | Write | Empty) and part.owner is not None) or (
            isinstance(part, Give) and part.to is not None
        ):
            return True
        if isinstance(part, Open | Move | Close):
            return True
        applied = applied or isinstance(part, Apply)
    return applied and formulas()


def formulas_name_others(catalogue: Catalogue) -> bool:
    """Tell whether any formula names another player."""
    bodies = (body for formula in catalogue.formulas.values() for body in formula.bodies)
    found = (part for body in bodies for part in parts(body, told=True))
    return any(isinstance(part, Apply | Cell) and part.owner is not None for part in found)


def ends_offer(program: Program) -> bool:
    """Tell whether the program is what happens at the end of an offer, which cannot be refused for room."""
    return program.name.endswith(AT_END)


def has_kept(program: Program) -> bool:
    """Tell whether anything may outlive a refusal."""
    return any(getattr(part, "keep", False) for part in parts(program.steps, told=True))
