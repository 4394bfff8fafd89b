"""Random whole numbers, with bounds that hold."""

from __future__ import annotations

from math import ceil, floor

from rules.expression.node import (
    Apply,
    Binary,
    Cell,
    Choice,
    Const,
    Field,
    Fold,
    Function,
    Lookup,
    MapField,
    Node,
    Tallied,
    Unary,
    const,
)
from rules.expression.type import integer, number
from rules.site import hash_name
from tests.generated.base import LATEST, MOST, Base, other
from tests.generated.catalogue import FIELDS


class Wholes(Base):
    """Make whole numbers."""

    def whole(self, depth: int) -> Node:
        """Return a whole number of at most 10^6 either way."""
        leaves = (self._number, self._number, self._local_whole, self._cell, self._cell, self._field)
        inner = (
            self._reckon,
            self._reckon,
            self._divide,
            self._rounded,
            self._share,
            self._extreme,
            self._negative,
            self._cell,
            self._pairs,
            self._table,
            self._fold,
            self._tallied,
            self._of_time,
            self._call,
            self._either,
            self._luck,
            self._scaled,
        )
        return self.fit(self.some(depth, leaves, inner), -MOST, MOST)

    def _number(self, _: int) -> Node:
        return const(self.chance.choice((0, 1, 1, 2, 3, 5, 10, -1, -4)))

    def _local_whole(self, _: int) -> Node | None:
        return self.of_type("int")

    def _cell(self, depth: int) -> Node:
        slot = self.chance.choice(self.names.whole)
        return Cell(slot.type, slot.name, self.record(slot.kind, depth) if slot.kind else None)

    def _field(self, depth: int) -> Node:
        kind, name = self.kind(), self.chance.choice(tuple(FIELDS))
        return Field(FIELDS[name], kind, name, self.record(kind, depth))

    def _pairs(self, depth: int) -> Node:
        kind = self.kind()
        key = self.record(other(kind), depth)
        return MapField(integer(0, 6), kind, "pairs", self.record(kind, depth), key)

    def _table(self, depth: int) -> Node:
        start = self.chance.choice((0, 0, 3))
        values = tuple(self.chance.choices(range(-9, 99), k=self.chance.randint(2, 5)))
        index = self.within(start, start + len(values) - 1, depth)
        return Lookup(integer(min(values), max(values)), values, start, index)

    def _reckon(self, depth: int) -> Node:
        return self.arithmetic(self.whole(depth), self.whole(depth), integer)

    def _divide(self, depth: int) -> Node:
        left, by = self.whole(depth), self.chance.choice((2, 3, 7, -3))
        if self.chance.random() < 0.5:
            lo, hi = sorted((left.type.lo // by, left.type.hi // by))
            return Binary(integer(lo, hi), "//", left, const(by))
        return Binary(integer(min(by + 1, 0), max(by - 1, 0)), "%", left, const(by))

    def _rounded(self, depth: int) -> Node:
        inner = self.real(depth)
        name = self.chance.choice(("floor", "ceil", "round"))
        return Function(integer(floor(inner.type.lo) - 1, ceil(inner.type.hi) + 1), name, (inner,))

    def _share(self, depth: int) -> Node:
        """Return a percentage, often a whole number on paper and not quite one in doubles."""
        share = self.chance.choice((0.29, 0.07, 0.57, 1.1))
        product = Binary(number(0, 220), "*", self.within(0, 200, depth), Const(number(share, share), share))
        return Function(integer(-1, 221), self.chance.choice(("floor", "ceil", "round")), (product,))

    def _extreme(self, depth: int) -> Node:
        parts = tuple(self.whole(depth) for _ in range(self.chance.randint(2, 3)))
        lows, highs = [part.type.lo for part in parts], [part.type.hi for part in parts]
        if self.chance.random() < 0.5:
            return Function(integer(min(lows), min(highs)), "min", parts)
        return Function(integer(max(lows), max(highs)), "max", parts)

    def _negative(self, depth: int) -> Node:
        inner = self.whole(depth)
        most = max(abs(inner.type.lo), abs(inner.type.hi))
        if self.chance.random() < 0.5:
            return Function(integer(0, most), "abs", (inner,))
        return Unary(integer(-most, most), "-", inner)

    def _fold(self, depth: int) -> Node | None:
        if not self.loops:
            return None
        op = self.chance.choice(("sum", "count"))
        with_body = lambda: self.fit(self.whole(depth - 1), -1000, 1000) if op == "sum" else None  # noqa: E731
        domain, var, where, body = self.loop(depth, with_body)
        most = 1000 * domain.size if op == "sum" else domain.size
        return Fold(integer(-most if op == "sum" else 0, most), op, domain, var, where, body)  # type: ignore[arg-type]

    def _tallied(self, depth: int) -> Node | None:
        if not self.tallies:
            return None
        name, type_ = self.chance.choice(self.tallies), integer(0, 10**9)
        if self.chance.random() < 0.3:
            return Tallied(type_, name)
        slot = self.chance.choice(self.names.assets)
        return Tallied(type_, name, slot.name, self.record(slot.kind, depth) if slot.kind else None)

    def _of_time(self, depth: int) -> Node:
        day = integer(-LATEST, LATEST)
        form = self.chance.randrange(4)
        if form == 0:
            name, type_ = self.chance.choice((("weekday", integer(1, 7)), ("month", day)))
            return Function(type_, name, (Function(day, "today", ()),))
        if form == 1:
            return Function(day, "day_of", (Function(integer(0, 10**12), "now", ()),))
        if form == 2:
            time = Function(integer(-(10**13), 10**13), "start_of", (self.within(0, LATEST, depth),))
            return Binary(integer(0, 99_999), "%", time, const(100_000))
        who = Function(integer(0, 1 << 40), self.chance.choice(("me", "seed")), ())
        return Binary(integer(0, 9), "%", who, const(10))

    def _luck(self, depth: int) -> Node:
        kind = self.kind()
        args = (
            Const(integer(), hash_name(f"choice{self.chance.randrange(3)}")),
            Function(integer(), self.chance.choice(("me", "seed")), ()),
            self.whole(depth),
            Function(integer(), "record_hash", (self.record(kind, depth),)),
        )
        return Binary(integer(0, 999), "%", Function(integer(0, 1 << 39), "luck", args), const(1000))

    def _scaled(self, depth: int) -> Node:
        """Return a chance in 10^-9 parts or a weight in 10^-6 parts, of a number below 1."""
        share = Function(number(0, 1), "clamp", (self.real(depth), const(0), const(1)))
        name, parts = self.chance.choice((("parts", 10**9), ("millionths", 10**6)))
        rest = Function(integer(0, parts), name, (share,))
        return Binary(integer(0, 1000), "//", rest, const(parts // 1000))

    def _call(self, depth: int) -> Node | None:
        formulas = tuple(self.names.catalogue.formulas.values())
        if not formulas:
            return None
        formula = self.chance.choice(formulas)
        args = tuple(
            self.record(type_.kind, depth) if type_.name == "record" else self.within(0, 9, depth)
            for type_ in formula.types
        )
        return Apply(formula.result, formula.name, args)

    def _either(self, depth: int) -> Node:
        then, other = self.whole(depth), self.whole(depth)
        lo, hi = min(then.type.lo, other.type.lo), max(then.type.hi, other.type.hi)
        return Choice(integer(lo, hi), self.truth(depth), then, other)
