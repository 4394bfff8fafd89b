"""Column code -> the same, and for how many values it evaluated one node."""

from __future__ import annotations

from typing import Any

import numpy as np

from rules.expression.column import ColumnCode
from rules.expression.column_frame import View
from rules.expression.column_value import Column
from rules.expression.node import Node
from rules.program.catalogue import Catalogue


class Spying(ColumnCode):
    """Column code that notes for how many values a node was evaluated at a time."""

    def __init__(self, catalogue: Catalogue, spied: Node) -> None:
        super().__init__(catalogue)
        self.asked: list[int] = []
        self._spied = spied

    def column(self, node: Node) -> Column:
        """Return a function that notes what it is asked, if it is of the node."""
        made = super().column(node)
        return self._noting(made) if node == self._spied else made

    def _noting(self, made: Column) -> Column:
        def read(view: View) -> Any:
            self.asked.append(int(np.prod(view.shape)))
            return made(view)

        return read
