"""A table that can drop nothing: all its weights are 0."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import tables, word
from rules.check.subject import Subject
from rules.define.form import entry
from rules.lower.table.weight import entries_of
from rules.problem import Problem, error

NO_WEIGHT = error("E613", "all weights of a table are 0")
CODES = (NO_WEIGHT,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every table that has nothing to pick."""
    for name, table in tables(pack):
        known = entries_of(table)
        weights = known.constant()
        if (
            word(table, "pick") not in {"all", "each"}
            and weights
            and known.word == "weight"
            and not any(weights)
        ):
            said = f"all weights of `{name}` are 0: nothing can come"
            place = table.key("entries").place if entry(table, "entries") is not None else table.place
            yield NO_WEIGHT.at(place, said, help="give an entry a weight above 0")
