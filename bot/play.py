"""What is to be done -> what comes of it, in words: shown before where that is asked for, done once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from enum import Enum

from bot import press
from bot.again import Again, answer
from bot.asked import Asked
from bot.banned import REASON as BANNED
from bot.banned import banned
from bot.control import controls, jumps
from bot.draw import draw
from bot.intent import Intent, offers_of
from bot.look import Look, looking
from bot.message import Button, Message
from bot.panel import panel
from bot.press import LongError, Press, mark_of, write
from bot.talk import Talk
from bot.wire import Style
from bot.words import moment, word
from engine.live.command import Command
from engine.live.game import BusyError
from engine.live.guard.answer import Turned
from engine.live.queue import FullError, LateError
from engine.live.reply import Reply, read
from engine.live.said import outcome_of
from engine.live.service import Service
from engine.live.store.protocol import Receipt
from engine.outcome import Refused
from engine.view.ask import Situation
from rules.program.offer import GONE

_SECOND = 1000


class Came(Enum):
    """What came of what was asked; what was not done concerns nobody else."""

    SHOWN = "shown, to be confirmed"
    REFUSED = "refused"
    DONE = "done"


class Play:
    """Carry out what is asked under whatever ruleset is active."""

    def __init__(self, service: Service) -> None:
        """Speak of nothing yet."""
        self.service = service
        self.again = Again(service)
        self.owners: Sequence[int] = ()  # whom players may ask
        self._talk: Talk | None = None

    @property
    def talk(self) -> Talk:
        """Return who speaks of the active ruleset."""
        active = self.service.game.active
        if self._talk is None or self._talk.active is not active:
            self._talk = Talk(active)
        return self._talk

    async def answer(self, intent: Intent) -> tuple[Message, Came]:
        """Return what is said, and what came of it."""
        if not self.again.is_look(intent.action):
            return await self._answered(intent)
        under_way = self.again.under_way(intent, self.talk)
        if under_way is None:
            return await self.again.first(intent, self.talk, self._answered(intent))
        if turned := await self.service.turned(intent.command):
            return await self._turned(intent, turned)
        same: tuple[Message, Came] = await asyncio.shield(under_way)
        return same

    async def _answered(self, intent: Intent) -> tuple[Message, Came]:
        before = await self._before(intent)
        if before is not None:
            return before, Came.SHOWN
        try:
            told = await self.service.ask(intent.command)
        except (BusyError, FullError) as busy:
            return await self._later(intent, "busy", busy.after), Came.REFUSED
        except LateError:
            return await self._later(intent, "busy", 1.0), Came.REFUSED
        if isinstance(told, Turned):
            return await self._turned(intent, told)
        came = Came.DONE if told.outcome == "accepted" else Came.REFUSED
        shown = await self._kept(intent, told) if self.again.is_look(intent.action) else None
        return shown or await self._told(intent, told), came

    async def repeated(self, intent: Intent) -> str | None:
        """Return what whoever only looks was told a moment ago, where that is still so."""
        if not self.again.is_look(intent.action):
            return None
        told = await self.again.kept(intent, self.talk)
        turned = await self.service.turned(intent.command) if told is not None else None
        if turned is None:
            return told
        return answer((await self._turned(intent, turned))[0])

    async def panels(self, intent: Intent) -> Message:
        """Return the offers that it names as they are now; that one is over is said."""
        offers = offers_of(self.service.game.active, intent)

        def drawn(look: Look) -> Message:
            voice = self.talk.replier(intent.asked.locale, look).voice
            shown = [panel(look, number, voice) for number in offers]
            return Message().with_(*(each if each.cards else Message(voice.word(GONE)) for each in shown))

        return await looking(self.service, intent.command, drawn, offers)

    async def _before(self, intent: Intent) -> Message | None:
        """Return what is shown before it is done; None where that was seen, or nothing is to be shown."""
        program = self.service.game.active.ruleset.programs.get(intent.action)
        if program is None or not program.confirm:
            return None
        return await looking(
            self.service, intent.command, lambda look: self._preview(look, intent), told=True
        )

    def _preview(self, look: Look, intent: Intent) -> Message | None:
        situation = look.situation()
        if look.receipt is not None or isinstance(situation, Refused):
            return None
        replier = self.talk.replier(intent.asked.locale, look)
        shown = replier.preview(intent.action, situation)
        if shown is None:
            return None
        message = draw([shown], replier.voice)
        mark = mark_of(message.payload)
        if mark == intent.seen:
            return None
        does = Press(press.CONFIRM, intent.asked.user, intent.action, mark, intent.params)
        not_ = Press(press.CANCEL, intent.asked.user, intent.action, mark)
        try:
            yes, no = write(does, look.active), write(not_, look.active)
        except LongError:
            return Message(word(replier.voice, "long"))
        buttons = (
            Button(word(replier.voice, "confirm"), yes, Style.PRIMARY),
            Button(word(replier.voice, "cancel"), no),
        )
        again = Message(word(replier.voice, "changed")) if intent.seen else Message()
        return again.with_(message, Message(buttons=buttons))

    async def _told(self, intent: Intent, reply: Reply) -> Message:
        """Return a reply in words, and the panel of each offer that it is about."""
        offers = (*offers_of(self.service.game.active, intent), *reply.opened)
        return await looking(
            self.service, intent.command, lambda look: self._said(look, intent, reply, offers), offers
        )

    async def _kept(self, intent: Intent, reply: Reply) -> Message | None:
        async def read() -> tuple[Message, Look]:
            return await looking(
                self.service, intent.command, lambda look: (self._said(look, intent, reply, ()), look)
            )

        return await self.again.keep(intent, reply, self.talk, read)

    async def page(self, asked: Asked, receipt: str, number: int) -> Message | None:
        """Return another page of what was said to whoever asks; None where nothing was, or to another."""
        kept = await looking(self.service, _about(asked, receipt), _own, told=True)
        if kept is None:
            return None
        request = json.loads(kept.request)
        intent = Intent(receipt, asked, kept.action, request["params"])
        reply = read(kept.id, kept.outcome, kept.time, kept.reply)
        return await looking(
            self.service, intent.command, lambda look: self._said(look, intent, reply, (), number)
        )

    def _said(
        self, look: Look, intent: Intent, reply: Reply, offers: tuple[int, ...], page: int = 1
    ) -> Message:
        replier = self.talk.replier(intent.asked.locale, look)
        voice = replier.voice
        program = look.active.ruleset.programs.get(intent.action)
        if reply.outcome == "failed" or program is None:
            return Message(word(voice, "failed", id=reply.receipt))
        if reply.reason == BANNED:
            return banned(look, voice, self.owners)
        found = look.situation()
        situation = Situation(look.state, look.sight.moment, {}) if isinstance(found, Refused) else found
        outcome = outcome_of(reply, program, look.state)
        parts = replier.reply(intent.action, outcome, situation, page)
        buttons = tuple(controls(parts, look, intent.asked, reply.receipt, voice))
        selects = tuple(jumps(parts, look, intent.asked, reply.receipt, voice))
        message = draw(parts, voice).with_(Message(buttons=buttons, selects=selects))
        if not message.text and not message.cards:
            message = Message(word(voice, "done"))  # Discord shows no message that says nothing
        if reply.outcome == "accepted":
            message = message.with_(*(panel(look, number, voice) for number in dict.fromkeys(offers)))
        return message

    async def _turned(self, intent: Intent, turned: Turned) -> tuple[Message, Came]:
        return await self._later(intent, "slow", turned.retry_after / _SECOND), Came.REFUSED

    async def _later(self, intent: Intent, key: str, seconds: float) -> Message:
        when = moment(await self.service.now() + int(seconds * _SECOND))
        return Message(word(self.talk.voice(intent.asked.locale), key, when=when))


def _about(asked: Asked, receipt: str) -> Command:
    return Command(receipt, 0, asked.user, "", {}, asked.guild, asked.channel)


def _own(look: Look) -> Receipt | None:
    """Return the receipt of a command that was this player's."""
    return look.receipt if look.receipt is not None and look.receipt.player == look.task.me else None
