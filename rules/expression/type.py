"""The types of the language: what a value may be, and between which bounds it lies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

# What an absent optional is in every executor: one integer that no domain of the language contains.
NONE = -(1 << 62)

# The largest whole number that a double, an int64 and a Python int hold alike.
INTEGER_MOST = 1 << 53

# One chance is a whole number of these parts.
CHANCE_PARTS = 10**9

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEK = 7 * DAY
DURATIONS = {"second": SECOND, "minute": MINUTE, "hour": HOUR, "day": DAY, "week": WEEK}

NUMERIC = frozenset({"int", "number"})


@dataclass(frozen=True, slots=True)
class Type:
    """Say what a value is: a name of the language, its bounds, and the kind or parts it is made of.

    Names: bool, int, number, record, day (days since 1970-01-01), time and duration (milliseconds),
    text, texts, player, offer, amounts, table, list, map, formula, signal, none.
    """

    name: str
    lo: float = -inf
    hi: float = inf
    kind: str = ""  # of a record or an offer; for a signal, its action
    optional: bool = False
    item: Type | None = None  # of a list or map: what it holds; of a formula: its result
    params: tuple[Type, ...] = ()  # of a map: its key; of a formula: what it is called with

    @property
    def numeric(self) -> bool:
        """Tell whether the value can be reckoned with."""
        return self.name in NUMERIC

    def maybe(self) -> Type:
        """Return the same type, which may be absent."""
        return replace(self, optional=True)

    def present(self) -> Type:
        """Return the same type, proved to be there."""
        return replace(self, optional=False) if self.optional else self

    def within(self, lo: float, hi: float) -> Type:
        """Return the same type with narrower bounds."""
        return replace(self, lo=lo, hi=hi)

    def __str__(self) -> str:
        """Name the type in the author's words."""
        if self.name in {"record", "offer"}:
            return self.kind
        if self.name == "list" and self.item:
            return f"list of {self.item}"
        if self.name == "map" and self.item:
            return f"map from {self.params[0]} to {self.item}"
        return self.name


BOOL = Type("bool", 0, 1)
TEXT = Type("text")
TEXTS = Type("texts")
PLAYER = Type("player")
AMOUNTS = Type("amounts")
TABLE = Type("table")
NOTHING = Type("none", optional=True)
TIME = Type("time", 0, INTEGER_MOST)
DATE = Type("day", -(10**6), 10**6)
DURATION = Type("duration", -INTEGER_MOST, INTEGER_MOST)
CHANCE = Type("number", 0, 1)
COUNT = Type("int", 0, 10**9)


def integer(lo: float = -INTEGER_MOST, hi: float = INTEGER_MOST) -> Type:
    """Return the whole numbers from *lo* to *hi*, both included."""
    return Type("int", lo, hi)


def number(lo: float = -inf, hi: float = inf) -> Type:
    """Return the doubles from *lo* to *hi*, both included."""
    return Type("number", lo, hi)


def record(kind: str) -> Type:
    """Return the records of *kind*; the value is the record's code, its place in canonical order."""
    return Type("record", kind=kind)


def offer(kind: str) -> Type:
    """Return the offers of *kind*; the value is the offer's number."""
    return Type("offer", kind=kind)


def list_of(item: Type) -> Type:
    """Return the lists (sets in canonical order) of *item*."""
    return Type("list", item=item)


def map_of(key: Type, item: Type) -> Type:
    """Return the maps from every *key* to an *item*."""
    return Type("map", item=item, params=(key,))


def formula_of(params: tuple[Type, ...], result: Type) -> Type:
    """Return what is called with *params* and gives *result*."""
    return Type("formula", item=result, params=params)
