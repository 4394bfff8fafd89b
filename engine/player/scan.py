"""What a program is made of: every step, row and expression inside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from rules.expression.node import Apply, Cell
from rules.expression.type import Type
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
from rules.program.walk import every
from rules.site import Site
from rules.source import Place

AT_END = ".at_end"  # behind the kind of an offer: the program of its end

_NAMES: dict[type, tuple[str, ...] | None] = {}


def _names(kind: type) -> tuple[str, ...] | None:
    """Return the fields of a class of parts; None for what is no part."""
    if kind not in _NAMES:
        whole = not is_dataclass(kind) or issubclass(kind, Place | Site | Type)
        _NAMES[kind] = None if whole else tuple(field.name for field in fields(kind))
    return _NAMES[kind]


def parts(thing: Any) -> Iterator[Any]:
    """Yield *thing* and all that it is made of, down to the expressions."""
    stack = [thing]
    while stack:
        part = stack.pop()
        if isinstance(part, tuple):
            stack.extend(reversed(part))
        elif (names := _names(type(part))) is not None:
            yield part
            stack.extend([getattr(part, name) for name in reversed(names)])


def rolls(step: Step) -> bool:
    """Tell whether a step, or one inside it, needs luck."""
    return any(isinstance(part, Choose | Uniform | Select) for part in every((step,)))


def bound_locals(program: Program) -> tuple[list[str], list[str]]:
    """Return the names that the program binds: values and tallies."""
    values: set[str] = set()
    tallies: set[str] = set()
    for part in parts(program.steps):
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
    for part in parts(program.steps):
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
    return any(
        isinstance(part, Apply | Cell) and part.owner is not None for body in bodies for part in parts(body)
    )


def ends_offer(program: Program) -> bool:
    """Tell whether the program is what happens at the end of an offer, which cannot be refused for room."""
    return program.name.endswith(AT_END)


def has_kept(program: Program) -> bool:
    """Tell whether anything may outlive a refusal."""
    return any(getattr(part, "keep", False) for part in parts(program.steps))
