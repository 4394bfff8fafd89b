"""Random numbers with fractions, with bounds that hold."""

from __future__ import annotations

from rules.expression.node import Binary, Choice, Const, Field, Function, Lookup, Node, const
from rules.expression.type import integer, number
from tests.generated.base import MOST, Base
from tests.generated.catalogue import RATE


class Reals(Base):
    """Make numbers."""

    def real(self, depth: int) -> Node:
        """Return a number of at most 10^6 either way."""
        leaves = (self._double, self._rate)
        inner = (self._calculated, self._quotient, self._rate, self._either_real, self._steps)
        return self.fit(self.some(depth, leaves, inner), -MOST, MOST)

    def _double(self, _: int) -> Node:
        value = self.chance.choice((0.1, 0.29, 0.5, 1.5, 0.07, 100.0, -0.6))
        return Const(number(value, value), value)

    def _rate(self, depth: int) -> Node:
        kind = self.kind()
        return Field(RATE, kind, "rate", self.record(kind, depth))

    def _calculated(self, depth: int) -> Node:
        return self.arithmetic(self.real(depth), self.whole(depth), number)

    def _quotient(self, depth: int) -> Node:
        left, by = self.whole(depth), self.chance.choice((3, 7, 10, 0.3))
        if self.chance.random() < 0.3:
            divisor = Function(integer(1, MOST), "max", (const(1), self.whole(depth)))
            most = max(abs(left.type.lo), abs(left.type.hi))
            return Binary(number(-most, most), "/", left, divisor)
        type_ = number(min(0, left.type.lo) * 4, max(0, left.type.hi) * 4)
        return Binary(type_, "/", left, Const(number(by, by), by))

    def _either_real(self, depth: int) -> Node:
        then, other = self.real(depth), self.whole(depth)
        lo, hi = min(then.type.lo, other.type.lo), max(then.type.hi, other.type.hi)
        return Choice(number(lo, hi), self.truth(depth), then, other)

    def _steps(self, depth: int) -> Node:
        return Lookup(number(1, 1.5), (1, 1.25, 1.5), 0, self.within(0, 2, depth))
