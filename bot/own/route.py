"""An interaction -> the command of the bot's own that it is of, whether it may be asked, and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.asked import Asked
from bot.commands.build import Commands
from bot.commands.wording import within
from bot.heed import heeded, known
from bot.message import Message
from bot.own import tap
from bot.own.form import Form
from bot.own.here import not_here
from bot.own.own import Desk, Own
from bot.own.registry import OWN
from bot.own.tap import Tap
from bot.press import DeadError
from bot.send import Line
from bot.wire import MOST_CHOICES, Kind, Payload, Permission
from bot.words import mention, word

_MOST_NAME = 100


class _RefusedError(Exception):
    """What was asked is not for whoever asks, or not there; *told* says so."""

    def __init__(self, told: str | Message, **values: str) -> None:
        super().__init__(told)
        self.told, self.values = told, values


class _Way(NamedTuple):
    own: Own
    tap: Tap | None


class Router:
    """Answer what is asked of the bot itself."""

    def __init__(self, desk: Desk, line: Line, owns: Sequence[Own] = OWN) -> None:
        """Take on some commands."""
        self.desk = desk
        self.line = line
        self.owns = {own.name: own for own in owns}

    def takes(self, asked: Asked, game: Commands) -> bool:
        """Tell whether it is the bot that is asked: a game's command of the same name goes first."""
        if asked.kind in {Kind.COMPONENT, Kind.MODAL}:
            return tap.is_own(asked.pressed)
        own = self.owns.get(asked.path[0]) if asked.path else None
        if own is None or own.for_operators != asked.for_guild:
            return False
        return asked.for_guild or all(path[0] != own.name for path in game.routes)

    async def answer(self, asked: Asked) -> None:
        """Answer one interaction."""
        asked = known(self.desk.service, asked) or asked
        try:
            way = self._way(asked)
            self._allow(asked, way)
            await self._answer(asked, way)
        except DeadError:
            await self._tell(asked, _RefusedError("dead"))
        except _RefusedError as refused:
            await self._tell(asked, refused)

    def _way(self, asked: Asked) -> _Way:
        if asked.kind in {Kind.COMMAND, Kind.AUTOCOMPLETE}:
            return _Way(self.owns[asked.path[0]], None)
        tapped = tap.read(asked.pressed)
        if tapped.name not in self.owns:
            raise DeadError(asked.pressed)
        return _Way(self.owns[tapped.name], tapped)

    def _allow(self, asked: Asked, way: _Way) -> None:
        """Let through who may ask; this is decided here alone, for whatever it is that he did."""
        own, tapped = way
        if tapped is not None and tapped.owner not in {0, asked.user}:
            raise _RefusedError("not_yours", whose=mention(tapped.owner))
        if self.desk.roles.role(asked) < own.least or (
            own.for_operators and asked.guild not in self.desk.roles.guilds
        ):
            raise _RefusedError("not_allowed")
        held = asked.permissions
        if own.permission and not held & (own.permission | Permission.ADMINISTRATOR):
            raise _RefusedError("no_permission")
        if not own.permission and not own.for_operators and (told := not_here(self.desk, asked)):
            raise _RefusedError(told)

    async def _answer(self, asked: Asked, way: _Way) -> None:
        own, tapped = way
        if asked.kind is Kind.AUTOCOMPLETE:
            await self.line.suggest(asked, await self._suggested(await self._heeded(asked), own))
            return
        form = await self._form(asked, way)
        if form is not None:
            await self.line.open(asked, form.payload)
        elif tapped is None:
            if await self.line.think(asked, hidden=own.hidden):
                asked = await self._heeded(asked)
                await self.line.edit(asked, await own.answer(self.desk, asked))
        elif own.pressed is not None:
            await self._pressed(asked, way)

    async def _form(self, asked: Asked, way: _Way) -> Form | None:
        if way.own.opens is None or asked.kind is Kind.MODAL:
            return None
        return await way.own.opens(self.desk, await self._heeded(asked), way.tap)

    async def _heeded(self, asked: Asked) -> Asked:
        return await heeded(self.desk.service, asked)

    async def _pressed(self, asked: Asked, way: _Way) -> None:
        """Change the message that was clicked on; what is for one alone does not change one that all see."""
        own, tapped = way
        update = asked.message != 0
        if tapped is None or own.pressed is None:
            return
        if not await self.line.think(asked, update=update, hidden=own.hidden and not update):
            return
        asked = await self._heeded(asked)
        try:
            message = await own.pressed(self.desk, asked, tapped)
        except DeadError:
            message = Message(word(self.desk.voice(asked), "dead"))
        if update and message.hidden and not asked.hidden:
            await self.line.add(asked, message)
        else:
            await self.line.edit(asked, message)

    async def _suggested(self, asked: Asked, own: Own) -> list[Payload]:
        if own.suggests is None:
            return []
        found = await own.suggests(self.desk, asked)
        named = {within(name, _MOST_NAME): value for name, value in found}
        return [{"name": name, "value": value} for name, value in named.items()][:MOST_CHOICES]

    async def _tell(self, asked: Asked, refused: _RefusedError) -> None:
        if asked.kind is Kind.AUTOCOMPLETE:
            await self.line.suggest(asked, [])
            return
        told = refused.told
        if isinstance(told, str):
            told = Message(word(self.desk.voice(asked), told, **refused.values), hidden=True)
        await self.line.say(asked, told)
