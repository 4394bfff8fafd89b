"""The weights or chances of a table's entries -> exact rationals, or whole numbers worked out when drawn."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from rules.define.form import entry, scalar_text
from rules.define.literal import exact
from rules.document import Mapping, Node
from rules.expression.node import ZERO, Function, const
from rules.expression.node import Node as Expression
from rules.expression.type import CHANCE, CHANCE_PARTS
from rules.lower.build import WHOLE, whole
from rules.lower.here import Here
from rules.program.node import Weights

REST = "rest"


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a table, by id in canonical order, with what decides between them."""

    names: tuple[str, ...]
    nodes: tuple[Node, ...]
    word: str  # `weight` or `chance`

    def stated(self) -> list[Node | None]:
        """Return what is written for each."""
        return [entry(node, self.word) for node in self.nodes]

    def constant(self) -> list[Fraction] | None:
        """Return exact weights, or the chances that sum to 1; None where one of them is an expression."""
        texts = [scalar_text(node) for node in self.stated()]
        found = [Fraction(0) if text == REST else exact(text) if text else Fraction(1) for text in texts]
        known = [value for value in found if value is not None]
        if len(known) < len(found):
            return None
        rest = max(Fraction(0), 1 - sum(known, Fraction(0)))
        return [rest if text == REST else value for text, value in zip(texts, known, strict=True)]


def entries_of(node: Node) -> Entries:
    """Return the entries of a table."""
    written = entry(node, "entries")
    found = dict(sorted(written.entries.items())) if isinstance(written, Mapping) else {}
    word = "chance" if any(entry(value, "chance") is not None for value in found.values()) else "weight"
    return Entries(tuple(found), tuple(found.values()), word)


def whole_weights(weights: list[Fraction]) -> tuple[int, ...]:
    """Return the smallest whole numbers in the same proportion."""
    scale = lcm(*(weight.denominator for weight in weights)) if weights else 1
    numbers = [int(weight * scale) for weight in weights]
    common = gcd(*numbers) or 1
    return tuple(number // common for number in numbers)


def weights_of(here: Here, entries: Entries) -> Weights:
    """Return with what weights an entry is chosen."""
    known = entries.constant()
    if known is not None:
        return Weights((whole_weights(known),))
    return Weights(nodes=tuple(computed(here, entries)))


def computed(here: Here, entries: Entries) -> list[Expression]:
    """Return weights in whole 10^-6 parts, chances in whole 10^-9 parts, as they are when drawn."""
    if entries.word == "weight":
        return [here.millionths(node) if node is not None else const(10**6) for node in entries.stated()]
    parts = [_parts(here, node) for node in entries.stated()]
    used: Expression = ZERO
    for part in parts:
        used = used if part is None else whole("+", used, part)
    rest = Function(WHOLE, "max", (ZERO, whole("-", const(CHANCE_PARTS), used)))
    return [rest if part is None else part for part in parts]


def _parts(here: Here, node: Node | None) -> Expression | None:
    if node is None or scalar_text(node) == REST:
        return None
    return Function(WHOLE, "parts", (here.value(node, CHANCE),))
