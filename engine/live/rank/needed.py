"""A program -> whether it asks where its player stands, and so needs his places before it runs."""

from __future__ import annotations

from rules.expression.node import Placed
from rules.program.catalogue import Catalogue
from rules.program.node import Program
from rules.program.parts import all_parts


def asks_places(program: Program, catalogue: Catalogue) -> bool:
    """Tell whether a program, or a formula that it calls, reads a place in any ranking."""
    return any(isinstance(part, Placed) for part in all_parts(program, catalogue))
