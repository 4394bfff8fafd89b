"""A command that names no offer -> the one that it can only mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.form import meant
from bot.intent import Intent
from bot.look import Look, looking
from bot.standing import standing
from bot.suggest import fits
from bot.talk import Talk
from engine.live.service import Service
from rules.program.node import Param, Program


async def filled(service: Service, talk: Talk, intent: Intent) -> Intent:
    """Return a command with each offer that was left out, where a single one fits."""
    active = service.game.active
    program = active.ruleset.programs.get(intent.action)
    intent = _named(talk, intent, program)
    open_ = [each for each in program.params if each.type.name == "offer"] if program else []
    for param in open_:
        if param.name in intent.params:
            continue
        numbers = await standing(service.store, active.ruleset.world(intent.asked.guild), param.type.kind)
        found = await looking(service, intent.command, _fitting(talk, intent, param), numbers)
        if len(found) == 1:
            intent = replace(intent, params={**intent.params, param.name: found[0]})
    return intent


def _named(talk: Talk, intent: Intent, program: Program | None) -> Intent:
    """Return a command with records by id, where somebody typed what one is called."""
    voice = talk.voice(intent.asked.locale)
    given = {
        each.name: meant(each.type, str(intent.params[each.name]), voice)
        for each in (program.params if program is not None else ())
        if each.type.name == "record" and intent.params.get(each.name) is not None
    }
    return replace(intent, params={**intent.params, **given}) if given else intent


def _fitting(talk: Talk, intent: Intent, param: Param) -> Callable[[Look], Sequence[int]]:
    """Return what finds the offers that may be given for a parameter."""

    def found(look: Look) -> Sequence[int]:
        replier = talk.replier(intent.asked.locale, look)
        numbers = [number for number, kind in look.kinds.items() if kind == param.type.kind]
        return [each for each in numbers if look.offer(each) is not None and fits(look, param, each, replier)]

    return found
