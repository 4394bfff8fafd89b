"""A local or a parameter that is called as a variable or a formula is, which it would hide."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import doing, entries, key_of, steps, tables
from rules.check.subject import Subject
from rules.define.form import entry
from rules.document import Mapping, Node, Scalar
from rules.lower.code import HIDES
from rules.problem import Problem

CODES = (HIDES,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every local and parameter that hides what is declared."""
    variables, formulas = pack.definitions.variables, pack.definitions.declared("formulas")
    for node in _names(pack):
        name = node.text if isinstance(node, Scalar) else ""
        what = "variable" if name in variables else "formula" if name in formulas else ""
        if what:
            noun = "variables" if what == "variable" else "formulas"
            yield HIDES.at(
                node.place,
                f"`{name}` is a {what} already, which this name would hide",
                help="choose another name",
                related=((f"the {what}", pack.place(noun, name)),),
            )


def _names(pack: Subject) -> Iterator[Node]:
    """Yield where names are given: parameters, lets, rolls, results, loops."""
    for _, _, node in doing(pack):
        yield from _keys(entry(node, "params"))
        yield from _keys(entry(node, "let"))
        yield from _keys(entry(node, "each"))
        for step in steps(node):
            yield from _bound(step)
    for noun in ("formulas", "limits", "views"):
        for _, node in pack.declared(noun):
            yield from _keys(entry(node, "of"))
            yield from _keys(entry(node, "list"))
    for _, table in tables(pack):
        yield from _keys(entry(table, "of"))


def _bound(step: Mapping) -> Iterator[Node]:
    for word in ("let", "roll", "each"):
        yield from _keys(entry(step, word))
    name = entry(step, "as")
    if name is not None:
        yield name


def _keys(node: Node | None) -> Iterator[Node]:
    if node is not None:
        yield from (key_of(node, name) for name, _ in entries(node))
