"""An interaction -> what is sent back: manners first, then the game."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf

from bot import press
from bot.asked import Asked
from bot.commands.build import Commands, commands
from bot.control import page_of
from bot.fill import filled
from bot.form import filled_in, form, missing
from bot.heed import heeded, known
from bot.intent import of_press, of_slash, offers_of
from bot.look import looking
from bot.message import Message
from bot.own.here import not_here
from bot.own.menu import back
from bot.own.own import Desk
from bot.own.payload import payloads
from bot.own.route import Router
from bot.play import Came, Play
from bot.press import DeadError, Press
from bot.role import Role, Roles
from bot.send import Line
from bot.server import Servers
from bot.standing import standing
from bot.suggest import suggest
from bot.wire import MOST_COMMANDS, Kind, Payload
from bot.words import mention, word
from engine.live.service import Service
from engine.live.settings import Settings

_ASKED = 3  # owners of the game whom a player is told of
_WHILE = 60.0  # seconds for which the quickest interaction tells how far our clock is ahead
OLD = 2.5  # seconds after which an answer would come too late
_log = logging.getLogger(__name__)


class Answers:
    """Answer the interactions of one process of a game."""

    def __init__(
        self, service: Service, line: Line, clock: Callable[[], float], settings: Settings | None = None
    ) -> None:
        """Begin under the active ruleset."""
        self.service = service
        self.line = line
        self.clock = clock
        self.play = Play(service)
        roles = Roles.of(settings) if settings is not None else Roles()
        self.play.owners = [number for number, role in roles.users.items() if role is Role.OWNER][:_ASKED]
        self.desk = Desk(service, self.play, roles, settings, servers=Servers(service.store))
        self.router = Router(self.desk, line)
        self.desk.count, self.desk.shed = lambda: len(self.everywhere), lambda: self.shed
        self.shed = 0
        # Seconds that our clock is ahead of Discord's, at most: a while ago, and since a moment of ours.
        self._ahead, self._since = (inf, inf), 0.0
        self._commands: tuple[int, Commands] | None = None

    @property
    def commands(self) -> Commands:
        """Return the commands of the active ruleset."""
        active = self.service.game.active
        if self._commands is None or self._commands[0] != active.number:
            self._commands = active.number, commands(active.ruleset)
        return self._commands[1]

    @property
    def everywhere(self) -> list[Payload]:
        """Return what can be typed in every guild: the game's commands, and the bot's own beside them."""
        named, rules = {path[0] for path in self.commands.routes}, self.service.game.active.ruleset
        mine = [own for own in self.router.owns.values() if not own.for_operators and own.needs(rules)]
        own = payloads(rules, [each for each in mine if each.name not in named])
        return [*self.commands.payload[: MOST_COMMANDS - len(own)], *own]

    @property
    def for_operators(self) -> Sequence[Payload]:
        """Return what can be typed besides where operators are among themselves."""
        rules = self.service.game.active.ruleset
        owns = [own for own in self.router.owns.values() if own.for_operators and own.needs(rules)]
        return payloads(rules, owns)

    async def answer(self, asked: Asked) -> None:
        """Answer one; a defect is told by an id that stands in the log."""
        if self._late(asked) > OLD:
            self.shed += 1
            return
        try:
            await self._answer(asked)
        except Exception:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            _log.exception("interaction d%d failed", asked.id)
            await self._failed(asked)

    def _late(self, asked: Asked) -> float:
        """Return for how long it was on its way, by the quickest of late: clocks are set, and drift."""
        now = self.clock()
        before, ahead = self._ahead
        if abs(now - self._since) > _WHILE:
            before, ahead, self._since = ahead, inf, now
        age = asked.age(now)
        self._ahead = before, min(ahead, age)
        return age - min(self._ahead)

    async def _answer(self, asked: Asked) -> None:
        servers = self.desk.servers
        asked = servers.spoken(asked, self.service.game.active.ruleset.locales)
        if self.router.takes(asked, self.commands):
            await self.router.answer(asked)
        elif asked.kind is not Kind.AUTOCOMPLETE and (told := not_here(self.desk, asked)):
            await self.line.say(asked, told)
        else:
            await self._played(asked)

    async def _played(self, asked: Asked) -> None:
        match asked.kind:
            case Kind.COMMAND:
                await self._command(asked)
            case Kind.COMPONENT | Kind.MODAL:
                await self._pressed(asked)
            case Kind.AUTOCOMPLETE:
                await self.line.suggest(asked, await self._suggested(asked))

    async def _command(self, asked: Asked) -> None:
        slash = self.commands.routes.get(asked.path)
        if slash is None:
            await self.line.say(asked, self._only(asked, "unknown"))
            return
        as_known = known(self.service, asked)
        again = await self.play.repeated(of_slash(as_known, slash)) if as_known is not None else None
        if again is not None:
            await self.line.repeat(asked, again)
        elif await self.line.think(asked):
            asked = as_known or await heeded(self.service, asked)
            intent = of_slash(asked, slash)
            message, _ = await self.play.answer(await filled(self.service, self.play.talk, intent))
            await self.line.edit(asked, message)

    async def _pressed(self, asked: Asked) -> None:
        asked = known(self.service, asked) or asked
        try:
            pressed = press.read(asked.pressed, self.service.game.active)
        except DeadError:
            await self.line.say(asked, self._only(asked, "dead"))
            return
        if pressed.owner not in {0, asked.user}:
            await self.line.say(asked, self._only(asked, "not_yours", whose=mention(pressed.owner)))
        elif asked.kind is Kind.COMPONENT and self._asks_more(pressed):
            await self.line.open(asked, await self._form(await heeded(self.service, asked), pressed))
        elif await self.line.think(asked, update=True):
            await self._press(await heeded(self.service, asked), pressed)

    def _asks_more(self, pressed: Press) -> bool:
        program = self.service.game.active.ruleset.programs.get(pressed.action)
        return pressed.verb == press.DO and program is not None and bool(missing(program, pressed.params))

    async def _form(self, asked: Asked, pressed: Press) -> Payload:
        """Return what asks for the rest; a form must be the first answer, so this must be quick."""
        command = of_press(asked, pressed, confirmed=False).command
        return await looking(
            self.service,
            command,
            lambda look: form(look, pressed, asked.pressed, self.play.talk.replier(asked.locale, look)),
        )

    async def _press(self, asked: Asked, pressed: Press) -> None:
        """Do what a button says; what is refused is told to the one who clicked, and changes no message."""
        if pressed.verb == press.CANCEL:
            await self.line.edit(asked, self._said(asked, "cancelled"))
            return
        if pressed.verb == press.PAGE:
            shown = await self.play.page(asked, pressed.mark, page_of(pressed, asked))
            await self.line.edit(asked, shown or self._said(asked, "dead"))
            return
        program = self.service.game.active.ruleset.programs.get(pressed.action)
        if asked.kind is Kind.MODAL and program is not None:
            pressed = filled_in(pressed, program, asked.fields, self.play.talk.voice(asked.locale))
        intent = of_press(asked, pressed, confirmed=pressed.verb == press.CONFIRM)
        message, came = await self.play.answer(intent)
        if came is not Came.DONE and not pressed.owner:
            await self.line.add(asked, replace(message, hidden=True))
            if came is Came.REFUSED and offers_of(self.service.game.active, intent):
                await self.line.edit(asked, await self.play.panels(intent))
            return
        if came is Came.DONE and asked.hidden:  # confirmed by one, to be read by all
            await self.line.add(asked, message)
            message = self._said(asked, "done")
        if came is not Came.SHOWN and asked.hidden:
            message = message.with_(Message(buttons=(back(asked, self.play.talk.voice(asked.locale)),)))
        await self.line.edit(asked, message)

    async def _suggested(self, asked: Asked) -> list[Payload]:
        asked = await heeded(self.service, asked)
        slash = self.commands.routes.get(asked.path)
        if slash is None or asked.focused not in slash.params:
            return []
        intent = of_slash(asked, slash)
        kinds = {each.type.kind for each in slash.params.values() if each.type.name == "offer"}
        world, store = self.service.game.active.ruleset.world(asked.guild), self.service.store
        offers = [number for kind in sorted(kinds) for number in await standing(store, world, kind)]
        typed = str(asked.options[asked.focused] or "")
        return await looking(
            self.service,
            intent.command,
            lambda look: suggest(
                look, slash, asked.focused, typed, self.play.talk.replier(asked.locale, look)
            ),
            offers,
        )

    async def _failed(self, asked: Asked) -> None:
        """Say that something went wrong, wherever that can still be said."""
        if asked.kind is not Kind.AUTOCOMPLETE:
            told = self._only(asked, "failed", id=f"d{asked.id}")
            if not await self.line.add(asked, told):
                await self.line.say(asked, told)

    def _said(self, asked: Asked, key: str, **values: str) -> Message:
        return Message(word(self.play.talk.voice(asked.locale), key, **values))

    def _only(self, asked: Asked, key: str, **values: str) -> Message:
        return Message(word(self.play.talk.voice(asked.locale), key, **values), hidden=True)
