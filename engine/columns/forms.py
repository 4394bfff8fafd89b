"""A program -> the forms in it that columns cannot run: what touches players besides the one who acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from rules.expression.node import Apply, Cell, Placed
from rules.program.catalogue import Catalogue
from rules.program.node import Emit, Give, Program, Weights, Write
from rules.site import Site
from rules.source import Place

_WORD = 1 << 63


def parts(thing: object) -> Iterator[object]:
    """Yield *thing* and all that it is made of, down to the expressions; but not what is only told."""
    if isinstance(thing, tuple):
        for part in thing:
            yield from parts(part)
    elif is_dataclass(thing) and not isinstance(thing, Place | Site | Emit):
        yield thing
        for field in fields(thing):
            yield from parts(getattr(thing, field.name))


def refused_forms(program: Program, catalogue: Catalogue) -> list[str]:
    """Name what columns cannot run, in the order of the alphabet; nothing if they can run it all."""
    named: dict[str, None] = {}
    for part in (*parts(program.steps), *_of_formulas(program, catalogue)):
        if form := _refused(part):
            named[form] = None
    return sorted(named)


def _of_formulas(program: Program, catalogue: Catalogue) -> Iterator[object]:
    """Yield the parts of all formulas that the program may call, each formula once."""
    asked = [part.formula for part in parts(program.steps) if isinstance(part, Apply)]
    seen: set[str] = set()
    while asked:
        name = asked.pop()
        if name in seen:
            continue
        seen.add(name)
        for part in parts(catalogue.formulas[name].bodies):
            yield part
            if isinstance(part, Apply):
                asked.append(part.formula)


def _refused(part: object) -> str:
    match part:
        case Cell(slot=slot, owner=owner) if owner is not None:
            return f"`{slot}` of another player is read"
        case Apply(formula=formula, owner=owner) if owner is not None:
            return f"`{formula}` of another player is read"
        case Write(slot=slot, owner=owner) if owner is not None:
            return f"`{slot}` of another player is written"
        case Give(rows=rows, to=to) if to is not None:
            return f"{', '.join(f'`{row.slot}`' for row in rows)} is given to another player"
        case Placed(ranking=ranking):
            return f"a place in the ranking `{ranking}` is read"
        case Weights(rows=rows) if any(sum(row) >= _WORD for row in rows):
            return "weights add up to more than 2^63"
    return ""
