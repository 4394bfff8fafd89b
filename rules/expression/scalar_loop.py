"""Folds over records -> comprehensions over as few records as can matter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rules.expression.node import (
    TRUE,
    Apply,
    Best,
    Cell,
    Domain,
    Escrow,
    Fold,
    Function,
    Local,
    Logic,
    Node,
    Tallied,
    walk,
)
from rules.expression.scalar_function import is_short
from rules.expression.scalar_names import mangle
from rules.expression.sparse import vanishing
from rules.expression.type import BOOL, NONE

if TYPE_CHECKING:
    from rules.expression.scalar import ScalarCode

# Functions whose value hangs on more than their arguments.
_OF_THE_MOMENT = frozenset({"now", "today", "me", "seed", "guild", "channel"})


def domain(code: ScalarCode, over: Domain) -> str:
    """Return source for the members of a domain in canonical order."""
    if over.form == "kind":
        return f"range({len(code.catalogue.kinds[over.kind].ids)})"
    if over.form == "slots":
        read = ", ".join(f"C[{code.catalogue.slot(name).index}]" for name in over.slots)
        return f"[t for t in sorted({{{read}}}) if t != {NONE}]"
    assert over.node is not None  # noqa: S101 - the three forms left have one
    if over.form == "players":
        catalogue = code.names.constant("catalogue", code.catalogue)
        return f"players_({catalogue}, {over.owner!r}, W.offers[{code.source(over.node)}])"
    with _unbound(code):
        if over.form == "upto":
            return f"range(1, {code.source(over.node)} + 1)"
        lists = code.catalogue.kinds[over.owner].lists[over.field]
        name = code.names.constant(("list", over.owner, over.field), lists)
        return f"{name}[{code.source(over.node)}]"


def is_constant(node: Node, var: str) -> bool:
    """Tell whether an expression hangs on loop variable *var* and the catalogue alone."""
    for part in walk(node):
        if isinstance(part, Cell | Apply | Escrow | Tallied | Fold | Best):
            return False
        if isinstance(part, Local) and part.name != var:
            return False
        if isinstance(part, Function) and part.name in _OF_THE_MOMENT:
            return False
    return True


def conjuncts(node: Node | None) -> tuple[Node, ...]:
    """Return the conditions that all must hold."""
    if node is None:
        return ()
    if isinstance(node, Logic) and node.op == "and":
        return tuple(part for inner in node.parts for part in conjuncts(inner))
    return (node,)


def pool(
    code: ScalarCode, over: Domain, var: str, where: Node | None
) -> tuple[tuple[int, ...], tuple[Node, ...]]:
    """Return the records that satisfy the constant conditions at the front, and the conditions left.

    A later condition may rely on an earlier one, so only those before the first that varies are decided here.
    """
    conditions = conjuncts(where)
    fixed = 0
    while fixed < len(conditions) and is_constant(conditions[fixed], var):
        fixed += 1
    members = tuple(range(len(code.catalogue.kinds[over.kind].ids)))
    if fixed:
        holds = code.function(conjunction(conditions[:fixed]), (var,))
        members = tuple(member for member in members if holds((), None, member))
    return members, conditions[fixed:]


def conjunction(parts: tuple[Node, ...]) -> Node:
    """Return the condition that all *parts* hold; there is at least one."""
    return parts[0] if len(parts) == 1 else Logic(BOOL, "and", parts)


def fold(code: ScalarCode, node: Fold) -> str:
    """Write a sum, a count, an any or an all."""
    body = node.body or TRUE
    loop = _loop(code, node, None if node.op == "all" else node)
    with loop as (members, condition):
        if node.op == "count":
            return f"len([{mangle(node.var)} {members}{condition}])"
        value = code.source(body)
        if node.op == "sum":
            return f"sum([{value} {members}{condition}])"
        return f"{node.op}(({value} {members}{condition}))"


def best(code: ScalarCode, node: Best) -> str:
    """Write a search for the greatest measure."""
    with _loop(code, node, None) as (members, condition):
        return f"best_([({code.source(node.measure)}, -{mangle(node.var)}) {members}{condition}])"


@contextmanager
def _loop(code: ScalarCode, node: Fold | Best, sparse: Fold | None) -> Iterator[tuple[str, str]]:
    """Yield `for ... in ...` and ` if ...`; within, the cell that a sparse loop goes over has a name."""
    over, var, left = node.domain, node.var, conjuncts(node.where)
    name, members = mangle(var), ""
    known = code.known
    code.known = {place: held for place, held in known.items() if place[1] != var}
    with hoisting(code, tuple(node.children())) as hoisted:
        if over.form == "kind":
            chosen, remaining = pool(code, over, var, node.where)
            slot = vanishing(code.catalogue, sparse, over.kind) if sparse else None
            few = 4 * len(chosen) <= len(code.catalogue.kinds[over.kind].ids)
            if slot and not few:
                held = code.names.fresh()
                members = f"for {name}, {held} in C[{slot.index}].items()"
                code.known[slot.name, var] = held
            elif remaining != left:
                members, left = f"for {name} in {code.names.constant(('pool', chosen), chosen)}", remaining
        members = members or f"for {name} in {domain(code, over)}"
        condition = f" if {code.source(conjunction(left))}" if left else ""
        yield f"{hoisted}{members}", condition
    code.known = known


@contextmanager
def hoisting(code: ScalarCode, inside: tuple[Node, ...]) -> Iterator[str]:
    """Yield `for NAME in (CALL,) ` for each formula without parameters that *inside* a loop is called.

    Formulas can be evaluated in any state, so it does no harm where no round asks for one.
    """
    calls = [part for node in inside for part in walk(node) if _is_hoisted(code, part)]
    sources = {part.formula: code.source(part) for part in calls if isinstance(part, Apply)}
    names = {formula: code.names.fresh() for formula in sources}
    before, code.hoisted = code.hoisted, {**code.hoisted, **names}
    yield "".join(f"for {name} in ({sources[formula]},) " for formula, name in names.items())
    code.hoisted = before


def _is_hoisted(code: ScalarCode, part: Node) -> bool:
    if not isinstance(part, Apply) or part.args or part.owner is not None or part.formula in code.hoisted:
        return False
    formula = code.catalogue.formulas.get(part.formula)
    return formula is not None and not is_short(formula)


@contextmanager
def _unbound(code: ScalarCode) -> Iterator[None]:
    """Write without `:=`, which Python forbids in the source of a comprehension."""
    binds, code.binds = code.binds, False
    yield
    code.binds = binds
