"""A type -> random values of it, by code, as compiled code and states hold them."""

from __future__ import annotations

from typing import Any

from engine.sample.dice import Dice
from rules.expression.type import DAY, HOUR, NONE, Type
from rules.program.catalogue import Catalogue
from rules.program.slot import Slot, pair

ME, OTHER = 1, 2
DEAL = 3  # the one offer that there is, of whatever kind is asked for
FIRST_DAY, LAST_DAY = 20_000, 21_500  # late 2024 to late 2028: what times and days are usually near
WORDS = ("", "a", "Zoë", "two words")
SAMPLED = frozenset(
    {"bool", "int", "number", "record", "day", "time", "duration", "player", "text", "amounts", "offer"}
)


def value(catalogue: Catalogue, type_: Type, dice: Dice) -> Any:
    """Return a value of one of the types in `SAMPLED`."""
    if type_.optional and dice.below(3) == 0:
        return NONE
    match type_.name:
        case "record":
            size = len(catalogue.kinds[type_.kind].ids)
            return dice.below(size) if size else NONE
        case "number":
            return _number(type_, dice)
        case "player":
            return dice.of((ME, OTHER))
        case "offer":
            return DEAL
        case "text":
            return dice.of(WORDS)
        case "amounts":
            return tally(catalogue, dice)
        case _:
            return dice.within(*_usual(type_))


def _usual(type_: Type) -> tuple[int, int]:
    """Return the bounds within which a whole number is drawn: days and times are near the present."""
    lo, hi = {
        "day": (FIRST_DAY, LAST_DAY),
        "time": (FIRST_DAY * DAY, LAST_DAY * DAY),
        "duration": (0, 100 * HOUR),
        "bool": (0, 1),
    }.get(type_.name, (type_.lo, type_.hi))
    least, most = max(lo, type_.lo), min(hi, type_.hi)
    return (int(least), int(most)) if least <= most else (int(type_.lo), int(type_.hi))


def _number(type_: Type, dice: Dice) -> float:
    lo, hi = max(type_.lo, -1e9), min(type_.hi, 1e9)
    return lo + (hi - lo) * (dice.within(0, 1 << 20) / (1 << 20))


def tally(catalogue: Catalogue, dice: Dice) -> dict[tuple[int, int], int]:
    """Return what a draw may have given: a few assets, each some times."""
    found: dict[tuple[int, int], int] = {}
    for _ in range(dice.below(4)):
        counted = asset(catalogue, dice)
        if counted is not None:
            found[counted] = 1 + dice.below(9)
    return found


def asset(catalogue: Catalogue, dice: Dice) -> tuple[int, int] | None:
    """Return an asset as tallies count it; None where there is nothing of the kind that was hit upon."""
    assets = [slot for slot in catalogue.slots if slot.asset]
    slot = dice.of(assets) if assets else None
    if slot is None or not slot.kind:
        return None if slot is None else (slot.index, -1)
    kind = catalogue.kinds.get(slot.kind)
    return (slot.index, dice.below(len(kind.ids))) if kind and kind.ids else None


def cell(catalogue: Catalogue, slot: Slot, dice: Dice) -> Any:
    """Return what a state may hold in a slot; a keyed one holds little, some or all."""
    if not slot.kind:
        return value(catalogue, slot.type, dice)
    kind = catalogue.kinds.get(slot.kind)
    codes = range(len(kind.ids)) if kind else (ME, OTHER)
    escrow = [pair(putter, code) for code in codes for putter in (0, ME, OTHER)]
    keys = escrow if kind and slot.of_offer else codes
    share = dice.of((0, 1, 3, 6))
    held = {key: value(catalogue, slot.type, dice) for key in keys if dice.below(6) < share}
    return {key: amount for key, amount in held.items() if amount != slot.default}
