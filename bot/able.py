"""A player, and actions -> which of them he can do now, and why not the others; nothing is done."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.asked import Asked
from bot.commands.option import is_version
from bot.look import Look, looking
from bot.standing import standing
from bot.talk import Talk
from engine.live.command import Command
from engine.live.objects import UnlockedError
from engine.live.service import Service
from engine.live.task import Task
from engine.outcome import Refused
from engine.view.ask import Situation
from engine.view.reply import Replier
from engine.view.why import Check
from rules.program.node import Param, Program

_MOST_OFFERS = 10  # of a kind: one that fits is enough
_MOST_OWNED, _MOST_OTHERS = 25, 8  # records that are tried for a parameter
_TRIES = 4
_PLAIN: Mapping[str, Any] = {"bool": True, "text": "-"}


@dataclass(frozen=True, slots=True)
class Able:
    """Whether an action can be done now; *why* not, in words. *checks* are all that it asks for.

    What is not given stands for the first that fits; *unfit* is a parameter for which nothing does.
    """

    action: str
    holds: bool
    why: str = ""
    unfit: str = ""
    checks: tuple[Check, ...] = ()


async def able(service: Service, talk: Talk, asked: Asked, actions: Iterable[str]) -> dict[str, Able]:
    """Return for each action whether it can be done now; between two of them others are answered."""
    programs = {name: talk.active.ruleset.programs[name] for name in actions}
    extra = {number for kind in _kinds(programs.values()) for number in await _offers(service, asked, kind)}
    command = Command("", 0, asked.user, "", {}, asked.guild, asked.channel)
    look = await looking(service, command, lambda look: look, extra)
    found: dict[str, Able] = {}
    for name in programs:
        for _ in range(_TRIES):
            try:
                found[name] = _able(_about(look, name), talk, asked)
                break
            except UnlockedError as missing:
                extra |= missing.numbers
                look = await looking(service, command, lambda look: look, extra)
        await asyncio.sleep(0)
    return found


def _kinds(programs: Iterable[Program]) -> set[str]:
    return {param.type.kind for each in programs for param in each.params if param.type.name == "offer"}


async def _offers(service: Service, asked: Asked, kind: str) -> list[int]:
    world = service.game.active.ruleset.world(asked.guild)
    return (await standing(service.store, world, kind))[:_MOST_OFFERS]


def _about(look: Look, action: str) -> Look:
    """Return the same look, at another action."""
    task = Task(replace(look.command, action=action))
    task.under(look.active)
    task.me, task.shared = look.task.me, look.task.shared
    task.players = dict.fromkeys(task.reach.players, look.task.me)  # nobody is named yet
    return Look(look.active, task, look.objects, look.objects.sight(task, look.sight.moment.now))


def _able(look: Look, talk: Talk, asked: Asked) -> Able:
    replier, action = talk.replier(asked.locale, look), look.command.action
    given, unfit = _given(look, replier)
    situation = look.situation(given)
    if isinstance(situation, Refused):
        return Able(action, holds=False, unfit=unfit or situation.reason)
    spared = _spared(look.active.ruleset.programs[action])
    checks = replier.gate.checks(action, situation, spared)
    if isinstance(checks, Refused):
        return Able(action, holds=False, why=replier.refusal(action, checks, situation))
    failed = next((each for each in checks if each.holds is False and each.reason not in spared), None)
    if unfit:
        return Able(action, holds=False, unfit=unfit, checks=tuple(checks))
    why = _refusal(replier, action, failed, situation) if failed is not None else ""
    return Able(action, failed is None, why, checks=tuple(checks))


def _given(look: Look, replier: Replier) -> tuple[dict[str, Any], str]:
    """Return something for each parameter that must be given, and the first for which nothing fits."""
    given: dict[str, Any] = {}
    unfit = ""
    for param in look.active.ruleset.programs[look.command.action].params:
        if param.default is None and not param.type.optional and not is_version(param.type):
            found = next(_fitting(look, replier, param, given), None)
            unfit = unfit or (param.name if found is None else "")
            given[param.name] = next(_candidates(look, param), 0) if found is None else found
    return given, unfit


def _spared(program: Program) -> frozenset[str]:
    """Return the reasons that hang on whom one names: nobody is named yet."""
    return frozenset(f"params.{each.name}" for each in program.params if each.type.name == "player")


def _fitting(look: Look, replier: Replier, param: Param, given: Mapping[str, Any]) -> Iterator[Any]:
    """Yield what may be given for a parameter, as far as it is tried."""
    for value in _candidates(look, param):
        situation = look.situation({**_rest(look, param, given), param.name: value})
        if isinstance(situation, Refused):
            continue
        checks = replier.gate.checks(look.command.action, situation)
        wanted = {f"params.{param.name}", "offer.gone", "offer.not_yours"} - _spared(
            look.active.ruleset.programs[look.command.action]
        )
        if isinstance(checks, Refused) or all(each.holds for each in checks if each.reason in wanted):
            yield value


def _rest(look: Look, param: Param, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return something for each parameter that has nothing yet."""
    params = look.active.ruleset.programs[look.command.action].params
    open_ = [each for each in params if each is not param and each.default is None and not each.type.optional]
    return {each.name: given.get(each.name, next(_candidates(look, each), 0)) for each in open_}


def _candidates(look: Look, param: Param) -> Iterator[Any]:
    type_ = param.type
    match type_.name:
        case "record":
            yield from _records(look, type_.kind)
        case "offer":
            yield from (each for each, kind in look.kinds.items() if kind == type_.kind and look.offer(each))
        case "player":
            yield look.task.me
        case "int" | "number":
            yield max(0, int(max(type_.lo, 0)))
        case _:
            yield _PLAIN.get(type_.name, 0)


def _records(look: Look, kind: str) -> Iterator[str]:
    """Yield records, those that the player has first."""
    records = look.active.ruleset.catalogue.kinds[kind]
    slot = look.active.ruleset.catalogue.by_name.get(f"owned.{kind}")
    held = look.sight.cells[slot.index] if slot is not None else {}
    owned = (
        [code for code, amount in held.items() if amount > 0][:_MOST_OWNED] if isinstance(held, dict) else []
    )
    others = [code for code in range(len(records.ids)) if code not in owned][: _MOST_OTHERS if slot else None]
    yield from (records.ids[code] for code in (*owned, *others))


def _refusal(replier: Replier, action: str, check: Check, situation: Situation) -> str:
    lacking = tuple(each for each in check.assets if each.has < each.needs)
    refused = Refused(check.reason, (check.reason,), situation.state, check.phase, lacking)
    return replier.refusal(action, refused, situation)
