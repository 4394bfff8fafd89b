"""A formula -> what its value hangs on besides its parameters: cells, whole slots, the moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rules.expression.node import (
    Apply,
    Best,
    Cell,
    Const,
    Domain,
    Escrow,
    Field,
    Fold,
    Function,
    Local,
    Node,
    Placed,
    Tallied,
    walk,
)
from rules.expression.type import NONE
from rules.program.catalogue import Catalogue, Formula

# A longer list is read as if any record could be in it.
_LISTED = 32

Known = Mapping[str, Node]  # locals whose value is a constant or a parameter; the others are loop variables


@dataclass(frozen=True, slots=True)
class Footprint:
    """Two evaluations are equal if the parameters, *values* and the dicts of the slots *whole* are."""

    values: tuple[Node, ...]
    whole: tuple[str, ...] = ()

    @property
    def slots(self) -> frozenset[str] | None:
        """Return the slots that the value hangs on, or None where it hangs on the moment too."""
        cells = [node.slot for node in self.values if isinstance(node, Cell)]
        return frozenset((*cells, *self.whole)) if len(cells) == len(self.values) else None


def footprint(catalogue: Catalogue, formula: Formula, first: int | None = None) -> Footprint | None:
    """Return what a formula hangs on, or None where that cannot be listed.

    With *first*, of that record as its first parameter: only the bodies that this record leads to count.
    """
    tracer = _Tracer(catalogue)
    known: dict[str, Node] = {
        name: Local(type_, name) for name, type_ in zip(formula.params, formula.types, strict=True)
    }
    record = None
    if first is not None:
        name = formula.params[0]
        record = known[name] = Const(formula.types[0], first)
    if not tracer.formula(formula, known):
        return None
    values = dict.fromkeys(_general(node, record, formula) for node in tracer.values)
    return Footprint(tuple(values), tuple(sorted(tracer.whole)))


def _general(node: Node, record: Node | None, formula: Formula) -> Node:
    """Return a read of *record* as a read of the first parameter, so that equal footprints are equal."""
    if record is not None and isinstance(node, Cell) and node.key == record:
        return replace(node, key=Local(formula.types[0], formula.params[0]))
    return node


def loops(catalogue: Catalogue, formula: Formula, seen: set[str]) -> bool:
    """Tell whether evaluating a formula may go over a loop; *seen* are those already looked at."""
    if formula.name in seen:
        return False
    seen.add(formula.name)
    for body in set(formula.bodies):
        for part in walk(body):
            if isinstance(part, Fold | Best):
                return True
            called = catalogue.formulas.get(part.formula) if isinstance(part, Apply) else None
            if called is not None and loops(catalogue, called, seen):
                return True
    return False


class _Tracer:
    """Gather what expressions read; each method is false where that cannot be listed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.values: dict[Node, None] = {}
        self.whole: set[str] = set()
        self._seen: set[tuple[str, tuple[tuple[str, Node], ...]]] = set()

    def formula(self, formula: Formula, known: Known) -> bool:
        """Gather what the bodies read that the first argument leads to."""
        call = (formula.name, tuple(known.items()))
        if call in self._seen:
            return True
        self._seen.add(call)
        which = known.get(formula.params[0]) if len(formula.bodies) > 1 else None
        if isinstance(which, Const):
            return self._trace(formula.bodies[int(which.value)], known)
        return all(self._trace(body, known) for body in set(formula.bodies))

    def _trace(self, node: Node, known: Known) -> bool:
        match node:
            case Cell(owner=None):
                return self._cell(node, known)
            case Apply(owner=None) if node.formula in self.catalogue.formulas:
                return self._apply(node, known)
            case (
                Cell()
                | Apply()
                | Tallied()
                | Placed()
                | Escrow()
                | Function(name="now" | "guild" | "channel")
            ):
                return False
            case Function(name="today" | "me" | "seed"):
                self.values[node] = None
                return True
            case Fold() | Best():
                return self._loop(node, known)
            case _:
                return all(self._trace(child, known) for child in node.children())

    def _cell(self, node: Cell, known: Known) -> bool:
        if node.key is None:
            self.values[node] = None
            return True
        key = self._value(node.key, known)
        if key is None:
            self.whole.add(node.slot)
        else:
            self.values[replace(node, key=key)] = None
        return self._trace(node.key, known)

    def _apply(self, node: Apply, known: Known) -> bool:
        formula = self.catalogue.formulas[node.formula]
        values = {
            name: value
            for name, arg in zip(formula.params, node.args, strict=True)
            if (value := self._value(arg, known)) is not None
        }
        return all(self._trace(arg, known) for arg in node.args) and self.formula(formula, values)

    def _loop(self, node: Fold | Best, known: Known) -> bool:
        over = node.domain
        if over.form == "players":
            return False
        for name in over.slots:
            slot = self.catalogue.slot(name)
            self.values[Cell(slot.type, name)] = None
        if over.node is not None and not self._trace(over.node, known):
            return False
        parts = [part for part in node.children() if part is not over.node]
        outer = {name: value for name, value in known.items() if name != node.var}
        listed = self._listed(over, known)
        inner = [outer] if listed is None else [{**outer, node.var: member} for member in listed]
        return all(self._trace(part, each) for each in inner for part in parts)

    def _listed(self, over: Domain, known: Known) -> list[Node] | None:
        """Return the members of the list of a record that is known."""
        record = self._value(over.node, known) if over.form == "field" and over.node else None
        if not isinstance(record, Const):
            return None
        kind = self.catalogue.kinds[over.owner]
        members = kind.lists[over.field][int(record.value)]
        return [Const(record.type, member) for member in members] if len(members) <= _LISTED else None

    def _value(self, node: Node, known: Known) -> Node | None:
        """Return what a key or an argument always is: a constant, a parameter, a scalar cell; else None."""
        match node:
            case Const(value=value):
                return node if value != NONE else None
            case Cell(key=None, owner=None):
                return node
            case Local(name=name):
                return known.get(name)
            case Field(record=inner) if isinstance(record := self._value(inner, known), Const):
                column = self.catalogue.kinds[node.kind].columns[node.name]
                return self._value(Const(node.type, column[int(record.value)]), known)
        return None
