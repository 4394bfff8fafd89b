"""Records, days, times and durations as texts."""

from __future__ import annotations

from tests.generated.written.phrase import Phrase
from tests.generated.written.sight import Name, Said


class Things(Phrase):
    """Make records, days, times and durations."""

    def record(self, kind: str, depth: int) -> str:
        """Return a record that is there."""
        leaves = (lambda d: self._constant(kind, d), lambda d: self._held_record(kind, d))
        inner = (
            *leaves,
            lambda d: self._record_field(kind, d),
            lambda d: self._default(kind, d),
            lambda d: self._best(kind, d),
            lambda d: self._either_record(kind, d),
        )
        return self.one(depth, leaves, inner)

    def optional(self, kind: str, depth: int) -> str | None:
        """Return a record that may be absent, if anything may be."""
        leaves = (lambda d: self._maybe(kind, d), lambda _: "")
        inner = (
            *leaves,
            lambda d: self._record_field(kind, d, optional=True),
            lambda d: self._reached(kind, d),
            lambda d: self._best_where(kind, d),
        )
        return self.one(depth, leaves, inner) or None

    def _constant(self, kind: str, _: int) -> str:
        return f"{kind}.{self.chance.choice(self.see.kinds[kind].ids)}"

    def _held_record(self, kind: str, _: int) -> str | None:
        found = self.some(self.see.of("record", kind))
        return found.text if found else None

    def _maybe(self, kind: str, _: int) -> str | None:
        found = self.some(self.see.of("record", kind, optional=True))
        return found.text if found else None

    def _record_field(self, kind: str, depth: int, *, optional: bool = False) -> str | None:
        fields = [pair for pair in self.see.fields("record", optional=optional) if pair[1].kind == kind]
        found = self.some(fields)
        return f"{self.record(found[0], depth)}.{found[1].text}" if found else None

    def _default(self, kind: str, depth: int) -> str | None:
        maybe = self.optional(kind, depth)
        return f"default({maybe}, {self.record(kind, 0)})" if maybe else None

    def _best(self, kind: str, depth: int) -> str | None:
        if not self.loops:
            return None
        self.loops -= 1
        name = self.see.fresh("v")
        with self.see.inside(Name(name, "record", kind)):
            measure = self.chance.choice((self.whole, self.real))(depth).text
        self.loops += 1
        return f"best(({measure}, {name}) for {name} in {kind})"

    def _best_where(self, kind: str, depth: int) -> str | None:
        if not self.loops or (found := self.domain(depth, kind)) is None:
            return None
        over, name, _ = found
        self.loops -= 1
        with self.see.inside(name):
            measure, where = self.whole(depth).text, self.truth(depth - 1)
        self.loops += 1
        tail = f" if {where}" if over == kind or self.chance.random() < 0.5 else ""
        return f"best(({measure}, {name.text}) for {name.text} in {over}{tail})"

    def _reached(self, kind: str, depth: int) -> str | None:
        by = self.see.kinds[kind].ordered_by
        if not by:
            return None
        name = self.chance.choice(("reached", "exactly"))
        value = self.day(depth) if self.see.kinds[kind].fields[by].sort == "day" else self.whole(depth).text
        return f"{name}({kind}, {value})"

    def _either_record(self, kind: str, depth: int) -> str:
        return f"({self.record(kind, depth)} if {self.truth(depth)} else {self.record(kind, depth)})"

    def day(self, depth: int) -> str:
        """Return a day."""
        fields = [f"{self.record(kind, 0)}.{each.text}" for kind, each in self.see.fields("day")]
        plain = [each.text for each in self.see.of("day")]
        maybe = [f"default({each.text}, today)" for each in self.see.of("day", optional=True)]
        found = ["today", "today", *fields, *plain, *maybe]
        if depth > 0:
            found += [
                f"day_of({self.time(depth - 1)})",
                f"({self.chance.choice(found)} + {self.within(-9, 9, 1)})",
            ]
            if self.chance.random() < 0.2:
                found += [f"max({self.day(0)}, {self.day(0)})"]
        return self.chance.choice(found)

    def time(self, depth: int) -> str:
        """Return a time."""
        plain = [f"min({each.text}, now)" for each in self.see.of("time")]
        maybe = [f"min(default({each.text}, now), now)" for each in self.see.of("time", optional=True)]
        found = [
            "now",
            *plain,
            *maybe,
            *(f"min(default(full_at({each}), now), now + week)" for each in self.see.growing),
        ]
        if depth > 0:
            found += [
                f"start_of({self.day(depth - 1)})",
                f"({self.chance.choice(found)} + {self.duration(0).text})",
            ]
        return self.chance.choice(found)

    def duration(self, depth: int) -> Said:
        """Return a duration of at most some weeks."""
        fields = [f"{self.record(kind, 0)}.{each.text}" for kind, each in self.see.fields("duration")]
        unit = self.chance.choice(("second", "minute", "hour", "day"))
        found = [*fields, f"{self.chance.randint(1, 9)} * {unit}", f"{self.within(0, 9, 0)} * {unit}"]
        if depth > 0:
            found += [f"clamp({self.time(depth - 1)} - {self.time(0)}, -1 * week, 2 * week)"] * 2
            found.append(f"min(2 * day, {self.chance.choice(found)})")
        return Said(self.chance.choice(found), -14 * 86_400_000, 63 * 86_400_000)
