"""A pool that is drawn from -> which of its records can come, and for which values of what it reads none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from rules.check.positive import positive
from rules.expression.facts import Facts
from rules.expression.node import (
    ZERO,
    Apply,
    Cell,
    Compare,
    Function,
    Local,
    Logic,
    Member,
    Node,
    Tallied,
    walk,
)
from rules.expression.place import mentions, place
from rules.expression.scalar import ScalarCode
from rules.expression.type import BOOL, Type, record
from rules.lower.build import both
from rules.program.catalogue import Catalogue
from rules.program.node import Select

MOST_CASES = 20_000
MOST_ROUNDS = 2_000_000  # cases times records, where a condition joins both in other ways than by `==`
MOST_VALUES = 2_000
_MOMENT = frozenset({"now", "today", "me", "seed", "luck"})
_UNREAD = (
    LookupError,
    ArithmeticError,
    TypeError,
)  # of a field that could not be read, which is a problem already
_TAKEN = "taken."  # what an earlier part of the same draw took: such a draw ends before its pool is empty


@dataclass(frozen=True, slots=True)
class Pool:
    """A pool's conditions: on the record alone, on the rest alone, `==` between both, and other mixtures.

    *outer* are the locals that they read besides the record. *free*: some hang on players or on time.
    """

    own: tuple[Node, ...]
    rest: tuple[Node, ...]
    pairs: tuple[tuple[Node, Node], ...]
    mixed: tuple[Node, ...]
    outer: dict[str, Type]
    free: bool


def possible(select: Select, code: ScalarCode) -> set[int]:
    """Return the records that a pool can give, as far as conditions on the record alone tell."""
    if _broken(select):
        return set(range(len(code.catalogue.kinds[select.domain.kind].ids))) if select.domain.kind else set()
    try:
        return set(_members(select, taken_apart(select, code.catalogue), code))
    except _UNREAD:
        return set(range(len(code.catalogue.kinds[select.domain.kind].ids)))


def empties(select: Select, facts: Facts, code: ScalarCode) -> list[str] | None:
    """Return for which values no record is left; none if that cannot be told before the game is played."""
    try:
        return [] if _broken(select) else _empties(select, facts, code)
    except _UNREAD:
        return []


def _empties(select: Select, facts: Facts, code: ScalarCode) -> list[str] | None:
    pool = taken_apart(select, code.catalogue)
    if select.domain.form == "slots":
        return [] if select.where is None and select.weigh is None else None
    if pool.free:
        return None
    members = _members(select, pool, code)
    if not pool.outer:
        return [] if members else [""]
    domains = [_values(type_, code.catalogue) for type_ in pool.outer.values()]
    known = [domain for domain in domains if domain is not None]
    cases = prod(len(domain) for domain in known)
    if len(known) < len(domains) or cases > MOST_CASES or (pool.mixed and cases * len(members) > MOST_ROUNDS):
        return None
    fits = _fitting(pool, select.var, members, code)
    there = _there(pool, facts, code)
    return [
        _words(pool.outer, case, code.catalogue) for case in product(*known) if there(case) and not fits(case)
    ]


def taken_apart(select: Select, catalogue: Catalogue) -> Pool:
    """Return a pool's conditions by what they look at."""
    own, rest, pairs, mixed, free = [], [], [], [], False
    for part in _conditions(select, catalogue):
        names = {each.name for each in walk(part) if isinstance(each, Local)} - _bound(part)
        if not static(part, catalogue):
            free = free or not mentions(place(part), "Cell", f"{_TAKEN}{select.domain.kind}")
        elif names <= {select.var}:
            own.append(part)
        elif select.var not in names:
            rest.append(part)
        elif (pair := _pair(part, select.var)) is not None:
            pairs.append(pair)
        else:
            mixed.append(part)
    outer = {
        each.name: each.type
        for part in (*rest, *(one for pair in pairs for one in pair), *mixed)
        for each in walk(part)
        if isinstance(each, Local) and each.name != select.var and each.name not in _bound(part)
    }
    return Pool(tuple(own), tuple(rest), tuple(pairs), tuple(mixed), dict(sorted(outer.items())), free)


def static(node: Node, catalogue: Catalogue, seen: frozenset[str] = frozenset()) -> bool:
    """Tell whether an expression hangs on constants and locals alone, through the formulas that it calls."""
    for part in walk(node):
        if isinstance(part, Cell | Tallied) or (isinstance(part, Function) and part.name in _MOMENT):
            return False
        if _slots(part) or (isinstance(part, Apply) and not _static_formula(part, catalogue, seen)):
            return False
    return True


def _static_formula(call: Apply, catalogue: Catalogue, seen: frozenset[str]) -> bool:
    formula = catalogue.formulas.get(call.formula)
    if formula is None or call.formula in seen:
        return False
    return all(static(body, catalogue, seen | {call.formula}) for body in formula.bodies)


def _slots(part: Node) -> bool:
    return bool(getattr(getattr(part, "domain", None), "slots", ()))


def _broken(select: Select) -> bool:
    """Tell whether part of a pool could not be read, which is a problem already."""
    parts = [node for node in (select.where, select.weigh, select.domain.node) if node is not None]
    return not select.domain.kind or any(each.type.name == "unknown" for node in parts for each in walk(node))


def _conditions(select: Select, catalogue: Catalogue) -> Iterator[Node]:
    it = Local(record(select.domain.kind), select.var)
    if select.domain.form == "field" and select.domain.node is not None:
        yield Member(BOOL, select.domain.owner, select.domain.field, select.domain.node, it)
    if select.where is not None:
        yield from _parts(select.where)
    if select.weigh is not None and not positive(select.weigh, catalogue):
        yield Compare(BOOL, ">", select.weigh, ZERO)


def _parts(node: Node) -> Iterator[Node]:
    if isinstance(node, Logic) and node.op == "and":
        for part in node.parts:
            yield from _parts(part)
    else:
        yield node


def _bound(node: Node) -> set[str]:
    """Return the names that loops inside *node* bind."""
    return {str(part.var) for part in walk(node) if hasattr(part, "var")}


def _pair(node: Node, var: str) -> tuple[Node, Node] | None:
    """Return the record's side and the other side of an `==` that joins them."""
    if not isinstance(node, Compare) or node.op != "==":
        return None
    for one, other in ((node.left, node.right), (node.right, node.left)):
        read, wanted = (
            {part.name for part in walk(side) if isinstance(part, Local)} for side in (one, other)
        )
        if read == {var} and var not in wanted:
            return one, other
    return None


def _members(select: Select, pool: Pool, code: ScalarCode) -> list[int]:
    codes = range(len(code.catalogue.kinds[select.domain.kind].ids))
    if not pool.own:
        return list(codes)
    test = code.function(both(*pool.own), (select.var,))
    return [member for member in codes if test([], None, member)]


def _fitting(pool: Pool, var: str, members: list[int], code: ScalarCode) -> Callable[[tuple[Any, ...]], bool]:
    """Return what tells of values of the outer locals whether some record fits."""
    names = tuple(pool.outer)
    own = [code.function(one, (var,)) for one, _ in pool.pairs]
    wanted = [code.function(other, names) for _, other in pool.pairs]
    rest = [code.function(part, names) for part in pool.rest]
    mixed = code.function(both(*pool.mixed), (var, *names)) if pool.mixed else None
    by_key: dict[tuple[Any, ...], list[int]] = {}
    for member in members:
        by_key.setdefault(tuple(read([], None, member) for read in own), []).append(member)

    def fits(case: tuple[Any, ...]) -> bool:
        if not all(test([], None, *case) for test in rest):
            return False
        found = by_key.get(tuple(read([], None, *case) for read in wanted), [])
        return bool(found) if mixed is None else any(mixed([], None, member, *case) for member in found)

    return fits


def _there(pool: Pool, facts: Facts, code: ScalarCode) -> Callable[[tuple[Any, ...]], bool]:
    """Return what tells whether values can occur, by what is known where the pool stands."""
    parts = {part for node in (*pool.rest, *(pair[1] for pair in pool.pairs)) for part in walk(node)}
    known = [(part, facts.bounds[place(part)]) for part in parts if place(part) in facts.bounds]
    tests = [(code.function(part, tuple(pool.outer)), bounds) for part, bounds in known]
    return lambda case: all(lo <= read([], None, *case) <= hi for read, (lo, hi) in tests)


def _values(type_: Type, catalogue: Catalogue) -> range | None:
    if type_.name == "record":
        return range(len(catalogue.kinds[type_.kind].ids))
    if type_.name in {"bool", "int"} and type_.hi - type_.lo < MOST_VALUES:
        return range(int(type_.lo), int(type_.hi) + 1)
    return None


def _words(outer: dict[str, Type], case: tuple[Any, ...], catalogue: Catalogue) -> str:
    shown = (
        f"{spoken(name)} = {catalogue.kinds[type_.kind].ids[value] if type_.name == 'record' else value}"
        for (name, type_), value in zip(outer.items(), case, strict=True)
    )
    return ", ".join(shown)


def spoken(name: str) -> str:
    """Return how an author called a local that lowering named anew (`_order_5` is `order`)."""
    head, _, tail = name.strip("_").rpartition("_")
    return head if name.startswith("_") and tail.isdigit() and head else name
