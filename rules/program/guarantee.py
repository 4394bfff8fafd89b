"""Base chances and guarantees -> a row of whole-number weights for every state of the counters.

A counter holds the misses since the last hit, so the coming draw is number counter + 1. From draw
*soft_from* the entry's chance grows by *soft_add* a draw; draw *by* is certain. The increase is taken, in
proportion, from the entries that are neither in *met_by* nor named by an earlier guarantee.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, lcm, prod

from rules.expression.node import ZERO, Binary, Function, Node, const
from rules.expression.type import CHANCE_PARTS, integer

# More rows than this are not tabulated: the author has to make counters shorter or fewer.
MOST_ROWS = 100_000

# Weights of one row add up to at most this, so that sums and products of columns stay within 64 bits.
MOST_WEIGHT = 1 << 62

_ALL = Fraction(1)


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A promise about one entry; without *soft_add* it is hard, without *by* only soft."""

    entry: str
    counter: str
    met_by: frozenset[str] = frozenset()  # which entries reset the counter; none named means *entry*
    soft_from: int = 1
    soft_add: Fraction = Fraction(0)
    by: int | None = None

    @property
    def met(self) -> frozenset[str]:
        """Return the entries that set the counter to 0."""
        return self.met_by or frozenset({self.entry})

    def increase(self, number: int) -> Fraction:
        """Return by how much draw *number* raises the entry, if the others have that much to give."""
        if self.by is not None and number >= self.by:
            return _ALL
        return min(_ALL, max(0, number - self.soft_from + 1) * self.soft_add)


@dataclass(frozen=True, slots=True)
class Digit:
    """One counter's part in a row's index: `clamp(counter, 0, size - 1) * stride`."""

    counter: str
    size: int
    stride: int
    met: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tabulation:
    """Weights of *entries*: `rows[index]`; *rounded* rows (by index) had to be rounded to 10^-9 parts."""

    entries: tuple[str, ...]
    digits: tuple[Digit, ...]
    rows: tuple[tuple[int, ...], ...]
    rounded: tuple[int, ...] = ()

    def place(self, counters: Mapping[str, int]) -> int:
        """Return the index of the row that holds at *counters*."""
        return sum(min(max(counters[d.counter], 0), d.size - 1) * d.stride for d in self.digits)

    def index(self, read: Callable[[str], Node]) -> Node:
        """Return the index as an expression; *read* gives the one that reads a counter."""
        node: Node = ZERO
        for digit in self.digits:
            term = _scaled(_clipped(read(digit.counter), digit.size - 1), digit)
            node = term if node is ZERO else Binary(integer(0, len(self.rows) - 1), "+", node, term)
        return node


@dataclass(frozen=True, slots=True)
class TooManyRows:
    """What is returned when counters have too many states together."""

    rows: int
    sizes: tuple[tuple[str, int], ...]  # counter, how many states of it differ
    most: int = MOST_ROWS


@dataclass(slots=True)
class _Weighing:
    """Work rows out; counters whose increases are equal share one."""

    chances: Mapping[str, Fraction]
    guarantees: Sequence[Guarantee]
    made: dict[tuple[Fraction, ...], tuple[tuple[int, ...], bool]] = field(default_factory=dict)

    def row(self, increases: tuple[Fraction, ...]) -> tuple[tuple[int, ...], bool]:
        """Return the weights under *increases*, and whether they were rounded."""
        known = self.made.get(increases)
        if known is None:
            shares = raised(self.chances, self.guarantees, increases)
            known = self.made[increases] = weights(shares.values())
        return known


def tabulate(
    chances: Mapping[str, Fraction], guarantees: Sequence[Guarantee], most: int = MOST_ROWS
) -> Tabulation | TooManyRows:
    """Return the weights of every state of the counters; *chances* are exact and add up to 1."""
    digits = _digits(chances, guarantees)
    total = prod(digit.size for digit in digits)
    if total > most:
        return TooManyRows(total, tuple((digit.counter, digit.size) for digit in digits), most)
    strides = {digit.counter: (digit.stride, digit.size) for digit in digits}
    weighing, rows, rounded = _Weighing(chances, guarantees), [], []
    for index in range(total):
        numbers = (index // stride % size + 1 for stride, size in (strides[g.counter] for g in guarantees))
        row, cut = weighing.row(tuple(g.increase(n) for g, n in zip(guarantees, numbers, strict=True)))
        rows.append(row)
        if cut:
            rounded.append(index)
    return Tabulation(tuple(chances), digits, tuple(rows), tuple(rounded))


def raised(
    chances: Mapping[str, Fraction], guarantees: Sequence[Guarantee], increases: Sequence[Fraction]
) -> dict[str, Fraction]:
    """Return the chances after each guarantee, in order, raised its entry by its increase."""
    shares, named = dict(chances), set[str]()
    for guarantee, wanted in zip(guarantees, increases, strict=True):
        donors = list(_donors(chances, guarantee, named))
        there = sum((shares[name] for name in donors), Fraction(0))
        taken = min(wanted, there)
        if taken:
            for name in donors:
                shares[name] -= shares[name] * taken / there
            shares[guarantee.entry] += taken
        named.add(guarantee.entry)
    return shares


def weights(shares: Iterable[Fraction]) -> tuple[tuple[int, ...], bool]:
    """Return whole numbers in proportion to *shares* (which add up to 1), and whether they are rounded."""
    exact = tuple(shares)
    scale = lcm(*(share.denominator for share in exact))
    if scale <= MOST_WEIGHT:
        return tuple(int(share * scale) for share in exact), False
    return _rounded(exact), True


def _rounded(shares: tuple[Fraction, ...]) -> tuple[int, ...]:
    parts = [int(share * CHANCE_PARTS) for share in shares]
    rests = sorted(range(len(parts)), key=lambda i: (parts[i] - shares[i] * CHANCE_PARTS, i))
    for place in rests[: CHANCE_PARTS - sum(parts)]:
        parts[place] += 1
    return tuple(parts)


def _donors(chances: Mapping[str, Fraction], guarantee: Guarantee, named: set[str]) -> Iterator[str]:
    kept = guarantee.met | named | {guarantee.entry}
    return (name for name in chances if name not in kept)


def _size(chances: Mapping[str, Fraction], guarantee: Guarantee, named: set[str]) -> int:
    """Return how many states of a counter differ: from then on its entry has all that there is to take."""
    sizes = [guarantee.by] if guarantee.by is not None else []
    there = sum((chances[name] for name in _donors(chances, guarantee, named)), Fraction(0))
    if guarantee.soft_add:
        sizes.append(guarantee.soft_from - 1 + ceil(there / guarantee.soft_add))
    return max(1, min(sizes, default=1))


def _digits(chances: Mapping[str, Fraction], guarantees: Sequence[Guarantee]) -> tuple[Digit, ...]:
    sizes: dict[str, int] = {}
    met: dict[str, frozenset[str]] = {}
    named = set[str]()
    for guarantee in guarantees:
        name = guarantee.counter
        sizes[name] = max(sizes.get(name, 1), _size(chances, guarantee, named))
        met[name] = met.get(name, frozenset()) | guarantee.met
        named.add(guarantee.entry)
    digits, stride = [], prod(sizes.values())
    for name, size in sizes.items():
        stride //= size
        digits.append(Digit(name, size, stride, met[name]))
    return tuple(digits)


def _clipped(counter: Node, most: int) -> Node:
    if counter.type.lo >= 0 and counter.type.hi <= most:
        return counter
    return Function(integer(0, most), "clamp", (counter, ZERO, const(most)))


def _scaled(node: Node, digit: Digit) -> Node:
    if digit.stride == 1:
        return node
    return Binary(integer(0, (digit.size - 1) * digit.stride), "*", node, const(digit.stride))
