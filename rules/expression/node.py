"""Typed expressions: what every executor evaluates, emitted as scalar or as column code.

A value is an int, a float or (for `text`) a str. A record is its code: its place in the canonical order
of its kind. A truth is 0 or 1 (or a bool). An absent optional is `NONE`. Reading is total: whoever builds
a node has proved that divisors are not zero, powers are tabulated and optionals are there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from rules.expression.named import named
from rules.expression.type import BOOL, COUNT, Type, integer

BinaryOp = Literal["+", "-", "*", "/", "//", "%"]
CompareOp = Literal["==", "!=", "<", "<=", ">", ">="]
FoldOp = Literal["sum", "count", "any", "all"]


@dataclass(frozen=True, slots=True)
class Node:
    """An expression with its type."""

    type: Type

    def children(self) -> Iterator[Node]:
        """Yield the expressions directly inside this one."""
        for name in named(type(self)):
            value = getattr(self, name)
            if isinstance(value, Node):
                yield value
            elif isinstance(value, Domain):
                yield from (value.node,) if value.node else ()
            elif isinstance(value, tuple):
                yield from (each for each in value if isinstance(each, Node))


@dataclass(frozen=True, slots=True)
class Const(Node):
    """A value known at load: a number, a truth (0 or 1), a record's code, a text, or `NONE`.

    *event*: what holds in these rules and not in others of the same game, so that nothing is decided by it.
    """

    value: int | float | str
    event: str = ""


@dataclass(frozen=True, slots=True)
class Local(Node):
    """A parameter, a let, the outcome of a roll, or the variable of a loop."""

    name: str


@dataclass(frozen=True, slots=True)
class Cell(Node):
    """What is remembered in *slot*, under *key* where the slot is kept per record.

    *owner* is a player (a number) other than the one who acts; for a slot of an offer, the offer's number.
    """

    slot: str
    key: Node | None = None
    owner: Node | None = None


@dataclass(frozen=True, slots=True)
class Field(Node):
    """A constant field of a record: `values[code]`, one value for each record of *kind*."""

    kind: str
    name: str
    record: Node


@dataclass(frozen=True, slots=True)
class MapField(Node):
    """A constant two-way field: the value of map *name* of *record* at *key* (another record)."""

    kind: str
    name: str
    record: Node
    key: Node


@dataclass(frozen=True, slots=True)
class Member(Node):
    """Whether *item* (a record's code or a text) is in list field *name* of *record*."""

    kind: str
    name: str
    record: Node
    item: Node


@dataclass(frozen=True, slots=True)
class Lookup(Node):
    """A tabulated value: `values[index - start]`; the index is proved to lie inside.

    *of*: the kind and the field that were tabulated, for whoever asks what is read.
    """

    values: tuple[float, ...]
    start: int
    index: Node
    of: tuple[str, str] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Unary(Node):
    """`not x` or `-x`."""

    op: Literal["not", "-"]
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """Arithmetic of two numbers; `//` and `%` are of whole numbers only."""

    op: BinaryOp
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """A comparison of two values; records, days and truths compare as integers."""

    op: CompareOp
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """`and` or `or`; a part is evaluated only if those before it did not decide."""

    op: Literal["and", "or"]
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice(Node):
    """`then if test else other`."""

    test: Node
    then: Node
    other: Node


@dataclass(frozen=True, slots=True)
class Function(Node):
    """A built-in function of the language on values.

    min, max (two or more), clamp(x, lo, hi), abs, floor, ceil, round (all three snap, see decision 0001),
    parts (a chance to whole 10^-9 parts), millionths (a weight to whole 10^-6 parts),
    has(x), default(x, y), now(), today(), me(), seed(), guild(), channel(),
    weekday(day) (Monday is 1), month(day) (months since January 1970), start_of(day) (a time), day_of(time),
    luck(site hash, owner, period, record hash) (minus log2 of a hash, in 2^-32: see `rules.number`),
    record_hash(x) of a record *x*.
    """

    name: str
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Apply(Node):
    """A formula called with *args*; a formula field is named `kind.field`, its record comes first.

    With *owner* it is read of another player: his cells, and `me` is he. Arguments are read of who acts.
    """

    formula: str
    args: tuple[Node, ...]
    owner: Node | None = None


@dataclass(frozen=True, slots=True)
class Reached(Node):
    """The record of *kind* with the largest `ordered_by` value that is at most *value*, else `NONE`.

    With *exact* only the record whose value is equal.
    """

    kind: str
    value: Node
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Tallied(Node):
    """How many of an asset the tally *local* of a draw holds; without a slot, how many in all."""

    local: str
    slot: str = ""
    key: Node | None = None


@dataclass(frozen=True, slots=True)
class Escrow(Node):
    """How much of an asset lies in an offer; with *putter*, how much that player put in."""

    offer: Node
    slot: str
    key: Node | None
    putter: Node | None = None


@dataclass(frozen=True, slots=True)
class Lying(Node):
    """All that lies in an offer, as amounts; with *putter*, what that player put in. It is only told."""

    offer: Node
    putter: Node | None = None


@dataclass(frozen=True, slots=True)
class Placed(Node):
    """The place of the player who acts in *ranking*, `NONE` where he has none; it comes with the moment.

    *period* is the number of the period whose table is read, where those of periods are kept.
    """

    ranking: str
    period: Node | None = None


@dataclass(frozen=True, slots=True)
class Domain:
    """What a loop goes over, in canonical order.

    kind: every record of *kind*. field: the records in list field *field* of the record *node* (which is of
    *owner*). upto: 1 to *node*. slots: the records (of *kind*) that the scalar cells *slots* hold, `NONE`
    left out. players: who put something into the offer *node* (of kind *owner*) or stands in a field of it,
    by number. *size* bounds the rounds.
    """

    form: Literal["kind", "field", "upto", "slots", "players"]
    size: int
    kind: str = ""
    node: Node | None = None
    owner: str = ""
    field: str = ""
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fold(Node):
    """`sum(body for var in domain if where)`, likewise count, any and all; sums are of whole numbers."""

    op: FoldOp
    domain: Domain
    var: str
    where: Node | None
    body: Node | None


@dataclass(frozen=True, slots=True)
class Best(Node):
    """The record of *domain* with the greatest *measure*, the first in canonical order among equals.

    `NONE` when no record satisfies *where*.
    """

    domain: Domain
    var: str
    where: Node | None
    measure: Node


def const(value: float, type_: Type | None = None) -> Const:
    """Return a constant; a whole number without a type is an int of exactly that value."""
    return Const(type_ or integer(value, value), value)


def truth(value: bool) -> Const:
    """Return a constant truth."""
    return Const(BOOL, int(value))


TRUE = truth(value=True)
ONE = const(1)
ZERO = const(0)


def walk(node: Node) -> Iterator[Node]:
    """Yield *node* and every expression inside it, outermost first."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(current.children())


def owned(kind: str, key: Node) -> Cell:
    """Return how many of a holdable record the player has."""
    return Cell(COUNT.within(0, 10**12), f"owned.{kind}", key)
