"""The guarantees of a table -> what they promise, in sentences that hold whatever else may come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from engine.view.guaranteed import THIS_DRAW, guarantees
from engine.view.measure import percent
from rules.define.form import entry
from rules.document import Mapping, Node
from rules.program.guarantee import Guarantee


@dataclass(frozen=True, slots=True)
class Words:
    """How entries are called, alone and with their emoji, how variables are, and in what language."""

    entry: Callable[[str], str]
    shown: Callable[[str], str]
    variable: Callable[[str], str]
    locale: str


def certain(rows: Sequence[Guarantee], place: int) -> frozenset[str]:
    """Return the entries of which one comes for certain where this guarantee is due.

    Its own, those that meet it, and those of earlier rows, which keep their luck; a later row may take from
    one that only meets it.
    """
    named = {row.entry for row in rows[: place + 1]}
    due = named | rows[place].met
    for later in rows[place + 1 :]:
        if due - later.met - named - {later.entry}:
            due = due | {later.entry}
        named.add(later.entry)
    return frozenset(due)


def promises(table: Node | None, words: Words, unit: str) -> tuple[str, ...]:
    """Return a sentence or two for each guarantee; *unit* is what its counter counts."""
    rows, names = guarantees(table), entry(table, "entries")
    order = tuple(names.entries) if isinstance(names, Mapping) else ()
    return tuple(_promise(rows, place, order, words, unit) for place in range(len(rows)))


def _promise(rows: Sequence[Guarantee], place: int, order: Sequence[str], words: Words, unit: str) -> str:
    row, due = rows[place], certain(rows, place)

    def either(names: frozenset[str]) -> str:
        first = sorted(names, key=lambda name: (name != row.entry, _at(order, name)))
        return " or ".join(map(words.entry, first))

    again = either(frozenset().union(*(each.met for each in rows if each.counter == row.counter)))
    within = row.counter == THIS_DRAW
    counted = "of one draw" if within else f"without {again}"
    brings = "it" if due == {row.entry} else either(due)
    parts = "; ".join(_parts(row, counted, brings, unit, words))
    if within:
        came = "one of these" if again == brings else again
        return f"{parts}, unless {came} came before. The count starts again with every draw."
    return f"{parts}. The count ({words.variable(row.counter)}) starts again with every {again}."


def _at(order: Sequence[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _parts(row: Guarantee, counted: str, brings: str, unit: str, words: Words) -> Iterator[str]:
    """Say from when on the chance grows, and by when it is certain; the emoji is said once."""
    name = f"{words.shown(row.entry)}: "
    if row.soft_add:
        added = percent(words.locale, float(row.soft_add))
        yield f"{name}from {unit} {row.soft_from} {counted} on, the chance grows by {added} with every {unit}"
    if row.by is not None:
        yield f"{'' if row.soft_add else name}{unit} {row.by} {counted} is certain to bring {brings}"
