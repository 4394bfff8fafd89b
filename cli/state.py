"""`level=10,dragon=2,shine.dragon=1` -> a player's state, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cli.exit import UsageProblem
from engine.state import State
from rules.define.literal import day, duration
from rules.expression.type import NONE, Type
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.slot import Slot
from rules.suggest import did_you_mean

_WORDS = {"true": 1, "yes": 1, "false": 0, "no": 0, "none": NONE}


def moment_of(catalogue: Catalogue, now: int, me: int = 1) -> Moment:
    """Return the moment of a command at *now*."""
    return Moment(now, catalogue.calendar.day_of(now), me)


def state_as(catalogue: Catalogue, written: str, moment: Moment) -> State:
    """Return a new player with what *written* says: names and values with commas between them."""
    state = State.new(catalogue, moment)
    for name, value in pairs(written):
        state = state.with_(_cell(catalogue, name, value))
    return state


def pairs(written: str) -> Iterator[tuple[str, str]]:
    """Yield `name=value` for `name=value,name=value`."""
    for part in filter(None, (each.strip() for each in written.split(","))):
        name, equals, value = part.partition("=")
        if not equals or not name or not value:
            raise UsageProblem(f"`{part}` says nothing; write `name=value`, with commas between")
        yield name.strip(), value.strip()


def _cell(catalogue: Catalogue, name: str, value: str) -> dict[str, Any]:
    if name in catalogue.by_name and not catalogue.slot(name).kind:
        return {name: _value(catalogue, catalogue.slot(name), value)}
    first, _, key = name.partition(".")
    if key and first in catalogue.by_name and catalogue.slot(first).kind:
        slot = catalogue.slot(first)
        _known(key, list(catalogue.kinds[slot.kind].ids), f"`{slot.kind}`")
        return {first: {key: _value(catalogue, slot, value)}}
    held = {
        id_: slot
        for slot in catalogue.slots
        if slot.name == f"owned.{slot.kind}"
        for id_ in catalogue.kinds[slot.kind].ids
    }
    names = [slot.name for slot in catalogue.slots if slot.scope != "draw" and "." not in slot.name]
    _known(name, [*held, *names], "what a player has")
    if name not in held:
        slot = catalogue.slot(name)
        raise UsageProblem(f"`{name}` is kept per `{slot.kind}`; write `{name}.ID={value}`")
    return {name: _value(catalogue, held[name], value)}


def _known(name: str, names: list[str], what: str) -> None:
    if name not in names:
        hint = did_you_mean(name, names)
        raise UsageProblem(f"`{name}` is not among {what}" + (f"; {hint}" if hint else ""))


def _value(catalogue: Catalogue, slot: Slot, written: str) -> Any:
    value = _read(catalogue, slot.type, written)
    if value is None:
        raise UsageProblem(f"`{written}` is no {slot.type} for `{slot.name}`")
    if isinstance(value, int) and value != NONE and not slot.type.lo <= value <= slot.type.hi:
        raise UsageProblem(f"`{slot.name}` lies between {slot.type.lo:.0f} and {slot.type.hi:.0f}")
    return value


def _read(catalogue: Catalogue, type_: Type, written: str) -> Any:
    if written in _WORDS:
        return _WORDS[written]
    if type_.name == "record":
        return written if written in catalogue.kinds[type_.kind].codes else None
    readers = {"day": day, "duration": duration}
    found = readers[type_.name](written) if type_.name in readers else None
    if found is not None:
        return found
    try:
        return int(written.replace("_", ""))
    except ValueError:
        return None
