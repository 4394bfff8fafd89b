"""An offer that stands -> what lies in it and what it remembers, in words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.commands.wording import titled
from bot.look import Look
from bot.words import word
from engine.offer import Shape
from engine.state import Cells
from engine.view.voice import Value, Voice
from rules.expression.type import NONE
from rules.program.slot import Slot

_OWN = frozenset({"owner", "ends", "guild", "channel", "over", "version"})


def inside(look: Look, shape: Shape, cells: Cells, voice: Voice) -> Iterator[str]:
    """Yield what each putter has in an offer; what nobody put in stands by itself."""
    for putter, amounts in _put(look, shape, cells, voice):
        yield word(voice, "of", whose=voice.player(putter), amounts=amounts) if putter else amounts


def remembered(look: Look, shape: Shape, cells: Cells, voice: Voice) -> Iterator[str]:
    """Yield what else an offer says of itself: a price, who is meant."""
    for label, value in _fields(look, shape, cells):
        yield f"**{titled(_label(voice, shape.kind, label))}**: {voice.print(value)}"


def briefly(look: Look, number: int, voice: Voice) -> str:
    """Return what an offer is called, and in short what is in it."""
    found = look.offer(number)
    if found is None:
        return ""
    shape, cells = found
    told = [amounts for _, amounts in _put(look, shape, cells, voice)]
    told += [
        f"{_label(voice, shape.kind, label)} {voice.print(value)}"
        for label, value in _fields(look, shape, cells)
        if value.type.name not in {"player", "record"}
    ]
    return " · ".join([voice.offer(shape.kind, number), *told])


def _put(look: Look, shape: Shape, cells: Cells, voice: Voice) -> Iterator[tuple[int, str]]:
    catalogue = look.active.ruleset.catalogue
    by_putter: dict[int, list[tuple[str, str | None, int]]] = {}
    for part in shape.parts(cells):
        slot = catalogue.slots[part.slot]
        id_ = catalogue.kinds[slot.kind].ids[part.code] if slot.kind else None
        by_putter.setdefault(part.putter, []).append((slot.name, id_, part.amount))
    yield from ((putter, voice.amounts(tuple(rows))) for putter, rows in sorted(by_putter.items()))


def _fields(look: Look, shape: Shape, cells: Cells) -> Iterator[tuple[str, Value]]:
    catalogue = look.active.ruleset.catalogue
    for slot in catalogue.slots:
        name = slot.name.removeprefix(f"{shape.kind}.")
        if slot.scope == shape.kind and "." not in name and name not in _OWN and not slot.kind:
            value = _value(look, slot, cells[slot.index])
            if value is not None:
                yield name, value


def _value(look: Look, slot: Slot, cell: object) -> Value | None:
    if not isinstance(cell, int | float) or cell == NONE:
        return None
    if slot.type.name == "record":
        return Value(slot.type, look.active.ruleset.catalogue.kinds[slot.type.kind].ids[int(cell)])
    return Value(slot.type, cell)


def _label(voice: Voice, kind: str, name: str) -> str:
    return voice.own(f"offers.{kind}.fields.{name}", name.replace("_", " "))
