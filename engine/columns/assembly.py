"""Steps -> actions on a draft: every expression becomes a function once, every primitive a closure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from engine.columns.active import Active
from engine.columns.draft import Draft
from rules.expression.column import ColumnCode
from rules.expression.column_array import Array, figures, truths
from rules.expression.column_frame import View
from rules.expression.node import Node
from rules.program.node import Step, Steps

Action = Callable[[Draft, Active], None]
Read = Callable[[Draft, Active], Array]
Emit = Callable[["Assembly", Any], Action]


class Assembly:
    """Turn the steps of one program into actions.

    *emit* has a function for each primitive. *counted* are the tallies that something reads: the others are
    for what is told, and nobody listens to many players at once.
    """

    def __init__(self, code: ColumnCode, emit: Mapping[type[Step], Emit], counted: frozenset[str]) -> None:
        """Begin."""
        self.counted = counted
        self.code = code
        self.catalogue = code.catalogue
        self._emit = emit

    def steps(self, steps: Steps) -> Action:
        """Return what runs steps in order, for the rows that none of them refused."""
        actions = [self._emit[type(step)](self, step) for step in steps]

        def run(draft: Draft, active: Active) -> None:
            for action in actions:
                if not len(active):
                    return
                refusals = draft.refusals
                action(draft, active)
                if draft.refusals != refusals:
                    active = draft.living(active)

        return run

    def read(self, node: Node) -> Read:
        """Return what evaluates *node* for the active rows."""
        evaluate = self.code.function(node)
        return lambda draft, active: evaluate(draft.frame, active.rows)

    def whole(self, node: Node) -> Read:
        """Return what evaluates *node* to whole numbers; truths are 0 and 1."""
        evaluate = self.code.function(node)
        return lambda draft, active: figures(evaluate(draft.frame, active.rows))

    def test(self, node: Node) -> Read:
        """Return what evaluates *node* to truths."""
        evaluate = self.code.function(node)
        return lambda draft, active: truths(evaluate(draft.frame, active.rows))

    def hashes(self, kind: str) -> Callable[[Array], Array]:
        """Return what a loop mixes in for its members: hashes of records, or the numbers themselves."""
        if not kind:
            return lambda members: members.astype(np.uint64)
        hashes = np.array(self.catalogue.kinds[kind].hashes or (0,), dtype=np.uint64)
        return lambda members: hashes.take(members, mode="clip")


def spread(values: Array | None, codes: Array, over: Active | View) -> Array:
    """Return what each member (*codes*) of a loop is for each row, `[members, rows]`; None holds for all."""
    return np.broadcast_to(np.True_ if values is None else values, (len(codes), len(over.rows)))


def look(draft: Draft, active: Active) -> View:
    """Return the view of the active rows."""
    return View(draft.frame, active.rows, {})
