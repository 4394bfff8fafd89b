"""A table that can drop nothing: all its weights are 0; or whose weights are too far apart to roll for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rules.check.forms import tables, word
from rules.check.subject import Subject
from rules.define.form import entry
from rules.lower.table.weight import entries_of, whole_weights
from rules.problem import Problem, error

NO_WEIGHT = error("E613", "all weights of a table are 0")
TOO_FINE = error("E626", "the weights of a table are too far apart")
CODES = (NO_WEIGHT, TOO_FINE)
MOST = 2**53  # all weights together, once they are whole: so many a roll tells apart


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every table that has nothing to pick, or too much."""
    for name, table in tables(pack):
        known = entries_of(table)
        weights = known.constant()
        if weights and sum(whole_weights([max(Fraction(0), weight) for weight in weights])) > MOST:
            said = f"the weights of `{name}` are too far apart: together, as whole numbers, they pass 2^53"
            yield TOO_FINE.at(table.key("entries").place, said, help="write fewer digits")
        if (
            word(table, "pick") not in {"all", "each"}
            and weights
            and known.word == "weight"
            and not any(weights)
        ):
            said = f"all weights of `{name}` are 0: nothing can come"
            place = table.key("entries").place if entry(table, "entries") is not None else table.place
            yield NO_WEIGHT.at(place, said, help="give an entry a weight above 0")
