"""Random truths."""

from __future__ import annotations

from rules.expression.node import (
    Binary,
    Cell,
    Choice,
    Compare,
    Const,
    Field,
    Fold,
    Function,
    Logic,
    Member,
    Node,
    Unary,
    const,
)
from rules.expression.type import BOOL, TEXT, integer
from tests.generated.base import Base, other
from tests.generated.catalogue import TEXTS


class Truths(Base):
    """Make truths."""

    def truth(self, depth: int) -> Node:
        """Return a truth."""
        leaves = (self._known, self._compared, self._local_truth)
        inner = (
            self._compared,
            self._compared,
            self._same,
            self._has,
            self._member,
            self._not,
            self._logic,
            self._quantified,
            self._labels,
            self._known,
            self._either_truth,
        )
        return self.some(depth, leaves, inner)

    def mostly(self, depth: int = 1) -> Node:
        """Return a truth that fails for about one in twenty."""
        many = self.chance.choice((11, 17, 23))
        rest = Binary(integer(0, many - 1), "%", self.whole(depth), const(many))
        return Compare(BOOL, "!=", rest, const(self.chance.randrange(many)))

    def _known(self, depth: int) -> Node:
        slot = self.chance.choice(self.names.truths)
        return Cell(BOOL, slot.name, self.record(slot.kind, depth) if slot.kind else None)

    def _local_truth(self, _: int) -> Node | None:
        return self.of_type("bool")

    def _compared(self, depth: int) -> Node:
        op = self.chance.choice(("==", "!=", "<", "<=", ">", ">="))
        if self.chance.random() < 0.3:
            return Compare(BOOL, op, self.real(depth), self.whole(depth))  # type: ignore[arg-type]
        return Compare(BOOL, op, self.whole(depth), self.whole(0))  # type: ignore[arg-type]

    def _same(self, depth: int) -> Node:
        kind = self.kind()
        op = self.chance.choice(("==", "!="))
        other = self.chance.choice((self.record, self.optional))(kind, depth)
        return Compare(BOOL, op, self.record(kind, depth), other)  # type: ignore[arg-type]

    def _labels(self, depth: int) -> Node:
        kind = self.kind()
        label = Field(TEXT, kind, "label", self.record(kind, depth))
        return Compare(BOOL, "==", label, Const(TEXT, self.chance.choice(TEXTS)))

    def _has(self, depth: int) -> Node:
        return Function(BOOL, "has", (self.optional(self.kind(), depth),))

    def _member(self, depth: int) -> Node:
        kind = self.kind()
        name = self.chance.choice(("parts", "tags"))
        text: Node = Const(TEXT, self.chance.choice(TEXTS))
        if self.chance.random() < 0.5:
            text = Field(TEXT, other(kind), "label", self.record(other(kind), depth))
        item = self.record(other(kind), depth) if name == "parts" else text
        return Member(BOOL, kind, name, self.record(kind, depth), item)

    def _not(self, depth: int) -> Node:
        return Unary(BOOL, "not", self.truth(depth))

    def _logic(self, depth: int) -> Node:
        parts = tuple(self.truth(depth) for _ in range(self.chance.randint(2, 3)))
        return Logic(BOOL, self.chance.choice(("and", "or")), parts)

    def _quantified(self, depth: int) -> Node | None:
        if not self.loops:
            return None
        domain, var, where, body = self.loop(depth, lambda: self.truth(depth - 1))
        return Fold(BOOL, self.chance.choice(("any", "all")), domain, var, where, body)

    def _either_truth(self, depth: int) -> Node:
        return Choice(BOOL, self.truth(depth), self.truth(depth), self.truth(depth))
