"""An expression, typed -> how an author would write it, its formulas by their names."""

from __future__ import annotations

from engine.view import measure
from rules.expression.node import (
    Apply,
    Best,
    Binary,
    Cell,
    Choice,
    Compare,
    Const,
    Domain,
    Escrow,
    Field,
    Fold,
    Function,
    Local,
    Logic,
    Lookup,
    MapField,
    Member,
    Node,
    Reached,
    Tallied,
    Unary,
)
from rules.expression.type import NONE
from rules.program.catalogue import Catalogue

_BARE = frozenset(
    {"now", "today", "me", "seed", "guild", "channel"}
)  # functions that are written without arguments
_HELD = "owned."


class Speller:
    """Write expressions about the records of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Remember whose records they are."""
        self.catalogue = catalogue

    def spell(self, node: Node) -> str:
        """Return *node* as it would be written."""
        match node:
            case Const():
                return self._const(node)
            case Local(name=name):
                return name
            case Cell() | Tallied() | Escrow():
                return self._cell(node)
            case Field() | MapField() | Member() | Lookup() | Reached():
                return self._record(node)
            case Fold() | Best():
                return self._loop(node)
            case Function(name=name, args=args) if name in _BARE and not args:
                return name
            case Function(name=name, args=args):
                return self._call(name, args)
            case Apply():
                return self._apply(node)
            case _:
                return self._operator(node)

    def inside(self, node: Node) -> str:
        """Return *node* as it would be written inside a larger expression."""
        written = self.spell(node)
        return f"({written})" if isinstance(node, Binary | Compare | Logic | Choice) else written

    def _operator(self, node: Node) -> str:
        match node:
            case Unary(op=op, operand=operand):
                return f"{'not ' if op == 'not' else op}{self.inside(operand)}"
            case Binary(op=op, left=left, right=right) | Compare(op=op, left=left, right=right):
                return f"{self.inside(left)} {op} {self.inside(right)}"
            case Logic(op=op, parts=parts):
                return f" {op} ".join(map(self.inside, parts))
            case Choice(test=test, then=then, other=other):
                return f"{self.inside(then)} if {self.inside(test)} else {self.inside(other)}"
            case _:
                return type(node).__name__.lower()

    def _const(self, node: Const) -> str:
        value, type_ = node.value, node.type
        if value == NONE:
            return "none"
        if isinstance(value, str):
            return value
        match type_.name:
            case "record":
                return self.catalogue.kinds[type_.kind].ids[int(value)]
            case "bool":
                return "true" if value else "false"
            case "day":
                return measure.day(int(value))
            case "duration":
                return measure.duration("en", int(value))
            case "time":
                return measure.time(self.catalogue.calendar, int(value))
            case _:
                return f"{value:g}" if isinstance(value, float) else str(value)

    def _cell(self, node: Cell | Tallied | Escrow) -> str:
        if isinstance(node, Escrow):
            return self._escrow(node)
        key = (node.key,) if node.key is not None else ()
        if isinstance(node, Tallied):
            return f"{node.local}[{', '.join(map(self.spell, key)) or node.slot}]"
        name, owner = "owned" if node.slot.startswith(_HELD) else node.slot, ""
        if node.owner is not None:
            owner = f"{self.inside(node.owner)}."
            name = name.removeprefix(f"{node.owner.type.kind}.") if node.owner.type.name == "offer" else name
        return owner + (self._call(name, key) if key else name)

    def _escrow(self, node: Escrow) -> str:
        whose = f"put({self.spell(node.putter)})" if node.putter is not None else "held"
        asset = self.spell(node.key) if node.key is not None else node.slot
        return f"{self.inside(node.offer)}.{whose}[{asset}]"

    def _record(self, node: Field | MapField | Member | Lookup | Reached) -> str:
        match node:
            case Field(name=name, record=record):
                return f"{self.inside(record)}.{name}"
            case MapField(name=name, record=record, key=key):
                return f"{self.inside(record)}.{name}[{self.spell(key)}]"
            case Member(name=name, record=record, item=item):
                return f"{self.inside(item)} in {self.inside(record)}.{name}"
            case Reached(kind=kind, value=value, exact=exact):
                return f"{'exactly' if exact else 'reached'}({kind}, {self.spell(value)})"
            case Lookup(index=index):
                return f"…[{self.spell(index)}]"

    def _apply(self, node: Apply) -> str:
        owner = f"{self.inside(node.owner)}." if node.owner is not None else ""
        kind, _, field = node.formula.rpartition(".")
        args = node.args[1:] if kind else node.args
        name = f"{self.inside(node.args[0])}.{field}" if kind else node.formula
        return owner + (self._call(name, args) if args else name)

    def _call(self, name: str, args: tuple[Node, ...]) -> str:
        return f"{name}({', '.join(map(self.spell, args))})"

    def _loop(self, node: Fold | Best) -> str:
        where = f" if {self.spell(node.where)}" if node.where is not None else ""
        over = f"for {node.var} in {self._domain(node.domain)}{where}"
        if isinstance(node, Best):
            return f"best(({self.spell(node.measure)}, {node.var}) {over})"
        return f"{node.op}({self.spell(node.body) if node.body is not None else node.var} {over})"

    def _domain(self, domain: Domain) -> str:
        inner = self.inside(domain.node) if domain.node is not None else ""
        return {
            "upto": f"upto({inner})",
            "field": f"{inner}.{domain.field}",
            "players": f"{inner}.players",
        }.get(domain.form, domain.kind)
