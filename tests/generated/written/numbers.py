"""Whole numbers and numbers as texts, with bounds that the checker finds, too."""

from __future__ import annotations

from math import ceil, floor

from tests.generated.written.phrase import MOST, SMALL, Phrase
from tests.generated.written.sight import Called, Said


class Numbers(Phrase):
    """Make numbers."""

    def whole(self, depth: int) -> Said:
        """Return a whole number of at most 10^9 either way."""
        leaves = (self._figure, self._value, self._value, self._owned)
        inner = (
            *(self._value, self._field, self._owned, self._called, self._reckon, self._reckon, self._divide),
            *(
                self._rounded,
                self._paper,
                self._extreme,
                self._fold,
                self._fold,
                self._size,
                self._tallied,
                self._tallied,
            ),
            *(self._of_amounts, self._of_time, self._power, self._either, self._negative, self._guarded),
        )
        return self.cut(self.one(depth, leaves, inner), -MOST, MOST)

    def real(self, depth: int) -> Said:
        """Return a number of at most 10^9 either way."""
        leaves = (self._decimal, self._real_value, self._decimal)
        inner = (
            *(self._real_field, self._real_field, self._map, self._real_called, self._quotient),
            *(self._real_reckon, self._real_reckon, self._real_extreme, self._real_power, self._real_either),
        )
        return self.cut(self.one(depth, leaves, inner), -MOST, MOST)

    def _figure(self, _: int) -> Said:
        number = self.chance.choice((0, 1, 1, 2, 3, 5, 10, 40))
        return Said(str(number), number, number)

    def _value(self, _: int) -> Said | None:
        found = self.some(self.see.of("int"))
        return Said(found.text, found.lo, found.hi) if found else None

    def _field(self, depth: int) -> Said | None:
        return self._of_field("int", depth)

    def _of_field(self, sort: str, depth: int) -> Said | None:
        found = self.some(self.see.fields(sort))
        if found is None:
            return None
        return Said(f"{self.record(found[0], depth)}.{found[1].text}", found[1].lo, found[1].hi)

    def _owned(self, depth: int) -> Said | None:
        kind = self.some(self.see.held)
        if kind is None:
            return None
        bare = self.chance.random() < 0.3
        asked = self.some(self.see.kinds[kind].ids) if bare else self.record(kind, depth)
        return Said(f"min(99, owned({asked}))", 0, 99)

    def _called(self, depth: int) -> Said | None:
        return self.call("int", depth)

    def call(self, sort: str, depth: int) -> Said | None:
        """Return a call of something that results in a sort."""
        found = [("", each) for each in self.see.called]
        found += [(kind.name, each) for kind in self.see.kinds.values() for each in kind.formulas]
        chosen = self.some([pair for pair in found if pair[1].result.sort == sort])
        if chosen is None:
            return None
        kind, each = chosen
        owner = f"{self.record(kind, depth)}." if kind else ""
        asked = f"({self._arguments(each, depth)})" if each.params else ""
        return Said(f"{owner}{each.name}{asked}", each.result.lo, each.result.hi)

    def _arguments(self, called: Called, depth: int) -> str:
        return ", ".join(
            self.record(each.kind, depth)
            if each.sort == "record"
            else self.within(int(each.lo), int(each.hi), depth)
            for each in called.params
        )

    def _reckon(self, depth: int) -> Said:
        return self._arithmetic(self.whole(depth), self.whole(depth))

    def _arithmetic(self, a: Said, b: Said) -> Said:
        match self.chance.choice("+-*"):
            case "+":
                return Said(f"({a.text} + {b.text})", a.lo + b.lo, a.hi + b.hi)
            case "-":
                return Said(f"({a.text} - {b.text})", a.lo - b.hi, a.hi - b.lo)
            case _:
                a, b = self.cut(a, -SMALL, SMALL), self.cut(b, -SMALL, SMALL)
                ends = [x * y for x in (a.lo, a.hi) for y in (b.lo, b.hi)]
                return Said(f"({a.text} * {b.text})", min(ends), max(ends))

    def _divide(self, depth: int) -> Said:
        a = self.whole(depth)
        if self.chance.random() < 0.3:
            return Said(f"(({a.text}) // max(1, {self.whole(0).text}))", -abs(a.lo) - 1, max(0, a.hi))
        by = self.chance.choice((2, 3, 7))
        if self.chance.random() < 0.5:
            return Said(f"(({a.text}) // {by})", a.lo // by, a.hi // by)
        return Said(f"(({a.text}) % {by})", 0, by - 1)

    def _rounded(self, depth: int) -> Said:
        a = self.real(depth)
        name = self.chance.choice(("floor", "ceil", "round"))
        return Said(f"{name}({a.text})", floor(a.lo) - 1, ceil(a.hi) + 1)

    def _paper(self, depth: int) -> Said:
        """Return a percentage, often a whole number on paper and not quite one in doubles."""
        share = self.chance.choice(("0.29", "0.07", "0.57", "1.1"))
        name = self.chance.choice(("floor", "ceil", "round"))
        of = self.chance.choice(
            (f"(total + {self.chance.choice((29, 57, 100))}) % 201", self.within(0, 200, depth))
        )
        return Said(f"{name}(({of}) * {share})", -1, 221)

    def _extreme(self, depth: int) -> Said:
        parts = [self.whole(depth) for _ in range(self.chance.choice((2, 2, 3)))]
        return self._least_or_greatest(parts)

    def _least_or_greatest(self, parts: list[Said]) -> Said:
        texts = ", ".join(each.text for each in parts)
        pick, name = self.chance.choice(((min, "min"), (max, "max")))
        return Said(f"{name}({texts})", pick(each.lo for each in parts), pick(each.hi for each in parts))

    def _fold(self, depth: int) -> Said | None:
        if not self.loops or (found := self.domain(depth)) is None:
            return None
        over, name, rounds = found
        self.loops -= 1
        with self.see.inside(name):
            where = f" if {self.truth(depth - 1)}" if self.chance.random() < 0.5 else ""
            body = self.cut(self.whole(depth), -SMALL, SMALL)
            truth = self.truth(depth - 1)
        self.loops += 1
        match self.chance.randrange(4):
            case 0:
                return Said(f"count({name.text} for {name.text} in {over}{where})", 0, rounds)
            case 1:
                return Said(f"sum({truth} for {name.text} in {over}{where})", 0, rounds)
            case _:
                lo, hi = min(0, body.lo) * rounds, max(0, body.hi) * rounds
                return Said(f"sum({body.text} for {name.text} in {over}{where})", lo, hi)

    def _size(self, depth: int) -> Said | None:
        sizes = [
            f"{self.record(kind, depth)}.{each.text}"
            for kind, each in (*self.see.fields("list"), *self.see.fields("texts"))
        ]
        sizes += [name for name, _, _ in self.see.several]
        found = self.some(sizes)
        return Said(f"size({found})", 0, 10) if found else None

    def _tallied(self, depth: int) -> Said | None:
        name = self.some(self.see.tallies)
        if name is None:
            return None
        if self.chance.random() < 0.3:
            return Said(f"size({name})", 0, 1 << 53)
        return Said(f"{name}[{self.asset(depth)}]", 0, 1 << 53)

    def asset(self, depth: int) -> str:
        """Return something that amounts may count."""
        kind = self.some(self.see.held) or ""
        found = [*self.see.spent, *self.see.kinds[kind].ids]
        return self.chance.choice(found) if self.chance.random() < 0.6 else self.record(kind, depth)

    def _of_amounts(self, depth: int) -> Said | None:
        found = self.some(self.see.fields("amounts"))
        return (
            Said(f"{self.record(found[0], depth)}.{found[1].text}[{self.asset(depth)}]", 0, 9)
            if found
            else None
        )

    def _of_time(self, depth: int) -> Said:
        match self.chance.randrange(3):
            case 0:
                return Said(f"weekday({self.day(depth)})", 1, 7)
            case 1:
                return self.cut(
                    Said(f"({self.day(depth)} - {self.day(0)})", -(3 * 10**6), 3 * 10**6), -50, 50
                )
            case _:
                unit = self.chance.choice(("hour", "(90 * minute)", "day"))
                return Said(f"(({self.duration(depth).text}) // {unit})", -(10**4), 10**4)

    def _power(self, depth: int) -> Said:
        if self.chance.random() < 0.5:
            return Said(f"(({self.within(0, 40, depth)}) ** 2)", 0, 1600)
        return Said(f"(2 ** ({self.within(0, 9, depth)}))", 1, 512)

    def _either(self, depth: int) -> Said:
        a, b = self.whole(depth), self.whole(depth)
        return Said(f"({a.text} if {self.truth(depth)} else {b.text})", min(a.lo, b.lo), max(a.hi, b.hi))

    def _negative(self, depth: int) -> Said:
        a = self.whole(depth)
        if self.chance.random() < 0.5:
            return Said(f"abs({a.text})", 0, max(abs(a.lo), abs(a.hi)))
        return Said(f"(-({a.text}))", -a.hi, -a.lo)

    def _guarded(self, _: int) -> Said | None:
        """Return a field of what may be absent, read where it is there."""
        found = self.some([each for each in self.see.values if each.sort == "record" and each.optional])
        if found is None:
            return None
        fields = [
            each
            for each in self.see.kinds[found.kind].fields.values()
            if each.sort == "int" and not each.optional
        ]
        each = self.some(fields)
        if each is None:
            return None
        return Said(
            f"({found.text}.{each.text} if has({found.text}) else 0)", min(0, each.lo), max(0, each.hi)
        )

    def _decimal(self, _: int) -> Said:
        text = self.chance.choice(("0.5", "0.29", "1.5", "0.07", "2.25", "0.1"))
        return Said(text, float(text), float(text))

    def _real_value(self, _: int) -> Said | None:
        found = self.some(self.see.of("number"))
        return Said(found.text, found.lo, found.hi) if found else None

    def _real_field(self, depth: int) -> Said | None:
        return self._of_field("number", depth)

    def _map(self, depth: int) -> Said | None:
        found = self.some(self.see.fields("map"))
        if found is None:
            return None
        kind, each = found
        return Said(
            f"{self.record(kind, depth)}.{each.text}[{self.record(each.kind, depth)}]", each.lo, each.hi
        )

    def _real_called(self, depth: int) -> Said | None:
        return self.call("number", depth)

    def _quotient(self, depth: int) -> Said:
        if self.chance.random() < 0.2:
            return self.cut(
                Said(f"(({self.duration(depth).text}) / (3 * hour))", -MOST * 2, MOST * 2), -SMALL, SMALL
            )
        a, by = self.whole(depth), self.chance.choice(("3", "7", "max(1, {})"))
        return Said(
            f"(({a.text}) / {by.format(self.whole(0).text)})", -abs(a.lo) - abs(a.hi), abs(a.hi) + abs(a.lo)
        )

    def _real_reckon(self, depth: int) -> Said:
        a, b = self.real(depth), self.chance.choice((self.real, self.whole))(depth)
        return self._arithmetic(a, b)

    def _real_extreme(self, depth: int) -> Said:
        return self._least_or_greatest([self.real(depth), self.chance.choice((self.real, self.whole))(depth)])

    def _real_power(self, depth: int) -> Said:
        return Said(f"(1.5 ** ({self.within(0, 9, depth)}))", 1, 39)

    def _real_either(self, depth: int) -> Said:
        a, b = self.real(depth), self.chance.choice((self.real, self.whole))(depth)
        return Said(f"({a.text} if {self.truth(depth)} else {b.text})", min(a.lo, b.lo), max(a.hi, b.hi))
