"""What lowering a whole pack gathers on the way: problems, typed expressions, pools, fresh names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from rules.define.definitions import Definitions
from rules.document import Node
from rules.expression.amounts import AmountsExpression
from rules.expression.facts import Facts
from rules.expression.node import Node as Expression
from rules.expression.scope import Scope
from rules.expression.table import TableExpression
from rules.problem import Code, Problem
from rules.program.node import Reaction, Select, Steps
from rules.program.view import View, Words, kept_as

if TYPE_CHECKING:
    from rules.lower.here import Here


@dataclass(frozen=True, slots=True)
class Typed:
    """One expression of the pack: its text in its place, what it means there, and what is known there."""

    written: Node
    node: Expression
    scope: Scope
    facts: Facts


@dataclass(slots=True)
class Session:
    """The lowering of one pack."""

    definitions: Definitions
    lower_block: Callable[[Here, Node | None], Steps]
    problems: list[Problem] = field(default_factory=list)
    typed: list[Typed] = field(default_factory=list)
    amounts: list[tuple[Node, AmountsExpression]] = field(default_factory=list)  # what amounts are read from
    drawn: list[tuple[Node, TableExpression]] = field(
        default_factory=list
    )  # which tables an expression names
    pools: list[tuple[Select, Node, bool, Here]] = field(default_factory=list)
    used: set[tuple[str, str]] = field(default_factory=set)  # (noun, id) that something refers to
    views: dict[str, View] = field(default_factory=dict)
    reasons: dict[tuple[str, str], Words] = field(default_factory=dict)  # by action: why it may be refused
    count: int = 0
    standing: dict[str, Reaction] = field(
        default_factory=dict
    )  # reactions that wake by themselves, lowered once
    _told: set[tuple[object, ...]] = field(default_factory=set, repr=False)

    def reaction(self, name: str, lower: Callable[[], Reaction]) -> Reaction:
        """Return a reaction that is the same for every action."""
        if name not in self.standing:
            self.standing[name] = lower()
        return self.standing[name]

    def view(self, name: str, view: View) -> str:
        """Keep a view as it reads at one place; return its name, another where it reads otherwise before."""
        names = (kept_as(name, number) for number in count(1))
        return next(kept for kept in names if self.views.setdefault(kept, view) == view)

    def report(self, code: Code, written: Node, message: str, help_: str | None = None) -> None:
        """Collect a problem once, however often a table is inlined."""
        self.add(code.at(written.place, message, help=help_))

    def add(self, problem: Problem) -> None:
        """Collect a problem that is not known yet."""
        told = (*problem.order, problem.help)
        if told not in self._told:
            self._told.add(told)
            self.problems.append(problem)

    def fresh(self, word: str) -> str:
        """Return a name for a local that no author can write."""
        self.count += 1
        return f"_{word}_{self.count}"

    def forget_rings(self) -> None:
        """Forget what leads back here: then all of it goes with its last user, and without the collector."""
        self.pools.clear()
