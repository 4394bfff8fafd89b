"""A cell in generated code: how it is read, bounded and written without touching the state it came from."""

from __future__ import annotations

from dataclasses import dataclass
from math import isinf

from engine.player.writer import Writer
from rules.expression.type import NONE
from rules.program.slot import Slot
from rules.source import Place


@dataclass(frozen=True, slots=True)
class Target:
    """A cell of *slot* in the list called *cells*; *key* is source for a code, empty for a scalar slot."""

    slot: Slot
    key: str
    cells: str = "C"

    @property
    def family(self) -> str:
        """Return source for the int or dict of the slot."""
        return f"{self.cells}[{self.slot.index}]"

    @property
    def held(self) -> str:
        """Return source for the value."""
        return f"{self.family}.get({self.key}, {self.slot.default})" if self.key else self.family

    @property
    def address(self) -> str:
        """Return source for the key in a tally."""
        return f"({self.slot.index}, {self.key or -1})"

    def id_in(self, out: Writer) -> str:
        """Return source for the id of the record, or None."""
        return out.id_of(self.slot.kind, self.key) if self.key else "None"

    def store(self, out: Writer, value: str, *, held: str = "", never_default: bool = False) -> None:
        """Write *value*, and note it; unless it is *held*."""
        if held:
            with out.block(f"if {value} != {held}:"):
                return self.store(out, value, never_default=never_default)
        if self.cells == "C":
            self._store_own(out, value, never_default=never_default)
            return out.mark(self.slot)
        self._replace(out, value)
        with out.block(f"if {self.cells} is C:"):
            out.mark(self.slot)
        return None

    def _store_own(self, out: Writer, value: str, *, never_default: bool) -> None:
        if not self.key or self.slot.name in out.code.replaced:
            return self._replace(out, value)
        copy = out.names.fresh()
        out.line(f"{copy} = {self.family}")
        out.line(f"if {copy} is B[{self.slot.index}]: {copy} = {self.family} = {copy}.copy()")
        if never_default:
            return out.line(f"{copy}[{self.key}] = {value}")
        out.line(f"if {value} != {self.slot.default}: {copy}[{self.key}] = {value}")
        return out.line(f"else: {copy}.pop({self.key}, None)")

    def _replace(self, out: Writer, value: str) -> None:
        if not self.key:
            return out.line(f"{self.family} = {value}")
        return out.line(f"{self.family} = written_({self.family}, {self.key}, {value}, {self.slot.default})")


def written(held: dict[int, int], key: int, value: int, default: int) -> dict[int, int]:
    """Return a copy of a slot's dict in which *key* holds *value*."""
    cells = {**held, key: value}
    if value == default:
        del cells[key]
    return cells


def bounds(slot: Slot) -> tuple[int | None, int | None]:
    """Return the least and the greatest value of a slot, None where there is no such bound."""
    return (
        None if isinf(slot.type.lo) else int(slot.type.lo),
        None if isinf(slot.type.hi) else int(slot.type.hi),
    )


def guard(out: Writer, slot: Slot, value: str, place: Place | None, *, clamp: bool) -> None:
    """Cut *value* to the bounds of its slot, or refuse as a fault."""
    lo, hi = bounds(slot)
    out_of = [f"{value} < {lo}"] if lo is not None else []
    out_of += [f"{value} > {hi}"] if hi is not None else []
    if not out_of:
        return
    if clamp:
        limits = (lo if lo is not None else value, hi if hi is not None else value)
        with out.block(_unless_absent(slot, value, out_of)):
            cut = f"{limits[0]} if {value} < {limits[0]} else {limits[1]}"
            out.line(f"{value} = {cut}")
        return
    with out.block(_unless_absent(slot, value, out_of)):
        message = f"f'`{slot.name}` would be {{{value}}}, outside {_range(lo, hi)}'"
        fault(out, message, place)


def _unless_absent(slot: Slot, value: str, out_of: list[str]) -> str:
    test = " or ".join(out_of)
    return f"if {value} != {NONE} and ({test}):" if slot.type.optional else f"if {test}:"


def _range(lo: int | None, hi: int | None) -> str:
    return f"{lo if lo is not None else ''}..{hi if hi is not None else ''}"


def fault(out: Writer, message: str, place: Place | None) -> None:
    """Refuse for a mistake of the content; *message* is source for a text."""
    out.line(f"return fault_(S, A, {out.phase!r}, {out.place(place)}, {message})")
