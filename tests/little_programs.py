"""A seed -> a small random program over every primitive, with few enough rolls to enumerate."""

from __future__ import annotations

from random import Random

from rules.expression.node import (
    Binary,
    BinaryOp,
    Cell,
    Compare,
    CompareOp,
    Domain,
    Fold,
    Function,
    Local,
    Logic,
    Node,
    Tallied,
    const,
)
from rules.expression.type import BOOL, COUNT, NONE, integer, record
from rules.program.catalogue import Catalogue, Kind
from rules.program.node import (
    Assign,
    Choose,
    Each,
    Emit,
    Give,
    If,
    Let,
    Param,
    Program,
    Reaction,
    Repeat,
    Require,
    Requirement,
    Row,
    Select,
    Step,
    Steps,
    Sweep,
    Switch,
    Take,
    Tally,
    Uniform,
    Weights,
    Write,
)
from rules.program.slot import Slot
from rules.site import Site

KINDS = {
    "card": Kind("card", ("a", "b", "c"), columns={"rank": (0, 1, 2)}, lists={"near": ((1,), (0, 2), ())}),
    "reaction": Kind("reaction", ("r0", "r1", "r2")),
}
ALL = Domain("kind", 3, kind="card")
CARD = record("card")
SLOTS = (
    Slot(0, "x", integer(0, 9)),
    Slot(1, "y", integer(-2, 4), default=1),
    Slot(2, "owned.card", integer(0, 5), kind="card", asset=True),
    Slot(3, "coin", integer(1, 40), default=3, asset=True),
    Slot(4, "waiting", BOOL, kind="reaction"),
    Slot(5, "last", CARD.maybe(), default=NONE),
    Slot(6, "scratch", integer(0, 3), scope="draw"),
    Slot(7, "free", integer(), asset=True),
)
GAME = Catalogue(KINDS, SLOTS, {})
_NUMBERS = ("x", "y", "coin", "scratch")
_BY_NAME = {slot.name: slot for slot in SLOTS}


class Little:
    """Make one program; *rolls* is how many it may still have."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.names = 0
        self.rolls = 5
        self.locals = ["p"]
        self.cards: list[str] = []

    def name(self, prefix: str) -> str:
        self.names += 1
        return f"{prefix}{self.names}"

    def number(self, depth: int = 2) -> Node:
        """Make an expression of a whole number."""
        sort = self.random.randrange(9 if depth else 5) - 1
        if sort < 0:
            return const(self.random.randrange(4))
        if sort < 3:
            return Local(integer(), self.random.choice(self.locals[-3:]))
        if sort == 3:
            name = self.random.choice(_NUMBERS)
            return Cell(_BY_NAME[name].type, name)
        if sort == 4:
            return Cell(COUNT, "owned.card", self.card())
        if sort == 5:
            return Fold(COUNT, "sum", ALL, "e", None, Cell(COUNT, "owned.card", Local(CARD, "e")))
        if sort == 6:
            return Tallied(COUNT, "t", *(("owned.card", self.card()) if self.random.random() < 0.5 else ()))
        ops: tuple[BinaryOp, ...] = ("+", "-", "*")
        return Binary(integer(), self.random.choice(ops), self.number(depth - 1), self.number(depth - 1))

    def amount(self) -> Node:
        """Make an expression that is at least 0."""
        return Function(integer(0, 5), "clamp", (self.number(1), const(0), const(5)))

    def card(self) -> Node:
        if self.cards and self.random.random() < 0.6:
            return Local(CARD, self.random.choice(self.cards))
        return const(self.random.randrange(3), CARD)

    def test(self) -> Node:
        ops: tuple[CompareOp, ...] = ("<", ">=", "==", "!=")
        compare = Compare(BOOL, self.random.choice(ops), self.number(1), const(self.random.randrange(3)))
        if self.random.random() < 0.2:
            return Logic(BOOL, "or", (compare, Compare(BOOL, ">", self.number(0), const(2))))
        return compare

    def rows(self) -> tuple[Row, ...]:
        slots = self.random.choices(["owned.card", "owned.card", "coin", "free"], k=self.random.randint(1, 2))
        return tuple(Row(slot, self.card() if "." in slot else None, self.amount()) for slot in slots)

    def writes(self) -> tuple[Write, ...]:
        return tuple(self.write() for _ in range(self.random.randint(1, 2)))

    def write(self) -> Write:
        add = self.random.random() < 0.5
        if self.random.random() < 0.3:
            return Write("owned.card", self.card(), self.number(1), add=add)
        if self.random.random() < 0.1:
            return Write("last", None, self.card())
        owner = const(self.random.choice([1, 1, 2])) if self.random.random() < 0.1 else None
        return Write(self.random.choice(_NUMBERS), None, self.number(1), add=add or owner is not None, owner=owner)

    def steps(self, depth: int, most: int = 4) -> Steps:
        before, cards = list(self.locals), list(self.cards)
        steps: list[Step] = []
        for _ in range(self.random.randint(max(1, most // 3), most)):
            steps.append(self.step(depth))
            steps.extend(self.used(steps[-1]))
        self.locals, self.cards = before, cards
        return tuple(steps)

    def used(self, step: Step) -> Steps:
        """Make, more often than not, a step that what was rolled matters to."""
        if self.random.random() < 0.3:
            return ()
        match step:
            case Choose(local=name) | Uniform(local=name):
                return (Assign((Write("x", None, Local(integer(), name), add=True),), clamp=True),)
            case Select(local=name, where=None, weigh=None):
                return (Give((Row("owned.card", Local(CARD, name), const(1)),), "t"),)
            case Select(local=name):
                return (Assign((Write("last", None, Local(CARD, name)),)),)
            case _:
                return ()

    def step(self, depth: int) -> Step:
        simple = [self.let, self.assign, self.assign, self.give, self.give, self.take, self.tally, self.emit]
        if self.rolls > 0:
            simple += [self.choose, self.uniform, self.select] * 3
        nested = [self.if_, self.switch, self.repeat, self.each] if depth else []
        if self.random.random() < 0.04:
            return self.require()
        return self.random.choice(simple + nested * 3)()

    def let(self) -> Step:
        value, name = self.number(), self.random.choice([self.name("v"), *self.locals])
        self.locals.append(name)
        return Let(name, value)

    def tally(self) -> Step:
        return Tally("t")

    def emit(self) -> Step:
        return Emit("drawn", self.random.choice(["t.one", "t.two", "t.two.deep"]), (("n", self.number(0)),))

    def assign(self) -> Step:
        writes = self.writes()
        others = any(write.owner is not None for write in writes)
        return Assign(writes, clamp=others or self.random.random() < 0.85)

    def give(self) -> Step:
        to = const(self.random.choice([1, 2])) if self.random.random() < 0.1 else None
        tally = self.random.choice(["", "t"]) if to is None else ""
        return Give(self.rows(), tally, nobody=bool(tally) and self.random.random() < 0.2, to=to)

    def take(self) -> Step:
        partly = self.random.random() < 0.8
        check = self.random.random() < 0.2
        return Take(self.rows(), partly=partly, check=check, missing="t" if partly else "")

    def require(self) -> Step:
        rows = (Requirement(self.test(), "first"), Requirement(self.test(), "second", needs=(0,)))
        return Require(rows[: self.random.randint(0, 2)])

    def choose(self) -> Step:
        self.rolls -= 1
        name = self.name("c")
        sort = self.random.randrange(3)
        rows = tuple(tuple(self.random.choices([0, 1, 2, 5], k=2)) + (1,) for _ in range(3))
        weights = Weights(rows=rows)
        if sort == 1:
            weights = Weights(rows=rows, index=Function(integer(0, 2), "clamp", (self.number(1), const(0), const(2))))
        elif sort == 2:
            weights = Weights(nodes=tuple(self.random.choice([self.amount(), self.number(0)]) for _ in range(2)))
        self.locals.append(name)
        return Choose(Site(name), name, weights)

    def uniform(self) -> Step:
        self.rolls -= 1
        name, hi = self.name("u"), self.random.choice([const(2), self.number(0)])
        self.locals.append(name)
        return Uniform(Site(name), name, const(0), hi)

    def select(self) -> Step:
        self.rolls -= 1
        name = self.name("s")
        it = Local(CARD, "it")
        where = Compare(BOOL, "<", Cell(COUNT, "owned.card", it), const(2)) if self.random.random() < 0.4 else None
        weigh = Cell(COUNT, "owned.card", it) if self.random.random() < 0.4 else None
        domain = self.random.choice([ALL, Domain("slots", 1, kind="card", slots=("last",))])
        if where is None and weigh is None:
            self.cards.append(name)
            domain = ALL
        return Select(Site(name), name, domain, "it", where, weigh)

    def if_(self) -> Step:
        return If(self.test(), self.steps(0), self.steps(0) if self.random.random() < 0.5 else ())

    def switch(self) -> Step:
        case = self.steps(0, 2)
        return Switch(self.number(1), (case, self.steps(0, 2), case))

    def repeat(self) -> Step:
        rolls, self.rolls = self.rolls, min(self.rolls, 1)
        times = self.random.choice([const(2), self.number(0)])
        until = self.test() if self.random.random() < 0.4 else None
        step = Repeat(times, 3, self.steps(0, 3), until)
        self.rolls = rolls - 2
        return step

    def each(self) -> Step:
        rolls, self.rolls = self.rolls, min(self.rolls, 1)
        name = self.name("k")
        domain = self.random.choice(
            [ALL, Domain("upto", 2, node=const(2)), Domain("field", 2, kind="card", node=self.card(), owner="card", field="near")]
        )
        own = Local(CARD, name)
        where = Compare(BOOL, ">", Cell(COUNT, "owned.card", own), const(0)) if domain.kind and self.random.random() < 0.5 else None
        before, cards = list(self.locals), list(self.cards)
        self.locals.append(name)
        if domain.kind:
            self.cards.append(name)
        step = Each(name, domain, self.steps(0, 3), where)
        self.locals, self.cards = before, cards
        self.rolls = rolls - 3
        return step

    def reaction(self, number: int) -> Reaction:
        each = self.random.random() < 0.4
        local = self.name("m") if each else ""
        rolls, self.rolls = self.rolls, 0
        before, cards = list(self.locals), list(self.cards)
        if each:
            self.locals.append(local)
            self.cards.append(local)
        when = self.test()
        body = (*self.steps(0, 1), Assign((Write("x", None, const(1), add=True),), clamp=True))
        self.locals, self.cards, self.rolls = before, cards, rolls
        watches = frozenset(self.random.sample(["x", "y", "coin", "owned.card"], 2))
        return Reaction(
            f"r{number}",
            watches,
            when,
            body,
            local,
            ALL if each else None,
            self.random.randint(1, 2),
            self.random.random() < 0.2,
        )

    def program(self) -> Program:
        """Make the whole program."""
        steps = (Tally("t"), *self.steps(2, 9))
        reactions = tuple(self.reaction(number) for number in range(self.random.randint(0, 4)))
        react: Steps = (Sweep(reactions, self.random.choice([1, 2, 8])),) if reactions else ()
        return Program("little", (Param("p", integer(0, 5)),), (("do", steps), ("react", react)))
