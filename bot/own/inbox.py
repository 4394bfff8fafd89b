"""`/inbox`: the notices that no direct message could bring, the newest first, until they are read."""

from __future__ import annotations

from collections.abc import Iterator

from bot.asked import Asked
from bot.mail import noticed
from bot.message import Button, Card, Message
from bot.own.own import Desk, Own
from bot.own.say import Words
from bot.own.tap import Tap
from bot.press import DeadError
from bot.words import ago, word
from engine.live.people.find import PLAYER
from engine.live.store.protocol import Name

PAGE, OLD, READ = "page", "old", "read"
_SIZE = 6
_WORDS = Words(
    "inbox",
    {
        "en": {
            "summary": "Notices that could not be sent to you.",
            "title": "Your inbox",
            "title_old": "Your inbox, with what you have read",
            "line": "{when}: {text}",
            "empty": "Nothing waits here. Notices come as direct messages; /settings says of what.",
            "button.read": "I have read it all",
            "button.old": "What I have read",
            "button.new": "Only what is new",
        },
        "de": {
            "summary": "Nachrichten, die nicht zu dir kamen.",
            "title": "Dein Postfach",
            "title_old": "Dein Postfach, mit Gelesenem",
            "line": "{when}: {text}",
            "empty": "Hier wartet nichts. Nachrichten kommen direkt zu dir; /settings sagt, wovon.",
            "button.read": "Alles gelesen",
            "button.old": "Auch Gelesenes",
            "button.new": "Nur Neues",
        },
    },
)


async def _answer(desk: Desk, asked: Asked) -> Message:
    return await _shown(desk, asked, 0, old=False)


async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    if tap.step not in {PAGE, OLD, READ}:
        raise DeadError(tap.step)
    if tap.step == READ:
        await desk.service.outbox.read(await _me(desk, asked))
    return await _shown(desk, asked, max(0, tap.number("page")), old=tap.step == OLD)


async def _shown(desk: Desk, asked: Asked, page: int, *, old: bool) -> Message:
    me = await _me(desk, asked)
    found = await desk.service.outbox.inbox(me, all_=old, most=_SIZE + 1, skip=page * _SIZE)
    voice = desk.voice(asked)
    lines = []
    for letter in found[:_SIZE]:
        told = await noticed(desk.service, letter, asked.locale)
        lines.append(_WORDS.say(voice, "line", when=ago(letter.due), text=told.text))
    card = Card(
        _WORDS.say(voice, "title_old" if old else "title"), "\n".join(lines) or _WORDS.say(voice, "empty")
    )
    buttons = tuple(
        _buttons(desk, asked, page, old=old, more=len(found) > _SIZE, new=bool(found) and not old)
    )
    return Message(cards=(card,), buttons=buttons, hidden=True)


def _buttons(desk: Desk, asked: Asked, page: int, *, old: bool, more: bool, new: bool) -> Iterator[Button]:
    voice, here = desk.voice(asked), OLD if old else PAGE
    if page:
        yield Button(word(voice, "back"), INBOX.tap(asked, here, page=page - 1))
    if more:
        yield Button(word(voice, "next"), INBOX.tap(asked, here, page=page + 1))
    if new:
        yield Button(_WORDS.say(voice, "button.read"), INBOX.tap(asked, READ, page=0))
    other = "button.new" if old else "button.old"
    yield Button(_WORDS.say(voice, other), INBOX.tap(asked, PAGE if old else OLD, page=0))


async def _me(desk: Desk, asked: Asked) -> int:
    name = Name(desk.service.game.active.ruleset.world(asked.guild), PLAYER, asked.user)
    return (await desk.service.store.resolve([name]))[name]


INBOX = Own("inbox", _WORDS, _answer, pressed=_pressed)
