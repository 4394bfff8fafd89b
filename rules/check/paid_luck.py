"""Luck that is paid for and stands in no table: nobody could show its odds before."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import entries, steps
from rules.check.subject import Subject
from rules.define.form import entry, scalar_text
from rules.document import Node
from rules.problem import Problem, error

HIDDEN_LUCK = error("E662", "luck that is paid for has no odds to be shown")
CODES = (HIDDEN_LUCK,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every roll outside of tables in what a product grants; each place once."""
    actions = pack.definitions.declared("actions")
    granted = {
        pack.definitions.current("actions", scalar_text(entry(node, "action")))
        for _, node in pack.declared("products")
    }
    for name in sorted(granted & set(actions)):
        for step in steps(actions[name]):
            for written in _rolls(step):
                said = f"`{name}` is paid for, and this luck of it stands in no table whose odds are shown"
                yield HIDDEN_LUCK.at(
                    written.place, said, help="let it be an entry of a table, and `draw` that"
                )


def _rolls(step: Node) -> Iterator[Node]:
    yield from (found for word in ("chance", "roll") if (found := entry(step, word)) is not None)
    for _, amount in entries(entry(step, "give")):
        if ".." in scalar_text(amount):
            yield amount
