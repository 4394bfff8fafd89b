"""Domains, folds and searches over records -> C loops."""

from __future__ import annotations

from collections.abc import Callable

from engine.native.value import EMIT, Code, lists_of
from engine.native.writer import C_NAME, Value
from rules.expression.node import TRUE, Best, Domain, Fold, Node
from rules.expression.scalar_loop import conjuncts, pool
from rules.expression.sparse import vanishing


def rounds(
    code: Code,
    over: Domain,
    var: str,
    where: Node | None,
    body: Callable[[Code, str], str],
    first: Callable[[str], str] = lambda _: "",
) -> str:
    """Return C that runs *body*, given the code inside and the member's name, for each member in order.

    *first* is asked before *where*.
    """
    name = code.unit.fresh("e")
    inner = code.with_(var, Value(name, "i"))
    conditions = conjuncts(where)
    if over.form == "kind":
        chosen, conditions = pool(code.unit.scalar, over, var, where)
        head = _of_kind(code, chosen, len(code.unit.catalogue.kinds[over.kind].ids), name)
    elif over.form == "upto":
        assert over.node is not None  # noqa: S101 - the form has one
        most = code.unit.fresh("n")
        head = f"i64 {most} = {code.whole(over.node)}; for (i64 {name} = 1; {name} <= {most}; {name}++) {{"
    elif over.form == "slots":
        head = _of_slots(code, over.slots, name)
    else:
        head = _of_field(code, over, name)
    test = "".join(f"if (!({inner.read(part).text})) continue; " for part in conditions)
    return f"{head} {first(name)}{test}{body(inner, name)} }}"


def _of_kind(code: Code, chosen: tuple[int, ...], size: int, name: str) -> str:
    if len(chosen) == size:
        return f"for (i64 {name} = 0; {name} < {size}; {name}++) {{"
    at, table = code.unit.fresh("n"), code.unit.table(chosen).text
    return f"for (i64 {at} = 0; {at} < {len(chosen)}; {at}++) {{ i64 {name} = {table}[{at}];"


def _of_slots(code: Code, slots: tuple[str, ...], name: str) -> str:
    offsets = code.unit.layout.offsets
    cells = ", ".join(f"p->cells[{offsets[code.unit.catalogue.slot(slot).index]}]" for slot in slots)
    at, held, most = (code.unit.fresh("n") for _ in range(3))
    return (
        f"i64 {held}[] = {{{cells}}}; i64 {most} = distinct({held}, {len(slots)}); "
        f"for (i64 {at} = 0; {at} < {most}; {at}++) {{ i64 {name} = {held}[{at}];"
    )


def _of_field(code: Code, over: Domain, name: str) -> str:
    assert over.node is not None  # noqa: S101 - the form has one
    items, ends, records = lists_of(code.unit, over.owner, over.field)
    at, owner = code.unit.fresh("n"), code.unit.fresh("n")
    return (
        f"i64 {owner} = in({code.whole(over.node)}, {records}); "
        f"for (i64 {at} = {owner} ? {ends}[{owner} - 1] : 0; {at} < {ends}[{owner}]; {at}++) "
        f"{{ i64 {name} = {items}[{at}];"
    )


def fold(code: Code, node: Fold) -> Value:
    """Add, count or join over the members."""
    found = code.unit.fresh("s")

    def body(inner: Code, _: str) -> str:
        if node.op == "count":
            return f"{found}++;"
        value = inner.read(node.body or TRUE)
        if node.op == "sum":
            return f"{found} += {value.text};"
        test = value.text if node.op == "any" else f"!({value.text})"
        return f"if ({test}) {{ {found} = {int(node.op == 'any')}; break; }}"

    loop = rounds(code, node.domain, node.var, node.where, body, _empty(code, node))
    return Value(f"({{ i64 {found} = {int(node.op == 'all')}; {loop} {found}; }})", "i")


def _empty(code: Code, node: Fold) -> Callable[[str], str]:
    """Return C that passes over the records whose cell is 0, where those add nothing."""
    over = node.domain
    slot = (
        vanishing(code.unit.catalogue, node, over.kind) if over.form == "kind" and node.op != "all" else None
    )
    if slot is None:
        return lambda _: ""
    begins = code.unit.layout.offsets[slot.index]
    return lambda member: f"if (!p->cells[{begins} + {member}]) continue; "


def best(code: Code, node: Best) -> Value:
    """Search for the greatest measure, the first among equals."""
    found, most, measured = (code.unit.fresh("s") for _ in range(3))
    sort = code.with_(node.var, Value("0", "i")).read(node.measure).sort
    name = C_NAME[sort]

    def body(inner: Code, member: str) -> str:
        measure = inner.read(node.measure).text
        better = f"{found} == NONE || {measured} > {most}"
        return f"{name} {measured} = {measure}; if ({better}) {{ {found} = {member}; {most} = {measured}; }}"

    loop = rounds(code, node.domain, node.var, node.where, body)
    return Value(f"({{ i64 {found} = NONE; {name} {most} = 0; {loop} {found}; }})", "i")


def collected(code: Code, over: Domain, var: str, where: Node | None, into: str, count: str) -> str:
    """Return C that writes the members into an array; the name of their number is *count*."""
    loop = rounds(code, over, var, where, lambda _, member: f"{into}[{count}++] = {member};")
    return f"i64 {count} = 0; {{ {loop} }}"


def size_of(code: Code, over: Domain) -> int:
    """Return how many members a domain has at most."""
    return len(code.unit.catalogue.kinds[over.kind].ids) if over.form == "kind" else over.size


def hash_of(code: Code, kind: str, member: str) -> str:
    """Return C for what a loop mixes in: the hash of a record, or the number itself."""
    if not kind:
        return member
    hashes = code.unit.catalogue.kinds[kind].hashes
    return f"{code.unit.table(hashes).text}[in({member}, {len(hashes)})]"


EMIT |= {Fold: fold, Best: best}
