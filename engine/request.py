"""What a player asks for -> the codes and numbers that a program is called with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.outcome import Refused
from engine.state import State, code_of
from rules.expression.type import NONE, Type
from rules.program.catalogue import Catalogue
from rules.program.node import Param, Program

_TRUTHS = {"true": 1, "yes": 1, "false": 0, "no": 0}


@dataclass(frozen=True, slots=True)
class Request:
    """An action, who asks for it, and with what: ids, numbers and texts, or all of them as texts."""

    action: str
    player: int = 0
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """Whom and what a request may name: players by what they are called, the kinds of offers by number."""

    players: Mapping[str, int] = field(default_factory=dict)
    offers: Mapping[int, str] = field(default_factory=dict)


def read_params(
    catalogue: Catalogue,
    program: Program,
    params: Mapping[str, Any],
    state: State,
    known: Known | None = None,
) -> dict[str, Any] | Refused:
    """Return the value of every parameter of *program*, or what is wrong with the first that is.

    Players and offers are named by number, players also by what they are called; of those that are *known*,
    where that is said.
    """
    unknown = sorted(params.keys() - {param.name for param in program.params})
    if unknown:
        return _bad(state, f"`{program.name}` has no parameter `{unknown[0]}`; {_choices(program)}")
    values: dict[str, Any] = {}
    for param in program.params:
        value = _value(catalogue, param, params.get(param.name), known)
        if isinstance(value, _Wrong):
            return _bad(state, value.message)
        values[param.name] = value
    return values


@dataclass(frozen=True, slots=True)
class _Wrong:
    message: str


def _bad(state: State, message: str) -> Refused:
    return Refused("bad_param", ("bad_param",), state, "params", message=message)


def _choices(program: Program) -> str:
    names = ", ".join(f"`{param.name}`" for param in program.params)
    return f"it has {names}" if names else "it has none"


def _value(catalogue: Catalogue, param: Param, given: Any, known: Known | None) -> Any:
    """Return the value that stands for what was given."""
    if given is None:
        if param.default is not None:
            return param.default
        return NONE if param.type.optional else _Wrong(f"{missing(param)}; give {_wanted(param.type)}")
    if known is not None and param.type.name in {"player", "offer"}:
        return _known(param.type, given, known)
    read = _READ.get(param.type.name, _text)
    value = read(catalogue, param.type, given)
    if value is None:
        return _Wrong(f"`{given}` will not do for `{param.name}`; give {_wanted(param.type)}")
    return value


def _known(type_: Type, given: Any, known: Known) -> int | _Wrong:
    """Return the number of a player or an offer that is there."""
    written = str(given).removeprefix(f"{type_} ").strip()
    if type_.name == "player" and written in known.players:
        return known.players[written]
    number = int(written) if written.isdecimal() else None
    there = number in known.players.values() if type_.name == "player" else False
    if number is not None and (there or known.offers.get(number) == type_.kind):
        return number
    return _Wrong(f"there is no {type_} {written if number is not None else f'`{given}`'}")


def missing(param: Param) -> str:
    """Say that a parameter was left out; what may be given for it follows."""
    return f"`{param.name}` is missing"


def _wanted(type_: Type) -> str:
    """Say what would do, in the author's words."""
    if type_.name == "record":
        return f"the id of a record of kind `{type_.kind}`"
    if type_.name == "offer":
        return f"the number of a {type_.kind}"
    if type_.name == "int" and abs(type_.lo) + abs(type_.hi) < float("inf"):
        return f"a whole number from {type_.lo:.0f} to {type_.hi:.0f}"
    return _WANTED.get(type_.name, f"a {type_.name}")


def _record(catalogue: Catalogue, type_: Type, given: Any) -> int | None:
    return catalogue.kinds[type_.kind].codes.get(given) if isinstance(given, str) else None


def _whole(_: Catalogue, type_: Type, given: Any) -> int | None:
    if isinstance(given, bool | float):
        return None
    try:
        value = int(given)
    except (TypeError, ValueError):
        return None
    return value if type_.lo <= value <= type_.hi else None


def _number(_: Catalogue, type_: Type, given: Any) -> float | None:
    try:
        value = float(given)
    except (TypeError, ValueError):
        return None
    return value if type_.lo <= value <= type_.hi and abs(value) < float("inf") else None


def _truth(_: Catalogue, __: Type, given: Any) -> int | None:
    return int(given) if isinstance(given, bool) else _TRUTHS.get(str(given).lower())


def _day(catalogue: Catalogue, type_: Type, given: Any) -> int | None:
    if not isinstance(given, str | date):
        return _whole(catalogue, type_, given)
    try:
        return code_of(catalogue, type_, given)
    except ValueError:
        return None


def _text(_: Catalogue, __: Type, given: Any) -> str | None:
    return given if isinstance(given, str) else None


_READ = {
    "record": _record,
    "int": _whole,
    "number": _number,
    "bool": _truth,
    "day": _day,
    "time": _whole,
    "duration": _whole,
    "player": _whole,
    "offer": _whole,
}
_WANTED = {
    "int": "a whole number",
    "bool": "`yes` or `no`",
    "day": "a day such as 2026-10-25",
    "time": "a time in milliseconds",
    "duration": "a duration in milliseconds",
    "player": "the id of a player",
}
