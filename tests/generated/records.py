"""Random records, and loops over them."""

from __future__ import annotations

from collections.abc import Callable

from rules.expression.node import (
    Best,
    Cell,
    Choice,
    Const,
    Domain,
    Field,
    Function,
    Local,
    Logic,
    Node,
    Reached,
)
from rules.expression.type import BOOL, Type, integer, record
from tests.generated.base import Base, other


class Records(Base):
    """Make records, optional records and loops."""

    def record(self, kind: str, depth: int) -> Node:
        """Return a record that is there."""
        local = self.of_type("record", kind)
        roll = self.chance.random()
        if local is not None and roll < 0.6:
            return local
        if depth <= 0 or roll < 0.7:
            return Const(record(kind), self.chance.randrange(self.names.size(kind)))
        if roll < 0.85:
            return Field(record(kind), other(kind), "other", self.record(other(kind), depth - 1))
        if roll < 0.93:
            parts = self.optional(kind, depth - 1), self.record(kind, 0)
            return Function(record(kind), "default", parts)
        return Choice(record(kind), self.truth(depth - 1), self.record(kind, 0), self.record(kind, depth - 1))

    def optional(self, kind: str, depth: int) -> Node:
        """Return a record that may be absent."""
        type_, roll = record(kind).maybe(), self.chance.random()
        local = self.of_type("record", kind, optional=True)
        if local is not None and roll < 0.3:
            return local
        if kind == "tool" and roll < 0.5:
            return Cell(type_, self.chance.choice(self.names.holders).name)
        if kind == "tool" and roll < 0.7:
            return Reached(type_, kind, self.whole(depth - 1), exact=self.chance.random() < 0.3)
        if self.loops and depth > 0 and roll < 0.85:
            return self._best(kind, depth)
        return Field(type_, other(kind), "maybe", self.record(other(kind), depth - 1))

    def _best(self, kind: str, depth: int) -> Node:
        measured = lambda: self.chance.choice((self.whole, self.real))(depth - 1)  # noqa: E731
        domain, var, where, measure = self.loop(depth, measured, kind)
        assert measure is not None
        return Best(record(kind).maybe(), domain, var, where, measure)

    def domain(self, depth: int, kind: str = "") -> tuple[Domain, Type]:
        """Return a domain and the type of its members; with *kind*, one of such records."""
        form = self.chance.randrange(4)
        if not kind and form == 0:
            return Domain("upto", 3, node=self.within(0, 3, depth)), integer(1, 3)
        kind = kind or self.kind()
        if kind == "tool" and form == 1:
            slots = tuple(slot.name for slot in self.names.holders)
            return Domain("slots", len(slots), kind, slots=slots), record(kind)
        if form == 2:
            owner = other(kind)
            node = self.record(owner, depth)
            return Domain("field", self.names.size(kind), kind, node, owner, "parts"), record(kind)
        return Domain("kind", self.names.size(kind), kind), record(kind)

    def loop(
        self, depth: int, body: Callable[[], Node | None], kind: str = ""
    ) -> tuple[Domain, str, Node | None, Node | None]:
        """Return a domain, its variable, a condition and what *body* makes where the variable is seen."""
        domain, type_ = self.domain(depth, kind)
        var = self.fresh("e")
        self.loops -= 1
        self.locals.append(Local(type_, var))
        where = self.where(var, type_, depth - 1) if self.chance.random() < 0.6 else None
        made = body()
        self.locals.pop()
        self.loops += 1
        return domain, var, where, made

    def where(self, var: str, type_: Type, depth: int) -> Node:
        """Return a condition on a loop's variable; often the catalogue alone decides its first part."""
        condition = self.truth(depth)
        if type_.name != "record" or self.chance.random() < 0.5:
            return condition
        fixed = Field(BOOL, type_.kind, "flag", Local(type_, var))
        return Logic(BOOL, "and", (fixed, condition)) if self.chance.random() < 0.7 else fixed
