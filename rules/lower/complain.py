"""What is wrong at a place of the pack -> the problem, in its author's words."""

from __future__ import annotations

from dataclasses import dataclass

from rules.define.form import scalar_text
from rules.document import Node
from rules.expression.code import UNKNOWN_NAME
from rules.expression.node import Cell
from rules.lower import code
from rules.lower.stand import Stand
from rules.suggest import nearest


@dataclass(slots=True)
class Complain(Stand):
    """The complaints that several forms share; each is collected in the session."""

    def out_of_bounds(self, written: Node, cell: Cell, value: float, than: str) -> None:
        """Report a write that may leave the bounds of its variable."""
        self.session.report(
            code.BOUND,
            written,
            f"`{cell.slot}` may become {value:.15g}, {than}",
            f"ask for it in `require`, or write `set` with `clamp(...)` for `{cell.slot}`",
        )

    def no_range(self, written: Node) -> None:
        """Report a range where amounts must be certain."""
        self.session.report(
            code.NO_RANGE, written, "a range can stand in `give` and `roll` only", "write one amount"
        )

    def bad_range(self, written: Node) -> None:
        """Report a range that holds nothing, or goes below 0 or too far."""
        self.session.report(
            code.BAD_RANGE, written, f"`{scalar_text(written)}` is no range", "write the lesser end first"
        )

    def nothing_resets(self, written: Node) -> None:
        """Report a word that resets nothing."""
        self.session.report(
            code.NOTHING_RESETS,
            written,
            f"nothing is reset by `{scalar_text(written)}`",
            "name a variable or its `resets` word",
        )

    def endless(self, name: str, written: Node) -> None:
        """Report tables that draw each other without end."""
        way = " -> ".join(f"`{each}`" for each in (*self.nested, name))
        self.session.report(
            code.ENDLESS, written, f"tables draw each other without end: {way}", "take one of them out"
        )

    def undeclared(self, counter: Node) -> bool:
        """Report a counter whose name means nothing here, nor is nearly another; tell whether it is so."""
        name, known = scalar_text(counter), self.definitions.variables
        if not name.isidentifier() or self.scope.means(name) or nearest(name, known):
            return False
        help_ = f"declare it: `variables: {{{name}: {{type: int}}}}`"
        self.session.report(UNKNOWN_NAME, counter, f"there is no variable called `{name}`", help_)
        return True

    def not_constant(self, written: Node, word: str) -> None:
        """Report guarantees over entries whose chances are worked out when drawn."""
        self.session.report(
            code.NOT_CONSTANT,
            written,
            f"a guarantee needs constant numbers for every `{word}`",
            "move the expression to `weigh`",
        )

    def too_many_rows(self, written: Node, rows: int, most: int) -> None:
        """Report counters that cannot be tabulated."""
        self.session.report(
            code.TOO_MANY_ROWS,
            written,
            f"the counters have {rows:,} states together, at most {most:,} are possible",
            "lower a `by`",
        )
