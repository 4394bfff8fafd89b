"""What all random expressions rest on: the names in sight, and bounds that are kept."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from random import Random

from rules.expression.node import Binary, Domain, Function, Local, Node, const
from rules.expression.type import Type, integer
from tests.generated.catalogue import Names

MOST = 10**6  # results beyond are clamped, so that products stay far below 2^53
LATEST = 30_000

Makers = tuple[Callable[[int], Node | None], ...]


def other(kind: str) -> str:
    """Return the kind that the fields of a kind name."""
    return "tool" if kind == "gem" else "gem"


class Base(ABC):
    """Know what expressions may name: *locals* and *tallies*; loops inside are at most *loops* deep."""

    def __init__(self, chance: Random, names: Names) -> None:
        """Begin with no local."""
        self.chance = chance
        self.names = names
        self.locals: list[Local] = []
        self.tallies: list[str] = []
        self.loops = 2
        self._count = 0

    def fresh(self, stem: str) -> str:
        """Return a name that no other local has."""
        self._count += 1
        return f"{stem}{self._count}"

    def some(self, depth: int, leaves: Makers, inner: Makers) -> Node:
        """Return what one of the makers makes; a leaf if *depth* is used up."""
        forms = leaves if depth <= 0 or self.chance.random() < 0.2 else inner
        while True:
            node = self.chance.choice(forms)(depth - 1)
            if node is not None:
                return node

    def of_type(self, name: str, kind: str = "", *, optional: bool = False) -> Local | None:
        """Return one of the locals of a type, if there are any."""
        fitting = [
            local
            for local in self.locals
            if (local.type.name, local.type.kind, local.type.optional) == (name, kind, optional)
        ]
        return self.chance.choice(fitting) if fitting else None

    def kind(self) -> str:
        """Return a kind."""
        return self.chance.choice(("gem", "tool"))

    def fit(self, node: Node, lo: int, hi: int) -> Node:
        """Return *node*, cut to *lo* and *hi* where it might lie outside."""
        if node.type.lo >= lo and node.type.hi <= hi:
            return node
        type_ = node.type.within(max(lo, min(hi, node.type.lo)), min(hi, max(lo, node.type.hi)))
        return Function(type_, "clamp", (node, const(lo), const(hi)))

    def within(self, lo: int, hi: int, depth: int = 1) -> Node:
        """Return a whole number from *lo* to *hi*: a remainder, a cut, or plainly a constant."""
        roll = self.chance.random()
        if lo == hi or roll < 0.3:
            return const(self.chance.randint(lo, hi))
        if roll < 0.5:
            return self.fit(self.whole(depth), lo, hi)
        rest = Binary(integer(0, hi - lo), "%", self.whole(depth), const(hi - lo + 1))
        return rest if lo == 0 else Binary(integer(lo, hi), "+", rest, const(lo))

    def arithmetic(self, left: Node, right: Node, type_: Callable[[float, float], Type]) -> Node:
        """Return a sum, a difference or a product, with the bounds that follow."""
        op = self.chance.choice(("+", "-", "*"))
        if op == "*":
            left, right = self.fit(left, -MOST, MOST), self.fit(right, -100, 100)
        a, b = (left.type.lo, left.type.hi), (right.type.lo, right.type.hi)
        if op == "+":
            return Binary(type_(a[0] + b[0], a[1] + b[1]), "+", left, right)
        if op == "-":
            return Binary(type_(a[0] - b[1], a[1] - b[0]), "-", left, right)
        corners = [x * y for x in a for y in b]
        return Binary(type_(min(corners), max(corners)), "*", left, right)

    @abstractmethod
    def whole(self, depth: int) -> Node:
        """Return a whole number of at most 10^6 either way."""

    @abstractmethod
    def real(self, depth: int) -> Node:
        """Return a number of at most 10^6 either way."""

    @abstractmethod
    def truth(self, depth: int) -> Node:
        """Return a truth."""

    @abstractmethod
    def record(self, kind: str, depth: int) -> Node:
        """Return a record that is there."""

    @abstractmethod
    def optional(self, kind: str, depth: int) -> Node:
        """Return a record that may be absent."""

    @abstractmethod
    def loop(
        self, depth: int, body: Callable[[], Node | None], kind: str = ""
    ) -> tuple[Domain, str, Node | None, Node | None]:
        """Return a domain, its variable, a condition and what *body* makes where the variable is seen."""
