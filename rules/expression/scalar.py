"""Typed expressions -> Python source and functions, for one player at a time.

Code refers to `C` (the cells), `W` (the moment) and `v_NAME` (locals); constants of the catalogue stand in a
namespace that all code of one catalogue shares. What is emitted is as fast as what one would write by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rules.expression import scalar_function, scalar_loop, scalar_value
from rules.expression.node import (
    Apply,
    Best,
    Binary,
    Cell,
    Choice,
    Compare,
    Const,
    Escrow,
    Field,
    Fold,
    Function,
    Local,
    Logic,
    Lookup,
    Lying,
    MapField,
    Member,
    Node,
    Placed,
    Reached,
    Tallied,
    Unary,
)
from rules.expression.scalar_memory import remembering, whole_slots
from rules.expression.scalar_names import Names, mangle
from rules.program.catalogue import Catalogue, Formula

Emit = Callable[["ScalarCode", Any], str]

EMIT: dict[type[Node], Emit] = {
    Const: scalar_value.const,
    Local: scalar_value.local,
    Cell: scalar_value.cell,
    Field: scalar_value.field,
    MapField: scalar_value.map_field,
    Member: scalar_value.member,
    Lookup: scalar_value.lookup,
    Unary: scalar_value.unary,
    Binary: scalar_value.binary,
    Compare: scalar_value.compare,
    Logic: scalar_value.logic,
    Choice: scalar_value.choice,
    Tallied: scalar_value.tallied,
    Escrow: scalar_value.escrow,
    Lying: scalar_value.lying,
    Function: scalar_function.function,
    Apply: scalar_function.apply,
    Reached: scalar_function.reached,
    Placed: scalar_function.placed,
    Fold: scalar_loop.fold,
    Best: scalar_loop.best,
}


class ScalarCode:
    """Emit the expressions of one catalogue; its namespace grows with what they refer to."""

    def __init__(self, catalogue: Catalogue, *, remembers: bool = False) -> None:
        """Begin with a namespace that holds the functions of the language.

        What *remembers* keeps the values of formulas with loops; its caller never changes a dict of a slot in
        `replaced` that code has read, but puts another in its place (`scalar_memory`).
        """
        self.catalogue = catalogue
        self.replaced = whole_slots(catalogue) if remembers else frozenset[str]()
        self._remembers = remembers
        self.names = Names(scalar_function.LIBRARY)
        self.known: dict[tuple[str, str], str] = {}  # (slot, loop variable): where its cell already is
        self.noted: dict[str, bool] = {}  # what an executor found out of the catalogue
        self.hoisted: dict[str, str] = {}  # formula: where a loop put its value before the first round
        self.binds = True  # False in the source of a loop, where Python allows no `:=`

    def source(self, node: Node) -> str:
        """Return Python source for *node*; it binds as tightly as a name."""
        return EMIT[type(node)](self, node)

    def whole(self, node: Node) -> str:
        """Return source for what is written to a cell: a truth becomes 0 or 1."""
        source = self.source(node)
        plain = node.type.name != "bool" or isinstance(node, Const | Cell)
        return source if plain else f"(1 if {source} else 0)"

    def bound(self, node: Node) -> tuple[str, str]:
        """Return source that evaluates *node*, and source that reads the same value again."""
        source = self.source(node)
        if isinstance(node, Const | Local):
            return source, source
        name = self.names.fresh()
        return f"({name} := {source})", name

    def function(self, node: Node, params: tuple[str, ...] = ("e",)) -> Callable[..., Any]:
        """Return *node* as a function of the cells, the moment and the locals *params*."""
        arguments = "".join(f", {mangle(name)}" for name in params)
        before = self.known, self.hoisted, self.binds
        self.known, self.hoisted, self.binds = {}, {}, True
        source = f"lambda C, W{arguments}: {self.source(node)}"
        self.known, self.hoisted, self.binds = before
        made: Callable[..., Any] = eval(source, self.names.space)  # noqa: S307 - of our own making
        return made

    def formula(self, formula: Formula) -> str:
        """Return the name of a formula's function, or of its tuple of functions, one for each record."""
        name = f"F_{mangle(formula.name)}"
        if name not in self.names.space:
            self.names.space[name] = None  # cycles are refused before; this keeps one from hanging
            made: dict[Node, Callable[..., Any]] = {}
            for body in formula.bodies:
                if body not in made:
                    made[body] = self.function(body, formula.params)
            functions = tuple(made[body] for body in formula.bodies)
            self.names.space[name] = functions if len(made) > 1 else functions[0]
            recall = remembering(self, formula, functions) if self._remembers else None
            if recall is not None:
                self.names.space[name] = recall
        return name
