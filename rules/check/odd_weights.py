"""Weights that do not say what they seem to: left out beside others, or percentages beside plain numbers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rules.check.forms import entries, tables, word
from rules.check.subject import Subject
from rules.define.form import entry, scalar_text
from rules.define.literal import exact
from rules.document import Mapping, Node
from rules.problem import Problem, error, warning

LEFT_OUT = error("E627", "an entry has no weight or chance, but others have")
SHARES = error("E628", "some weights of a table are percentages, others are not")
NOT_A_HUNDRED = warning("W741", "the weights of a table are percentages, but not 100 % together")
CODES = (LEFT_OUT, SHARES, NOT_A_HUNDRED)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield entries of tables that pick by weight, or by chance, and leave theirs to be guessed."""
    for name, table in tables(pack):
        if word(table, "pick") not in {"all", "each"} and not pack.broken(table):
            found = dict(entries(entry(table, "entries")))
            yield from _left_out(table, found)
            yield from _shares(name, table, found)


def _left_out(table: Mapping, found: dict[str, Node]) -> Iterator[Problem]:
    said = [
        key for key in ("chance", "weight") if any(entry(node, key) is not None for node in found.values())
    ]
    lacking = [name for name, node in found.items() if all(entry(node, key) is None for key in said)]
    for name in lacking if said else ():
        remedy = "`chance: rest`" if said[0] == "chance" else "its `weight`, or `weight: 1` if that is meant"
        message = f"`{name}` has no `{said[0]}`, but other entries have"
        yield LEFT_OUT.at(_key(table, name).place, message, help=f"write {remedy}")


def _shares(name: str, table: Mapping, found: dict[str, Node]) -> Iterator[Problem]:
    weights = [weight for node in found.values() if (weight := entry(node, "weight")) is not None]
    shares = [weight for weight in weights if scalar_text(weight).endswith("%")]
    if len(shares) < len(weights):
        for weight in shares:
            text = scalar_text(weight)
            said = f"`{text}` among plain numbers weighs {float(exact(text) or 0):.10g}"
            help_ = f"write `{text.rstrip('% ')}` to compare it with the others, or `chance` for all entries"
            yield SHARES.at(weight.place, said, help=help_)
        return
    total = sum((exact(scalar_text(weight)) or Fraction(0) for weight in shares), Fraction(0))
    if shares and total != 1:
        said = f"the weights of `{name}` are {float(total * 100):.10g} % together, so none is what it says"
        yield NOT_A_HUNDRED.at(
            _key(table, "entries").place, said, help="write `chance` where percentages are meant"
        )


def _key(table: Mapping, name: str) -> Node:
    owner = table if name == "entries" else entry(table, "entries")
    return owner.key(name) if isinstance(owner, Mapping) else table
