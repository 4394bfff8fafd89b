"""Random steps that move assets and that roll; and the shapes that tables are lowered to."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from rules.expression.node import Binary, Cell, Compare, Domain, Function, Local, Logic, Node, const
from rules.expression.type import BOOL, CHANCE, CHANCE_PARTS, integer, record
from rules.program.node import (
    Assign,
    Choose,
    Give,
    If,
    Repeat,
    Row,
    Select,
    Steps,
    Switch,
    Take,
    Uniform,
    Weights,
    Write,
)
from rules.site import Site
from tests.generated.catalogue import COUNTED, COUNTER, SCRATCH, Names
from tests.generated.steps import Plain

WHYS = ("quest", "wish")


class Moving(Plain):
    """Make steps of every primitive but Sweep."""

    def __init__(self, chance: Random, names: Names, *, faulty: bool) -> None:
        """Begin with no local in sight."""
        super().__init__(chance, names, faulty=faulty)
        self._sites = 0
        more: list[Callable[[int], Steps]] = [
            self.give,
            self.give,
            self.take,
            self.choose,
            self.uniform,
            self.select,
            self.guarantee,
            self.distinct,
        ]
        self.makers += more

    def site(self) -> Site:
        """Return a site of its own."""
        self._sites += 1
        return Site(f"actions.act/do/roll{self._sites}")

    def row(self, most: int) -> Row:
        """Return so much of some asset; a fault if it is below 0."""
        slot = self.chance.choice(self.names.assets)
        least = -1 if self.faulty and self.chance.random() < 0.2 else 0
        return Row(slot.name, self.key(slot), self.see.within(least, most, 2))

    def _tallied(self) -> str:
        return self.chance.choice(self.see.tallies) if self.see.tallies and self.chance.random() < 0.6 else ""

    def give(self, _: int) -> Steps:
        """Give, sometimes more than fits, sometimes to nobody."""
        rows = tuple(self.row(self.chance.choice((3, 3, 60))) for _ in range(self.chance.randint(1, 3)))
        tally = self._tallied()
        nobody = bool(tally) and self.chance.random() < 0.3
        return (Give(rows, tally, nobody, why=self.chance.choice(WHYS)),)

    def take(self, _: int) -> Steps:
        """Take, sometimes one asset twice; refuse, take partly, or only look."""
        form = self.chance.randrange(4)
        rows = tuple(self.row(1 if form else 9) for _ in range(self.chance.randint(1, 3)))
        if self.chance.random() < 0.3:
            rows = (*rows, rows[0])
        why = self.chance.choice(WHYS)
        if form == 0:
            return (Take(rows, partly=True, missing=self._tallied(), why=why),)
        return (Take(rows, self.chance.choice(("short", "broke")), check=form == 1, why=why),)

    def choose(self, depth: int) -> Steps:
        """Roll for a place by fixed, tabled or computed weights, and branch by it."""
        name, places = self.see.fresh("place"), self.chance.randint(2, 3)
        form = self.chance.randrange(3)
        rows = tuple(self._weights(places) for _ in range(3))
        if form == 0:
            weights = Weights(rows=rows[:1])
        elif form == 1:
            weights = Weights(rows, self.see.within(0, 2, 2))
        else:
            weights = Weights(nodes=self._computed())
        roll = Choose(self.site(), name, weights)
        branch = Switch(Local(integer(0, 2), name), (self.inner(depth, 1), self.inner(depth, 1)))
        self.see.locals.append(Local(integer(0, 2), name))
        return roll, branch

    def _weights(self, places: int) -> tuple[int, ...]:
        some = self.chance.choices((0, 1, 2, 700, 10**9), k=places - 1)
        return (*some, self.chance.choice((1, 3, 1 << 40)))

    def _computed(self) -> tuple[Node, ...]:
        if self.chance.random() < 0.5:
            share = Function(CHANCE, "clamp", (self.see.real(2), const(0), const(1)))
            parts = Function(integer(0, CHANCE_PARTS), "parts", (share,))
            return Binary(integer(0, CHANCE_PARTS), "-", const(CHANCE_PARTS), parts), parts
        if self.faulty:
            return self.see.within(-1, 6, 2), self.see.within(0, 5, 2)
        return self.see.within(0, 6, 2), self.see.within(1, 5, 2)

    def uniform(self, _: int) -> Steps:
        """Roll a whole number from a range that may be one number wide."""
        lo = self.see.within(-3, 3, 2)
        hi = self.see.within(0 if self.faulty else 3, 9, 2)
        if self.chance.random() < 0.1:
            hi = const(self.chance.choice((1 << 40, 3 << 50)))
        site = self.site()
        return (Uniform(site, self.bind(integer(-3, max(9, hi.type.hi))), lo, hi),)

    def select(self, depth: int) -> Steps:
        """Roll for a record of a pool that may be empty, by weights that may all be 0."""
        kind = self.see.kind()
        domain, type_ = self.see.domain(1, kind)
        var, seen = self.see.fresh("it"), len(self.see.locals)
        self.see.locals.append(Local(type_, var))
        where = self.see.where(var, type_, 1) if self.chance.random() < 0.7 else None
        weigh = self.see.within(0, 4, 2) if self.chance.random() < 0.5 else None
        del self.see.locals[seen:]
        name = self.see.fresh("card")
        roll = Select(self.site(), name, domain, var, where, weigh)
        self.see.locals.append(Local(type_, name))
        found = self.inner(depth)
        del self.see.locals[seen:]
        self.see.locals.append(Local(type_.maybe(), name))
        return roll, If(Function(BOOL, "has", (Local(type_.maybe(), name),)), found, self.inner(depth, 1))

    def guarantee(self, _: int) -> Steps:
        """Draw by a counter of misses; the last of which makes the hit certain."""
        name = self.see.fresh("hit")
        rows = (*((1, 3 + number) for number in range(COUNTED)), (1, 0))
        cell = Cell(integer(0, COUNTED), COUNTER)
        reset = Assign((Write(COUNTER, None, const(0)),))
        miss = Assign((Write(COUNTER, None, const(1), add=True),), clamp=True)
        return (
            Choose(self.site(), name, Weights(rows, cell)),
            Switch(Local(integer(0, 1), name), ((*self.give(0), reset), (miss,))),
        )

    def distinct(self, _: int) -> Steps:
        """Draw tools without giving one twice: what was drawn is marked in a scratch slot."""
        tool = record("tool")
        name, var = self.see.fresh("card"), self.see.fresh("it")
        card, it = Local(tool, name), Local(tool, var)
        domain = Domain("kind", self.names.size("tool"), "tool")
        left = Compare(BOOL, "==", Cell(BOOL, SCRATCH, it), const(0))
        some = Logic(BOOL, "and", (left, self.see.truth(1))) if self.chance.random() < 0.5 else left
        given = (
            Give((Row("owned.tool", card, const(1)),), self._tallied(), why="wish"),
            Assign((Write(SCRATCH, card, const(1, BOOL)),)),
        )
        draw = (
            Select(self.site(), name, domain, var, some),
            If(Function(BOOL, "has", (Local(tool.maybe(), name),)), given),
        )
        return (Repeat(self.see.within(0, 4), 3, draw),)
