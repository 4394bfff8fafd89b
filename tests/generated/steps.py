"""Random steps of every primitive; they refuse now and then, and fault only if *faulty*."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from rules.expression.node import Local, Node, const
from rules.expression.type import AMOUNTS, Type
from rules.program.node import (
    Assign,
    Each,
    Emit,
    If,
    Let,
    Repeat,
    Require,
    Requirement,
    Step,
    Steps,
    Switch,
    Tally,
    Write,
)
from rules.program.slot import Slot
from tests.generated.catalogue import Names
from tests.generated.expressions import Expressions

REASONS = ("too_soon", "too_weak", "not_yet")


class Plain:
    """Make steps that neither roll nor move assets."""

    def __init__(self, chance: Random, names: Names, *, faulty: bool) -> None:
        """Begin with no local in sight."""
        self.chance = chance
        self.names = names
        self.faulty = faulty
        self.see = Expressions(chance, names)
        self.makers: list[Callable[[int], Steps]] = [
            self.let,
            self.assign,
            self.assign,
            self.branch,
            self.switch,
            self.repeat,
            self.each,
            self.tally,
            self.require,
        ]

    def some(self, depth: int, most: int = 3) -> Steps:
        """Return a few steps; what they bind is out of sight afterwards."""
        seen, tallies = len(self.see.locals), len(self.see.tallies)
        steps = self.open(depth, most)
        del self.see.locals[seen:], self.see.tallies[tallies:]
        return steps

    def open(self, depth: int, most: int = 3) -> Steps:
        """Return a few steps; what they bind stays in sight."""
        made: list[Step] = []
        for _ in range(self.chance.randint(1, most)):
            made.extend(self.chance.choice(self.makers)(depth - 1))
        return tuple(made)

    def bind(self, type_: Type, stem: str = "v") -> str:
        """Return the name of a new local, in sight from now on."""
        name = self.see.fresh(stem)
        self.see.locals.append(Local(type_, name))
        return name

    def inner(self, depth: int, most: int = 2) -> Steps:
        """Return steps inside another, or an Emit where that would be too deep."""
        return self.some(depth, most) if depth > 0 else self.emit()

    def emit(self) -> Steps:
        """Tell of something."""
        values: tuple[tuple[str, Node], ...] = (("n", self.see.whole(0)),)
        values += tuple((name, Local(AMOUNTS, name)) for name in self.see.tallies[-1:])
        event = self.chance.choice(("say", "tell", "drawn"))
        to = at = const(1) if event == "tell" else None
        return (Emit(event, "words", values, to, at),)  # type: ignore[arg-type]

    def let(self, _: int) -> Steps:
        """Bind a local of any type."""
        form = self.chance.randrange(4)
        if form == 0:
            node: Node = self.see.truth(2)
        elif form == 1:
            node = self.see.optional(self.see.kind(), 2)
        else:
            node = self.see.whole(3)
        return (Let(self.bind(node.type), node),)

    def assign(self, _: int) -> Steps:
        """Write up to three cells, of whole numbers, truths or optional records; sometimes for good."""
        clamp = self.chance.random() < 0.8
        keep = self.chance.random() < 0.15
        writes = tuple(self._write(clamp=clamp) for _ in range(self.chance.randint(1, 3)))
        return (Assign(writes, clamp=clamp, keep=keep),)

    def _write(self, *, clamp: bool) -> Write:
        form = self.chance.randrange(6)
        if form == 0:
            slot = self.chance.choice(self.names.truths)
            return Write(slot.name, self.key(slot), self.see.truth(2))
        if form == 1:
            return Write(self.chance.choice(self.names.holders).name, None, self.see.optional("tool", 2))
        slot = self.chance.choice(self.names.whole)
        add = clamp and self.chance.random() < 0.5
        within = self.see.within(int(slot.type.lo), int(min(slot.type.hi, 50)), 2)
        unsure = clamp or (self.faulty and self.chance.random() < 0.3)
        return Write(slot.name, self.key(slot), self.see.whole(2) if unsure else within, add=add)

    def key(self, slot: Slot) -> Node | None:
        """Return a key where the slot is kept per record."""
        return self.see.record(slot.kind, 1) if slot.kind else None

    def branch(self, depth: int) -> Steps:
        """Take one of two branches, one of which may be empty."""
        other = self.inner(depth) if self.chance.random() < 0.5 else ()
        return (If(self.see.truth(2), self.inner(depth), other),)

    def switch(self, depth: int) -> Steps:
        """Take one of many branches, two of them equal; or none."""
        cases = [self.inner(depth, 1), self.inner(depth, 1), ()]
        return (Switch(self.see.within(-1, 4), (*cases, cases[0])),)

    def repeat(self, depth: int) -> Steps:
        """Repeat; sometimes until something holds."""
        until = self.see.truth(1) if self.chance.random() < 0.3 else None
        return (Repeat(self.see.within(0, 4), 3, self.inner(depth), until),)

    def each(self, depth: int) -> Steps:
        """Go over a domain."""
        domain, type_ = self.see.domain(1)
        seen = len(self.see.locals)
        name = self.bind(type_, "each")
        where = self.see.where(name, type_, 1) if self.chance.random() < 0.5 else None
        body = self.inner(depth)
        del self.see.locals[seen:]
        return (Each(name, domain, body, where),)

    def tally(self, _: int) -> Steps:
        """Begin a tally, anew if there is one."""
        again = self.see.tallies and self.chance.random() < 0.3
        name = self.chance.choice(self.see.tallies) if again else self.see.fresh("tally")
        if name not in self.see.tallies:
            self.see.tallies.append(name)
        return Tally(name), *self.emit()

    def require(self, _: int) -> Steps:
        """Refuse now and then, for one of two reasons."""
        rows = tuple(
            Requirement(self.see.mostly(), self.chance.choice(REASONS), needs=(0,) if number else ())
            for number in range(self.chance.randint(1, 2))
        )
        return (Require(rows),)
