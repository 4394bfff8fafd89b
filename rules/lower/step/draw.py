"""`draw` -> the table, inlined, once or `times` times; what came is counted under `as`."""

from __future__ import annotations

from rules.define.form import entry, scalar_text
from rules.document import Mapping, Node
from rules.expression.type import AMOUNTS, integer
from rules.lower.here import Here
from rules.lower.step.amounts import only_held
from rules.lower.step.count import read_count
from rules.lower.table.draw import begin, draw_body
from rules.lower.table.guarantee import fresh_counters
from rules.program.node import Give, Repeat, Steps, Tally
from rules.program.walk import every

TIMES = integer(0, 100)


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps of `draw`."""
    name = scalar_text(entry(step, "as"))
    inner = here.inside(here.roll_name("draw", step))
    to = entry(step, "to")
    nobody = scalar_text(to) == "nobody"
    receiver = None if to is None or nobody else here.receiver(to)
    drawing = begin(tally=name or "_drawn", nobody=nobody, to=receiver)
    body = drawing.draw(inner, step.entries["draw"])
    if receiver is not None and receiver.type.name == "offer":
        for part in every(body):
            only_held(here, part.rows if isinstance(part, Give) else (), step.entries["draw"])
    head: Steps = (Tally(drawing.tally), *fresh_counters(body))
    if name:
        here.bind(name, AMOUNTS)
    here.forget_written(body)
    times = entry(step, "times")
    if times is None:
        return (*head, *body)
    count = read_count(inner, times, TIMES)
    return (*head, *count.before, Repeat(count.value, count.most, body, place=step.place))


def draws(here: Here, table: Node) -> Steps:
    """Return the steps that draw a table once for nobody: what odds are asked of."""
    inner = here.inside("odds")
    drawing = begin(tally="_drawn", nobody=True)
    body = drawing.draw(inner, table)
    return (Tally("_drawn"), *fresh_counters(body), *body)


def draw_once(here: Here, name: str, table: Node) -> Steps:
    """Return the steps that draw a declared table once for nobody."""
    place = here.table_body(name, {}, {})
    body = draw_body(place, name, table, begin(tally="_drawn", nobody=True))
    return (Tally("_drawn"), *fresh_counters(body), *body)
