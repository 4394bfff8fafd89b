"""What an entry of a table gives -> steps: amounts, another table, a record of a pool, or nothing."""

from __future__ import annotations

from rules.define.form import entry
from rules.document import Node
from rules.expression.node import ONE, Local
from rules.expression.node import Node as Expression
from rules.expression.type import BOOL, integer, record
from rules.lower.build import ABSENT, both, cell, compare, local
from rules.lower.here import Here
from rules.lower.step.count import Count, read_count
from rules.lower.table.drawing import Drawing
from rules.program.node import Assign, Emit, If, Repeat, Row, Select, Step, Steps, Write
from rules.site import Site

TIMES = integer(0, 100)


def entry_steps(here: Here, name: str, node: Node, drawing: Drawing) -> Steps:
    """Return what drawing entry *name* does."""
    inner = here.inside(name)
    told: Step = Emit("drawn", f"{drawing.table}.{name}", place=node.place)
    body = _body(inner, node, drawing)
    times = entry(node, "times")
    if times is None:
        return (told, *body)
    count: Count = read_count(inner, times, TIMES)
    return (told, *count.before, Repeat(count.value, count.most, body, place=times.place))


def _body(here: Here, node: Node, drawing: Drawing) -> Steps:
    """Return what an entry gives once."""
    if entry(node, "one_of") is not None:
        return _from_pool(here, node, drawing)
    nested, given = entry(node, "table"), entry(node, "give")
    if nested is not None:
        return drawing.draw(here, nested)
    return drawing.give(here, given) if given is not None else ()


def pool(here: Here, node: Node, drawing: Drawing) -> tuple[Here, Expression | None]:
    """Return where a pool's conditions are read, and which of its records may be drawn."""
    domain = here.domain(entry(node, "one_of"))
    inner = here.where("it", record(domain.kind))
    written = entry(node, "where")
    tests = [] if written is None else [inner.value(written, BOOL)]
    if drawing.distinct:
        it = Local(record(domain.kind), "it")
        tests.append(compare(cell(f"taken.{domain.kind}", it), "==", here.zero))
    return inner, both(*tests) if tests else None


def _from_pool(here: Here, node: Node, drawing: Drawing) -> Steps:
    """Roll for one record of the pool; an empty pool gives what `if_empty` says."""
    domain = here.domain(entry(node, "one_of"))
    inner, test = pool(here, node, drawing)
    written = entry(node, "weigh")
    weigh = inner.weight(written) if written is not None else None
    chosen = local(here.fresh("card"), record(domain.kind))
    row = Row(here.holding(domain.kind, node), chosen, ONE)
    got: list[Step] = [drawing.rows((row,), here)]
    if drawing.distinct:
        got.append(Assign((Write(f"taken.{domain.kind}", chosen, ONE),)))
    empty = entry(node, "if_empty")
    site = Site(here.site, here.label, kind=domain.kind)
    otherwise = drawing.give(here, empty) if empty is not None else ()
    select = Select(site, chosen.name, domain, "it", test, weigh, place=node.place)
    here.session.pools.append((select, node, empty is not None, here))
    return (select, If(compare(chosen, "!=", ABSENT), tuple(got), otherwise))
