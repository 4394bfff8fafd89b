"""How a draw is under way: what it is called, where its gains go, and which counters it carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from rules.document import Node
from rules.expression.node import Node as Expression
from rules.lower.here import Here
from rules.lower.step.amounts import give_rows
from rules.program.node import Give, Row, Step, Steps


@dataclass(frozen=True, slots=True)
class Drawing:
    """A draw of *table*: gains go to the player, to another (*to*) or to nobody, and are counted in *tally*.

    *counters* are the locals that stand for `this_draw`, by table and entry.
    *nest* draws a table inside this one.
    """

    nest: Callable[[Here, Node, Drawing], Steps]
    table: str = ""
    tally: str = ""
    nobody: bool = False
    to: Expression | None = None
    distinct: bool = False

    def named(self, table: str, *, distinct: bool = False) -> Drawing:
        """Return the draw of a table inside this draw."""
        return replace(self, table=table, distinct=distinct)

    def draw(self, here: Here, table: Node) -> Steps:
        """Return the steps of drawing the table that *table* names."""
        return self.nest(here, table, self)

    def rows(self, rows: tuple[Row, ...], here: Here) -> Step:
        """Return the step that gives *rows*."""
        return Give(rows, self.tally, self.nobody, self.to, here.why)

    def give(self, here: Here, amounts: Node) -> Steps:
        """Return the steps that give written amounts, ranges rolled first."""
        before, rows = give_rows(here, amounts)
        return (*before, self.rows(rows, here))
