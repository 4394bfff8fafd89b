"""A program -> all that it is made of, down to the expressions, those of the formulas it calls included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any

from rules.expression.named import named
from rules.expression.node import Apply
from rules.expression.type import Type
from rules.program.catalogue import Catalogue
from rules.program.node import Emit, Program
from rules.site import Site
from rules.source import Place

_NAMES: dict[type, tuple[str, ...] | None] = {}


def _names(kind: type) -> tuple[str, ...] | None:
    """Return the fields of a class of parts; None for what is no part."""
    if kind not in _NAMES:
        whole = not is_dataclass(kind) or issubclass(kind, Place | Site | Type)
        _NAMES[kind] = None if whole else named(kind)
    return _NAMES[kind]


def parts(thing: object, *, told: bool = False) -> Iterator[Any]:
    """Yield *thing* and all that it is made of, down to the expressions; what is only *told* if wanted."""
    stack: list[Any] = [thing]
    while stack:
        part = stack.pop()
        if isinstance(part, tuple):
            stack.extend(reversed(part))
        elif (names := _names(type(part))) is not None and (told or not isinstance(part, Emit)):
            yield part
            stack.extend([getattr(part, name) for name in reversed(names)])


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
