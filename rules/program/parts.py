"""A program -> all that it is made of, down to the expressions, those of the formulas it calls included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from rules.expression.node import Apply
from rules.program.catalogue import Catalogue
from rules.program.node import Emit, Program
from rules.site import Site
from rules.source import Place


def parts(thing: object) -> Iterator[object]:
    """Yield *thing* and all that it is made of, down to the expressions; but not what is only told."""
    if isinstance(thing, tuple):
        for part in thing:
            yield from parts(part)
    elif is_dataclass(thing) and not isinstance(thing, Place | Site | Emit):
        yield thing
        for field in fields(thing):
            yield from parts(getattr(thing, field.name))


def all_parts(program: Program, catalogue: Catalogue) -> Iterator[object]:
    """Yield the parts of a program, then those of all formulas that it may call, each formula once."""
    waiting: list[object] = [program.steps]
    seen: set[str] = set()
    while waiting:
        for part in parts(waiting.pop()):
            yield part
            if isinstance(part, Apply) and part.formula not in seen:
                seen.add(part.formula)
                waiting.append(catalogue.formulas[part.formula].bodies)
