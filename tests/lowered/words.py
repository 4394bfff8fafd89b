"""Expressions of the game that is lowered by hand, tersely."""

from __future__ import annotations

from rules.expression.node import (
    Binary,
    BinaryOp,
    Cell,
    Compare,
    CompareOp,
    Domain,
    Field,
    Function,
    Local,
    Logic,
    Node,
    const,
)
from rules.expression.type import (
    BOOL,
    CHANCE_PARTS,
    COUNT,
    DATE,
    Type,
    integer,
    record,
)
from rules.program.node import (
    Choose,
    Row,
    Weights,
)
from rules.site import Site
from tests.lowered.kinds import SLOTS

# expressions, tersely -----------------------------------------------------------------------------------


_BY_NAME = {slot.name: slot for slot in SLOTS}


def cell(slot: str, key: Node | None = None) -> Cell:
    """Read a cell."""
    return Cell(_BY_NAME[slot].type, slot, key)


def local(name: str, type_: Type = COUNT) -> Local:
    """Read a local."""
    return Local(type_, name)


def of(kind: str, name: str, node: Node, type_: Type = COUNT) -> Field:
    """Read a constant field."""
    return Field(type_, kind, name, node)


def calc(left: Node, op: BinaryOp, right: Node, type_: Type | None = None) -> Binary:
    """Reckon."""
    return Binary(type_ or integer(), op, left, right)


def test(left: Node, op: CompareOp, right: Node) -> Compare:
    """Compare."""
    return Compare(BOOL, op, left, right)


def both(*parts: Node) -> Logic:
    """Require all."""
    return Logic(BOOL, "and", parts)


def chance(local_: str, site: Site, p: Node) -> Choose:
    """Roll for a truth: place 0 is no, place 1 is yes."""
    hit = Function(integer(0, CHANCE_PARTS), "parts", (p,))
    miss = Binary(integer(0, CHANCE_PARTS), "-", const(CHANCE_PARTS), hit)
    return Choose(site, local_, Weights(nodes=(miss, hit)))


def yes_no(name: str, label: str) -> Site:
    """Return the site of a chance."""
    return Site(name, label, ("false", "true"))


TODAY = Function(DATE, "today", ())
E = local("e", record("esprit"))
Q = local("quest", record("quest"))
B = local("b", record("building"))
A = local("a", record("achievement"))
ALL_ESPRITS = Domain("kind", 12, kind="esprit")
ALL_BUILDINGS = Domain("kind", 2, kind="building")


def tier_of(node: Node) -> Node:
    return of("esprit", "tier", node, record("tier"))


def element_of(node: Node) -> Node:
    return of("esprit", "element", node, record("element"))


def fragment(element: Node, amount: int) -> Row:
    return Row("owned.material", of("element", "fragment", element, record("material")), const(amount))
