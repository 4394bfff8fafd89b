"""Conditions as texts; a condition of a pool, a requirement or a reaction is never decided beforehand."""

from __future__ import annotations

from tests.generated.written.phrase import Phrase
from tests.generated.written.sight import TEXTS, Called

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDERS = ("<", "<=", ">", ">=", "==", "!=")


class Truths(Phrase):
    """Make conditions."""

    def truth(self, depth: int) -> str:
        """Return a condition."""
        leaves = (self._held_truth, self._odd, self._has)
        inner = (
            *(self._held_truth, self._flag, self._keyed, self._compared, self._compared, self._chained),
            *(self._reals, self._records, self._times, self._listed, self._member, self._text, self._present),
            *(
                self._joined,
                self._joined,
                self._not,
                self._quantified,
                self._quantified,
                self._has,
                self._either_truth,
            ),
        )
        return self.one(depth, leaves, inner)

    def open(self, depth: int) -> str:
        """Return a condition that nobody can decide before the game is played."""
        if self.chance.random() < 0.6:
            return f"({self.truth(depth)}) or {self._undecided()}"
        return self._undecided()

    def _undecided(self) -> str:
        return f"(total + {self.chance.randint(1, 50)}) % {self.chance.choice((2, 3, 5))} != 1"

    def _held_truth(self, depth: int) -> str | None:
        found = self.some(self.see.of("bool"))
        if found is None:
            return None
        return f"({found.text} == {self.chance.choice(('true', 'false'))})" if depth > 0 else found.text

    def _odd(self, _: int) -> str:
        return f"total % {self.chance.choice((2, 3))} == {self.chance.randrange(2)}"

    def _flag(self, depth: int) -> str | None:
        found = self.some(self.see.fields("bool"))
        return f"{self.record(found[0], depth)}.{found[1].text}" if found else None

    def _keyed(self, depth: int) -> str | None:
        found = self.some([each for each in self.see.called if each.result.sort == "bool"])
        return f"{found.name}({self._keys(found, depth)})" if found else None

    def _keys(self, called: Called, depth: int) -> str:
        return ", ".join(self.record(each.kind, depth) for each in called.params)

    def _compared(self, depth: int) -> str:
        return f"{self.whole(depth).text} {self.chance.choice(ORDERS)} {self.whole(depth).text}"

    def _chained(self, depth: int) -> str:
        return f"1 <= {self.whole(depth).text} < {self.whole(0).text}"

    def _reals(self, depth: int) -> str:
        left, order = self.real(depth).text, self.chance.choice(ORDERS)
        return f"{left} {order} {self.chance.choice((self.real, self.whole))(depth).text}"

    def _records(self, depth: int) -> str:
        kind = self.kind()
        orders = ORDERS if self.see.kinds[kind].ordered_by else ("==", "!=")
        left, order = self.record(kind, depth), self.chance.choice(orders)
        if self.chance.random() < 0.3:
            return f"{left} {order} {self.some(self.see.kinds[kind].ids)}"
        return f"{left} {order} {self.record(kind, depth)}"

    def _times(self, depth: int) -> str:
        order = self.chance.choice(ORDERS)
        match self.chance.randrange(3):
            case 0:
                return f"{self.day(depth)} {order} {self.day(depth)}"
            case 1:
                return f"{self.time(depth)} {order} {self.time(depth)}"
            case _:
                return f"{self.duration(depth).text} {order} {self.duration(depth).text}"

    def _listed(self, depth: int) -> str:
        word = self.chance.choice(("in", "not in"))
        if self.chance.random() < 0.5:
            return f"weekday(today) {word} [{', '.join(self.chance.sample(WEEKDAYS, 2))}]"
        kind = self.kind()
        ids = self.see.kinds[kind].ids
        return f"{self.record(kind, depth)} {word} [{', '.join(self.chance.sample(ids, min(2, len(ids))))}]"

    def _member(self, depth: int) -> str | None:
        word = self.chance.choice(("in", "not in"))
        lists = [
            (f"{self.record(kind, depth)}.{each.text}", each.kind) for kind, each in self.see.fields("list")
        ]
        lists += [(name, kind) for name, kind, _ in self.see.several]
        found = self.some(lists)
        return f"{self.record(found[1], depth)} {word} {found[0]}" if found else None

    def _text(self, depth: int) -> str | None:
        texts, several = self.see.fields("text"), self.see.fields("texts")
        item = f"'{self.chance.choice(TEXTS)}'"
        if several and self.chance.random() < 0.5:
            kind, each = self.chance.choice(several)
            return f"{item} in {self.record(kind, depth)}.{each.text}"
        found = self.some(texts)
        return f"{self.record(found[0], depth)}.{found[1].text} == {item}" if found else None

    def _present(self, depth: int) -> str | None:
        """Ask for something of what may be absent, behind the question whether it is there."""
        found = self.some([each for each in self.see.values if each.sort == "record" and each.optional])
        if found is None:
            return None
        tail = f"{found.text} == {self.record(found.kind, depth)}"
        return (
            f"({found.text} != none and {tail})"
            if self.chance.random() < 0.5
            else f"(has({found.text}) and {tail})"
        )

    def _has(self, depth: int) -> str | None:
        times = [each.text for each in self.see.values if each.optional and each.sort != "record"]
        found = self.optional(self.kind(), depth) if self.chance.random() < 0.6 else self.some(times)
        return f"has({found})" if found else None

    def _joined(self, depth: int) -> str:
        word = self.chance.choice((" and ", " or "))
        return "(" + word.join(self.truth(depth) for _ in range(self.chance.choice((2, 2, 3)))) + ")"

    def _not(self, depth: int) -> str:
        return f"not ({self.truth(depth)})"

    def _quantified(self, depth: int) -> str | None:
        if not self.loops or (found := self.domain(depth)) is None:
            return None
        over, name, _ = found
        self.loops -= 1
        with self.see.inside(name):
            where = f" if {self.truth(depth - 1)}" if self.chance.random() < 0.4 else ""
            body = self.truth(depth - 1)
        self.loops += 1
        return f"{self.chance.choice(('any', 'all'))}({body} for {name.text} in {over}{where})"

    def _either_truth(self, depth: int) -> str:
        return f"({self.truth(depth)} if {self.truth(depth)} else {self.truth(depth)})"
