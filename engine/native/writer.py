"""Pieces of C -> the text of one file: constants, functions, and the function that is being written.

Names end in a number and begin with what they are: `T` a table, `W` an array to work in, `F` a formula, `H`
what is remembered of one, `v` a local, `x` a coordinate, `t` what is worked out once; other small letters are
of one expression.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple

from engine.native.layout import Layout
from rules.expression.scalar import ScalarCode
from rules.expression.type import NONE
from rules.site import whole_word

Sort = Literal["i", "d"]  # a 64-bit whole number or a double
_LEAST = -(1 << 63)
C_NAME = {"i": "i64", "d": "double"}


class NotNativeError(Exception):
    """There is no C for what is named; whoever asked for the file runs columns instead."""


class Value(NamedTuple):
    """C for a value, and which of the two sorts it is of."""

    text: str
    sort: Sort


class Unit:
    """One C file; equal constants and equal functions are written once."""

    def __init__(self, layout: Layout) -> None:
        """Begin with nothing."""
        self.layout = layout
        self.catalogue = layout.catalogue
        self.scalar = ScalarCode(layout.catalogue)
        self.constants: list[str] = []
        self.functions: list[str] = []
        self.most_tallies = 1
        self.formulas: dict[Any, tuple[str, Sort]] = {}  # a formula, and sorts -> its function
        self.memories = 0
        self.stale: dict[int, int] = {}  # slot -> the memories that a write to it spoils
        self._tables: dict[str, str] = {}  # text -> name
        self._texts: dict[str, int] = {}
        self._count = 0

    def fresh(self, begins: str = "t") -> str:
        """Return a name that is like no other."""
        self._count += 1
        return f"{begins}{self._count}"

    def whole(self, value: object) -> int:
        """Return what stands for a value in 64 bits: texts are numbered as they come."""
        if isinstance(value, str):
            return self._texts.setdefault(value, len(self._texts))
        return whole_word(int(value))  # type: ignore[call-overload]

    def table(self, values: Sequence[Any]) -> Value:
        """Return the name of a constant array, and what it holds."""
        sort: Sort = "d" if any(isinstance(value, float) for value in values) else "i"
        shown = [real(value) if sort == "d" else number(self.whole(value)) for value in values] or ["0"]
        text = f"{C_NAME[sort]} @[] = {{{', '.join(shown)}}};"
        if text not in self._tables:
            self._tables[text] = self.fresh("T")
            self.constants.append(f"static const {text.replace('@', self._tables[text], 1)}")
        return Value(self._tables[text], sort)

    def space(self, size: int) -> str:
        """Return the name of an array to work in."""
        name = self.fresh("W")
        self.constants.append(f"static i64 {name}[{max(1, size)}];")
        return name


def number(value: int) -> str:
    """Return C for a whole number."""
    named = {NONE: "NONE", _LEAST: "INT64_MIN"}.get(value)
    return named or (f"INT64_C({value})" if value >= 0 else f"(-INT64_C({-value}))")


def word(value: int) -> str:
    """Return C for 64 bits."""
    return f"UINT64_C({value})"


def real(value: float) -> str:
    """Return C for a double, every bit of it."""
    return float(value).hex() if value >= 0 else f"({float(value).hex()})"


class Body:
    """The lines of one function, its locals and where luck stands in it."""

    def __init__(self, unit: Unit, emit: dict[Any, Callable[[Body, Any], None]]) -> None:
        """Begin; *emit* has a function for each primitive."""
        self.unit = unit
        self.catalogue = unit.catalogue
        self.layout = unit.layout
        self.lines: list[str] = []
        self.coordinate = "coordinate"
        self.locals: dict[str, Value] = {}
        self.tallies: dict[str, int] = {}
        self.watched: set[int] = set()  # slots
        self._emit = emit

    def line(self, text: str) -> None:
        """Write one line."""
        self.lines.append(text)

    @contextmanager
    def block(self, header: str) -> Iterator[None]:
        """Write *header* and, between braces, what is written within."""
        self.line(f"{header} {{")
        yield
        self.line("}")

    def steps(self, steps: Sequence[Any]) -> None:
        """Write steps in order."""
        for step in steps:
            self._emit[type(step)](self, step)

    @contextmanager
    def inside(self, step: str) -> Iterator[None]:
        """Write within a round: *step* is mixed into the coordinate."""
        outer, self.coordinate = self.coordinate, self.unit.fresh("x")
        self.line(f"u64 {self.coordinate} = inside({outer}, (u64)({step}));")
        yield
        self.coordinate = outer

    def kept(self, value: Value) -> str:
        """Return a name for a value that is worked out here."""
        name = self.unit.fresh()
        self.line(f"{C_NAME[value.sort]} {name} = {value.text};")
        return name

    def tally(self, name: str) -> str:
        """Return C for the tally called *name*."""
        return f"(&p->tallies[{self.tallies.setdefault(name, len(self.tallies))}])"
