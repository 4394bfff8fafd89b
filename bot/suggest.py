"""A command half typed -> what may be given for the option at hand: what the player has, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot import wire
from bot.commands.build import Slash
from bot.commands.wording import within
from bot.inside import briefly
from bot.look import Look
from bot.wire import Payload
from engine.outcome import Refused
from engine.view.reply import Replier
from engine.view.voice import Voice
from rules.expression.type import Type
from rules.program.node import Param
from rules.program.offer import GONE, NOT_YOURS

_MOST_LOOKED_AT = 400


def suggest(look: Look, slash: Slash, focused: str, typed: str, replier: Replier) -> list[Payload]:
    """Return at most 25 suggestions; those that begin with what was typed come first."""
    param = slash.params[focused]
    wanted = typed.casefold()
    named = [(name, value) for name, value in _all(look, param, replier.voice) if wanted in name.casefold()]
    ranked = sorted(named, key=lambda each: not each[0].casefold().startswith(wanted))
    found: dict[str, str] = {}
    for name, value in ranked[:_MOST_LOOKED_AT]:
        if len(found) == wire.MOST_CHOICES:
            break
        if fits(look, param, value, replier):
            found.setdefault(within(name, 100), str(value))
    return [{"name": name, "value": value} for name, value in found.items()]


def _all(look: Look, param: Param, voice: Voice) -> Iterator[tuple[str, Any]]:
    catalogue = look.active.ruleset.catalogue
    if param.type.name == "record" and not catalogue.kinds[param.type.kind].secret:
        for id_ in catalogue.kinds[param.type.kind].ids:
            yield voice.name(param.type.kind, id_), id_
    elif param.type.name == "offer":
        for number, kind in look.kinds.items():
            if kind == param.type.kind and look.offer(number) is not None:
                yield briefly(look, number, voice), number


def fits(look: Look, param: Param, value: Any, replier: Replier) -> bool:
    """Tell whether what the parameter itself asks for holds; the others stand for whatever is first."""
    situation = look.situation({**_others(look, param, look.command.params), param.name: value})
    if isinstance(situation, Refused):  # for what else was typed: as if it were not
        situation = look.situation({**_others(look, param, {}), param.name: value})
    if isinstance(situation, Refused):
        return True
    found = replier.gate.checks(look.command.action, situation)
    reasons = {f"params.{param.name}", GONE, NOT_YOURS}
    return isinstance(found, Refused) or all(each.holds for each in found if each.reason in reasons)


def _others(look: Look, param: Param, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return something for each parameter that is not given."""
    program = look.task.program
    params = program.params if program is not None else ()
    return {
        each.name: _any(look, each.type)
        for each in params
        if each is not param and each.name not in given and each.default is None and not each.type.optional
    }


def _any(look: Look, type_: Type) -> Any:
    if type_.name == "record":
        return look.active.ruleset.catalogue.kinds[type_.kind].ids[0]
    if type_.name == "offer":
        return next((number for number, kind in look.kinds.items() if kind == type_.kind), 0)
    if type_.name == "player":
        return look.task.me
    return max(0, int(max(type_.lo, 0)))
