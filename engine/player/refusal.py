"""What the generated function calls when it refuses: the outcome, and the state with what outlives it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.outcome import Lack, Refused
from engine.state import State
from rules.source import Place

# Writes that outlive a refusal: slot, code (None for a scalar slot), value.
Kept = Sequence[tuple[int, int | None, int]]


def surviving(state: State, kept: Kept) -> State:
    """Return the state before the command with the attempts that count."""
    if not kept:
        return state
    cells = list(state.cells)
    for index, key, value in kept:
        if key is None:
            cells[index] = value
            continue
        default = state.catalogue.slots[index].default
        others = {code: held for code, held in cells[index].items() if code != key}
        cells[index] = others if value == default else {**others, key: value}
    return State(state.catalogue, cells)


def failed(state: State, kept: Kept, phase: str, rows: Sequence[tuple[str, Place | None]]) -> Refused:
    """Refuse for requirements that do not hold; the first is the reason."""
    reasons = tuple(reason for reason, _ in rows)
    return Refused(reasons[0], reasons, surviving(state, kept), phase, place=rows[0][1])


def lacking(
    state: State,
    kept: Kept,
    phase: str,
    reason: str,
    place: Place | None,
    rows: Sequence[tuple[str, str | None, int, int]],
) -> Refused:
    """Refuse for what is not there."""
    lacks = tuple(Lack(*row) for row in rows if row[2] < row[3])
    return Refused(reason, (reason,), surviving(state, kept), phase, lacks, place=place)


def fault(state: State, kept: Kept, phase: str, place: Place | None, message: str) -> Refused:
    """Refuse for a mistake of the content."""
    return Refused("fault", ("fault",), surviving(state, kept), phase, message=message, place=place)


def stopped(
    state: State, kept: Kept, phase: str, place: Place | None, reason: str, lacks: tuple[Lack, ...]
) -> Refused:
    """Refuse what cannot be moved."""
    return Refused(reason, (reason,), surviving(state, kept), phase, lacks, place=place)
