"""A program -> whether it asks where its player stands, and so needs his places before it runs."""

from __future__ import annotations

from engine.columns.forms import parts
from rules.expression.node import Apply, Placed
from rules.program.catalogue import Catalogue
from rules.program.node import Program


def asks_places(program: Program, catalogue: Catalogue) -> bool:
    """Tell whether a program, or a formula that it calls, reads a place in any ranking."""
    waiting: list[object] = [program.steps]
    seen: set[str] = set()
    while waiting:
        for part in parts(waiting.pop()):
            if isinstance(part, Placed):
                return True
            if isinstance(part, Apply) and part.formula in catalogue.formulas and part.formula not in seen:
                seen.add(part.formula)
                waiting.append(catalogue.formulas[part.formula].bodies)
    return False
