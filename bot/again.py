"""A command that only looks -> what it was told a moment ago, as long as nothing it came from has changed.

The first time it is a command like any other, with its receipt. A view has no values of its own, so what is
kept was read after that, and whatever changes later makes it be forgotten.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from bot.intent import Intent
from bot.look import Look
from bot.message import Message
from bot.talk import Talk
from bot.wire import Callback
from engine.live.active import Active
from engine.live.reply import Reply
from engine.live.service import LOOK, Service, called
from engine.live.store.protocol import Name
from rules.program.node import Emit, Phase, Program
from rules.program.walk import every

T = TypeVar("T")
_QUIET: frozenset[Phase] = frozenset({"settle", "attempt", "who", "params", "let", "require", "react", "say"})


class Again:
    """Keep what looks were told, by whom they are for and in which language."""

    def __init__(self, service: Service) -> None:
        """Begin with nothing kept."""
        self._service = service
        self._looks: tuple[int, dict[str, bool]] = (0, {})
        self._under_way: dict[str, asyncio.Task[Any]] = {}

    def is_look(self, action: str) -> bool:
        """Tell whether an action does nothing by itself."""
        active = self._service.game.active
        if self._looks[0] != active.number:
            self._looks = active.number, {}
        known = self._looks[1]
        if action not in known:
            programs = [each.declared(action) for each in (active, *active.meanwhile)]
            known[action] = all(program is not None and only_looks(program) for program in programs)
        return known[action]

    async def kept(self, intent: Intent, talk: Talk) -> str | None:
        """Return the answer as it was given, None where it has to be worked out."""
        key, tags = _key(intent, talk), _tags(_names(intent, talk.active))
        found = await self._service.cache.kept(LOOK, key, tags)
        return found[0] if found is not None else None

    def under_way(self, intent: Intent, talk: Talk) -> asyncio.Task[Any] | None:
        """Return what somebody who asked the same before is still waiting for."""
        return self._under_way.get(_key(intent, talk))

    async def first(self, intent: Intent, talk: Talk, work: Coroutine[Any, Any, T]) -> T:
        """Have it worked out, for whoever asks the same meanwhile as well."""
        # Each look is a command, which moves what the others came from: many at once would keep none.
        key = _key(intent, talk)
        task = self._under_way[key] = asyncio.ensure_future(work)
        task.add_done_callback(lambda _: self._under_way.pop(key, None))
        return await asyncio.shield(task)

    async def keep(
        self, intent: Intent, reply: Reply, talk: Talk, read: Callable[[], Awaitable[tuple[Message, Look]]]
    ) -> Message | None:
        """Return what is read now, and keep it; None where that would not be the same the next time."""
        if reply.outcome != "accepted" or reply.cut or any(values for _, values in reply.said):
            return None
        names = _names(intent, talk.active)
        made: list[Message] = []

        async def make() -> str | None:
            message, look = await read()
            made.append(message)
            return answer(message) if _is_of(look, names, message) else None

        await self._service.cache.get(LOOK, _key(intent, talk), make, _tags(names))
        return made[0] if made else None


def only_looks(program: Program) -> bool:
    """Tell whether a program has nothing to do but to tell, and asks about nobody else."""
    return (
        not program.confirm
        and all(phase in _QUIET for phase, steps in program.phases if steps)
        and all(param.type.name not in {"offer", "player"} for param in program.params)
        and all(not isinstance(step, Emit) or step.event == "say" for step in every(program.phase("say")))
    )


def _key(intent: Intent, talk: Talk) -> str:
    asked = intent.asked
    spoken = talk.language(asked.locale)
    given = json.dumps(dict(intent.params), sort_keys=True, default=str)
    return f"{talk.active.number}|{asked.guild}|{asked.channel}|{asked.user}|{spoken}|{intent.action}|{given}"


def _names(intent: Intent, active: Active) -> tuple[Name, ...]:
    asked = intent.asked
    world = active.ruleset.world(asked.guild)
    places = {"guild": asked.guild, "channel": asked.channel, "world": 0}
    shared = (Name(world, scope, places[scope]) for scope in active.shared)
    return (Name(world, "player", asked.user), *shared)


def _tags(names: tuple[Name, ...]) -> tuple[str, ...]:
    return tuple(map(called, names))


def _is_of(look: Look, names: tuple[Name, ...], message: Message) -> bool:
    """Tell whether a message came from nothing but these, and is words alone."""
    held = {each.stored.name for each in look.objects.held.values()}
    return held <= {*names} and not any(card.shown for card in message.cards)


def answer(message: Message) -> str:
    """Return what an interaction is answered with at once."""
    return json.dumps({"type": int(Callback.MESSAGE), "data": message.payload}, separators=(",", ":"))
