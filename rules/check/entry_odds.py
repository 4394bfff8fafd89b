"""Chances of a table that do not make sense together: mixed with weights, not 100 % in all, out of range."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rules.check.forms import entries, key_of, tables, word
from rules.check.subject import Subject
from rules.define.form import entry, scalar_text
from rules.define.literal import exact
from rules.document import Mapping, Node
from rules.lower.table.weight import REST
from rules.problem import Problem, error

MIXED = error("E610", "a table has both weights and chances")
SUM = error("E611", "the chances of a table are not 100 % together")
CODES = (MIXED, SUM)

Stated = list[tuple[str, Node, Node]]  # entry, its node, its chance


def check(pack: Subject) -> Iterator[Problem]:
    """Yield what is wrong with the chances of every table that picks one entry."""
    for name, table in tables(pack):
        found = dict(entries(entry(table, "entries")))
        stated = [(each, node, entry(node, "chance")) for each, node in found.items()]
        chances = [(each, node, chance) for each, node, chance in stated if chance is not None]
        if not chances:
            continue
        yield from _mixed(found)
        if entry(table, "pick") is None or word(table, "pick") == "one":
            yield from _together(name, table, chances, len(found))


def _mixed(found: dict[str, Node]) -> Iterator[Problem]:
    for name, node in found.items():
        if entry(node, "weight") is not None:
            said = f"`{name}` has a weight, but other entries have chances"
            yield MIXED.at(
                key_of(node, "weight").place, said, help="write weights for all entries, or chances for all"
            )


def _together(name: str, table: Mapping, chances: Stated, count: int) -> Iterator[Problem]:
    rests = [node for _, _, node in chances if scalar_text(node) == REST]
    for node in rests[1:]:
        yield SUM.at(
            node.place, f"`{name}` has more than one `rest`", help="only one entry takes what is left"
        )
    known = [exact(scalar_text(node)) for _, _, node in chances if scalar_text(node) != REST]
    total = sum((value for value in known if value is not None), Fraction(0))
    if None in known or any(value is not None and not 0 <= value <= 1 for value in known):
        return
    if total > 1 or (total < 1 and not rests and len(chances) == count):
        said = f"the chances of `{name}` are {_percent(total)} together, not 100 %"
        yield SUM.at(
            table.key("entries").place, said, help="change one, or write `chance: rest` for one entry"
        )


def _percent(value: Fraction) -> str:
    return f"{float(value * 100):.10g} %"
