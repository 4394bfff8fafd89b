"""The parameters of an action -> the options of its command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot import wire
from bot.commands.wording import Wording
from bot.wire import Option, Payload
from rules.expression.type import INTEGER_MOST, Type
from rules.program.node import Param, Program
from rules.ruleset import Ruleset

_TYPES = {
    "int": Option.INTEGER,
    "number": Option.NUMBER,
    "bool": Option.BOOLEAN,
    "player": Option.USER,
}


@dataclass(frozen=True, slots=True)
class Options:
    """The options of one command, as Discord is told, and the parameters behind them by name."""

    payload: tuple[Payload, ...]
    params: Mapping[str, Param]


def options(ruleset: Ruleset, program: Program, wording: Wording) -> Options:
    """Return the options of an action; those that must be given come first."""
    params = {param.name: param for param in program.params if not is_version(param.type)}
    ordered = sorted(params.values(), key=lambda param: not _is_required(param))
    made = tuple(_option(ruleset, program.name, param, wording) for param in ordered[: wire.MOST_OPTIONS])
    return Options(made, params)


def is_version(type_: Type) -> bool:
    """Tell whether a parameter asks which version of an offer was shown, which nobody types."""
    return type_.name == "int" and bool(type_.kind)


def is_completed(ruleset: Ruleset, type_: Type) -> bool:
    """Tell whether what may be given is suggested while it is typed."""
    return type_.name == "offer" or (type_.name == "record" and not _is_short(ruleset, type_))


def _is_required(param: Param) -> bool:
    return param.default is None and not param.type.optional and param.type.name != "offer"


def _is_short(ruleset: Ruleset, type_: Type) -> bool:
    kind = ruleset.catalogue.kinds[type_.kind]
    return not kind.secret and 0 < len(kind.ids) <= wire.MOST_CHOICES


def _option(ruleset: Ruleset, action: str, param: Param, wording: Wording) -> Payload:
    return {
        "type": int(_TYPES.get(param.type.name, Option.STRING)),
        "name": param.name,
        "required": _is_required(param),
        **wording.param(action, param.name),
        **dict(_bounds(param.type)),
        **dict(_given(ruleset, param.type, wording)),
    }


def _bounds(type_: Type) -> Iterator[tuple[str, int | float]]:
    if not type_.numeric:
        return
    for key, bound in (("min_value", type_.lo), ("max_value", type_.hi)):
        if abs(bound) <= INTEGER_MOST:
            yield key, int(bound) if type_.name == "int" else float(bound)


def _given(ruleset: Ruleset, type_: Type, wording: Wording) -> Iterator[tuple[str, object]]:
    if is_completed(ruleset, type_):
        yield "autocomplete", True
    elif type_.name == "record":
        ids = ruleset.catalogue.kinds[type_.kind].ids
        yield "choices", list(_told_apart({**wording.record(type_.kind, id_), "value": id_} for id_ in ids))


def _told_apart(choices: Iterable[Payload]) -> Iterator[Payload]:
    """Yield choices; one that is called like another before it is called by its id."""
    seen: set[str] = set()
    for each in choices:
        yield {"name": each["value"], "value": each["value"]} if each["name"] in seen else each
        seen.add(each["name"])
