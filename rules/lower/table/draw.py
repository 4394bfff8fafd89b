"""A table as it is named (`box.table`, `chest(key)`) -> the steps that draw it, inlined where it is drawn."""

from __future__ import annotations

from rules.define.form import entry, scalar_text
from rules.document import Mapping, Node
from rules.expression.node import Const, Local
from rules.expression.node import Node as Expression
from rules.expression.table import Named, TableChoice, TableExpression
from rules.lower.here import Here
from rules.lower.table.all import draw_all
from rules.lower.table.distinct import draw_distinct
from rules.lower.table.drawing import Drawing
from rules.lower.table.each import draw_each
from rules.lower.table.one import draw_one
from rules.program.node import If, Let, Step, Steps, Switch

MOST_NESTED = 12  # tables inside tables: deeper ones are a mistake, and would make programs without end

SHAPES = {"one": draw_one, "all": draw_all, "each": draw_each, "distinct": draw_distinct}


def draw_table(here: Here, written: Node, drawing: Drawing) -> Steps:
    """Return the steps that draw the table *written*, a name, a call, a field or a table on the spot."""
    if isinstance(written, Mapping):
        return draw_body(here, f"{here.site}", written, drawing)
    found = here.table(written)
    return _draw(here, found, drawing, written) if found else ()


def _draw(here: Here, table: TableExpression, drawing: Drawing, written: Node) -> Steps:
    if isinstance(table, Named):
        return _named(here, table.name, table.args, drawing, written)
    if isinstance(table, TableChoice):
        then, other = (_draw(here, part, drawing, written) for part in (table.then, table.other))
        return (If(here.put_in(table.test), then, other),)
    names = here.definitions.table_fields[table.kind, table.name]
    drawn: dict[str, Steps] = {}
    for name in sorted(set(names) - {""}):
        drawn[name] = _named(here, name, (), drawing, written)
    return (
        Switch(here.put_in(table.record), tuple(drawn.get(name, ()) for name in names), place=written.place),
    )


def _named(here: Here, name: str, args: tuple[Expression, ...], drawing: Drawing, written: Node) -> Steps:
    """Bind a table's parameters, then draw it; its rolls are named by the way that leads there."""
    name = here.definitions.current("tables", name)
    node = here.definitions.tables.get(name)
    if node is None or len(here.nested) >= MOST_NESTED or name in here.nested:
        if node is not None:
            here.endless(name, written)
        return ()
    sign = here.definitions.vocabulary.tables[name]
    binds: list[Step] = []
    meant: dict[str, Expression] = {}
    for (param, type_), arg in zip(sign.params, args, strict=False):
        value = here.put_in(arg)
        if isinstance(value, (Const, Local)):
            meant[param] = value
        else:
            bound = here.fresh(param)
            binds.append(Let(bound, value))
            meant[param] = Local(value.type if value.type.numeric else type_, bound)
    inner = here.table_body(name, dict(sign.params), meant)
    return (*binds, *draw_body(inner, name, node, drawing))


def draw_body(here: Here, name: str, node: Node, drawing: Drawing) -> Steps:
    """Return the steps that draw a table in the shape that its `pick` says."""
    pick = entry(node, "pick")
    shape = "distinct" if isinstance(pick, Mapping) else scalar_text(pick) or "one"
    draw = SHAPES.get(shape)
    return draw(here, node, drawing.named(name, distinct=shape == "distinct")) if draw else ()


def begin(**options: object) -> Drawing:
    """Return a draw that has just begun."""
    return Drawing(draw_table, **options)  # type: ignore[arg-type]
