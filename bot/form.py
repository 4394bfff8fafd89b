"""An action of which something is not known yet -> a form that asks for it, and what was filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot import wire
from bot.commands.option import is_version
from bot.commands.wording import within
from bot.control import label_of
from bot.look import Look
from bot.press import Press
from bot.suggest import fits
from bot.wire import Component, Payload
from engine.view.reply import Replier
from engine.view.voice import Voice
from rules.expression.type import Type
from rules.program.node import Param, Program

ASKED_FOR = frozenset({"record", "int", "number", "text"})  # what a form can ask for
_MOST_PARTS = 5
_TITLE = 45
_LONGEST = 100
_SHORT = 1


def missing(program: Program, params: Mapping[str, Any]) -> list[Param]:
    """Return the parameters that must be given and are not; versions are filled in by themselves."""
    return [
        param
        for param in program.params
        if param.name not in params
        and param.default is None
        and not param.type.optional
        and not is_version(param.type)
    ]


def can_ask(program: Program, params: Mapping[str, Any]) -> bool:
    """Tell whether a form can ask for all that is missing."""
    wanted = missing(program, params)
    return len(wanted) <= _MOST_PARTS and all(param.type.name in ASKED_FOR for param in wanted)


def form(look: Look, press: Press, custom_id: str, replier: Replier) -> Payload:
    """Return the form: lists of what the player may give, as far as they go, and lines to write on."""
    program = look.active.ruleset.programs[press.action]
    parts = [_part(look, param, replier) for param in missing(program, press.params)]
    title = within(label_of(look, press.action, replier.voice), _TITLE)
    return {"title": title, "custom_id": custom_id, "components": parts}


def _part(look: Look, param: Param, replier: Replier) -> Payload:
    label = within(param.name.replace("_", " "), _TITLE)
    options = list(_options(look, param, replier)) if param.type.name == "record" else []
    field: Payload = {"type": int(Component.INPUT), "style": _SHORT, "max_length": _LONGEST}
    if 0 < len(options) <= wire.MOST_CHOICES:
        field = {"type": int(Component.SELECT), "options": options}
    return {
        "type": int(Component.LABEL),
        "label": label,
        "component": {**field, "custom_id": param.name, "required": True},
    }


def _options(look: Look, param: Param, replier: Replier) -> Iterator[Payload]:
    """Yield what may be given, until that is more than a list takes."""
    ids = look.active.ruleset.catalogue.kinds[param.type.kind].ids
    found = (id_ for id_ in ids if fits(look, param, id_, replier))
    for _, id_ in zip(range(wire.MOST_CHOICES + 1), found, strict=False):
        yield {"label": within(replier.voice.name(param.type.kind, id_), _LONGEST), "value": id_}


def filled_in(press: Press, program: Program, fields: Mapping[str, str], voice: Voice) -> Press:
    """Return what a button does with what was filled in; what was never asked for is left out."""
    types = {param.name: param.type for param in missing(program, press.params)}
    given = {name: meant(types[name], value, voice) for name, value in fields.items() if name in types}
    return replace(press, params={**press.params, **given})


def meant(type_: Type, written: str, voice: Voice) -> Any:
    """Return what was written as the engine reads it: records by id, where one is called so."""
    if type_.name != "record":
        return written.strip()
    kind, wanted = voice.ruleset.catalogue.kinds[type_.kind], written.strip().casefold()
    if wanted in kind.codes or kind.secret:
        return wanted
    named = [id_ for id_ in kind.ids if voice.name(type_.kind, id_).casefold().startswith(wanted)]
    exact = [id_ for id_ in named if voice.name(type_.kind, id_).casefold() == wanted]
    return (exact or named)[0] if len(exact or named) == 1 else written.strip()
