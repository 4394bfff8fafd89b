"""What an operator wants -> asked whether he does, then noted, carried out and told; words for all of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from bot.asked import Asked
from bot.message import Button, Card, Message
from bot.own.own import Desk, Own, Param, Pressed
from bot.own.say import Words
from bot.own.tap import Tap
from bot.press import DeadError, LongError
from bot.wire import Option, Style
from bot.words import word
from engine.live.command import Command
from engine.live.game import BusyError
from engine.live.operate import WHO, carry
from engine.live.people.find import selves
from engine.live.reply import Reply
from engine.outcome import Lack

YES, NO = "yes", "no"
MOST_WHY = 180
WHY = Param("why", Option.STRING, required=True, lo=3, hi=MOST_WHY)
PLAYER = Param("player", Option.USER, required=True)
SERVER = Param("server", Option.STRING, hi=20)

_COMMON = {
    "en": {
        "option.player": "Who.",
        "option.why": "The reason, which is kept.",
        "option.server": "In a game of one world per server: its number. This one, if left out.",
        "nobody": "{player} does not play there.",
        "busy": "Too much is going on, and it was not done. Try again in a moment.",
        "long": "That cannot be confirmed here. Use the command line.",
        "accepted": "Done. Receipt `{receipt}`",
        "not": "Not done: {why} (receipt `{receipt}`)",
        "lacks": "there are {has} {name} of {needs}",
        "owed": "Owed: {amount} {name}",
        "cut": "No room for {amount} {name}",
        "reason.spent": "some of it is spent",
        "reason.no_room": "there is no room for it",
        "reason.frozen": "the game does not know all of it any more",
        "reason.reverted": "it was reverted before",
        "bad_server": "`{server}` is no number of a server.",
    },
    "de": {
        "option.player": "Wer.",
        "option.why": "Der Grund, der aufgehoben wird.",
        "option.server": "In einem Spiel mit einer Welt je Server: dessen Nummer. Sonst dieser.",
        "nobody": "{player} spielt dort nicht.",
        "busy": "Es ist zu viel los, und nichts wurde getan. Versuch es gleich wieder.",
        "long": "Das lässt sich hier nicht bestätigen. Nimm die Befehlszeile.",
        "accepted": "Erledigt. Beleg `{receipt}`",
        "not": "Nicht getan: {why} (Beleg `{receipt}`)",
        "lacks": "es gibt {has} {name} von {needs}",
        "owed": "Geschuldet: {amount} {name}",
        "cut": "Kein Platz für {amount} {name}",
        "reason.spent": "ein Teil ist ausgegeben",
        "reason.no_room": "dafür ist kein Platz",
        "reason.frozen": "das Spiel kennt nicht mehr alles davon",
        "reason.reverted": "das wurde schon zurückgenommen",
        "bad_server": "`{server}` ist keine Nummer eines Servers.",
    },
}

Do = Callable[[Desk, Asked, Tap], Awaitable[Message]]


def operators_words(name: str, by_language: Mapping[str, Mapping[str, str]]) -> Words:
    """Return the words of a command, with those that all commands of operators share."""
    languages = _COMMON.keys() | by_language.keys()
    return Words(name, {each: {**_COMMON.get(each, {}), **by_language.get(each, {})} for each in languages})


def question(desk: Desk, asked: Asked, own: Own, text: str, why: str = "", **params: str | int) -> Message:
    """Return what is shown before it is done; the reason is kept as the last words of what is shown."""
    voice = desk.voice(asked)
    try:
        yes, no = own.tap(asked, YES, **params), own.tap(asked, NO)
    except LongError:
        return Message(own.words.say(voice, "long"))
    buttons = Button(word(voice, "confirm"), yes, Style.DANGER), Button(word(voice, "cancel"), no)
    return Message(cards=(Card(text=text, footer=why),), buttons=buttons, hidden=True)


def confirmed(do: Do) -> Pressed:
    """Return what does it once it is confirmed, or says that nothing was changed."""

    async def pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
        if tap.step == NO:
            return Message(word(desk.voice(asked), "cancelled"))
        if tap.step != YES:
            raise DeadError(tap.step)
        return await do(desk, asked, tap)

    return pressed


def actor(asked: Asked) -> str:
    """Return what an operator is called in the audit."""
    return f"discord:{asked.user}"


def once(asked: Asked) -> str:
    """Return the id of what a click does, which is the same however often he clicks."""
    digest = sha256(asked.pressed.encode()).hexdigest()[:12]
    return f"o{asked.message}.{asked.user}.{digest}"


def world_of(desk: Desk, asked: Asked) -> int | None:
    """Return the world that is meant; None where no server could have such a number."""
    written = str(asked.options.get(SERVER.name) or asked.guild).strip()
    good = written.isascii() and written.isdecimal() and int(written) < 1 << 63
    return desk.service.game.active.ruleset.world(int(written)) if good else None


async def number_of(desk: Desk, owner: int, world: int) -> int:
    """Return the object of a player in a world, 0 where he does not play there."""
    async with desk.service.store.reader.connect() as connection:
        found = await selves(connection, owner)
    return next((each.number for each in found if each.world == world), 0)


async def player_of(desk: Desk, asked: Asked, words: Words) -> tuple[int, int] | Message:
    """Return world and account of the player who is named, or what is wrong with that."""
    voice, owner = desk.voice(asked), int(asked.options["player"])
    world = world_of(desk, asked)
    if world is None:
        return Message(words.say(voice, "bad_server", server=_plain(asked.options[SERVER.name])))
    if not await number_of(desk, owner, world):
        return Message(words.say(voice, "nobody", player=f"<@{owner}>"))
    return world, owner


async def carried(
    desk: Desk, asked: Asked, words: Words, action: str, where: tuple[int, int], params: Mapping[str, Any]
) -> Message:
    """Carry out a correction of the player in *where* (world, account) and tell what came of it."""
    world, owner = where
    command = Command(once(asked), world, owner, action, params, who=WHO, by=actor(asked), why=asked.footer)
    return await done(desk, asked, words, command)


async def done(desk: Desk, asked: Asked, words: Words, command: Command) -> Message:
    """Carry out a command of an operator and tell what came of it."""
    voice = desk.voice(asked)
    try:
        reply = await carry(desk.service.game, command)
    except BusyError:
        return Message(words.say(voice, "busy"))
    return Message("\n".join(_told(desk, asked, words, reply)))


def _told(desk: Desk, asked: Asked, words: Words, reply: Reply) -> Iterator[str]:
    voice = desk.voice(asked)
    if reply.outcome != "accepted":
        said = words.say(voice, f"reason.{reply.reason}") if _known(words, reply.reason) else reply.reason
        lacks = [_lack(desk, asked, words, each) for each in reply.lacking]
        yield words.say(voice, "not", why="; ".join([said, *lacks]), receipt=reply.receipt)
        return
    yield words.say(voice, "accepted", receipt=reply.receipt)
    for slot, key, amount in reply.assets:
        yield f"{amount:+,} {_name(desk, asked, slot, key)}"
    for each in reply.lacking:
        name = _name(desk, asked, each.slot, each.key)
        yield words.say(voice, "owed", amount=f"{each.needs - each.has:,}", name=name)
    for slot, key, amount in reply.cut:
        yield words.say(voice, "cut", amount=f"{amount:,}", name=_name(desk, asked, slot, key))


def _known(words: Words, reason: str) -> bool:
    return f"reason.{reason}" in words.by_language["en"]


def _lack(desk: Desk, asked: Asked, words: Words, lack: Lack) -> str:
    name = _name(desk, asked, lack.slot, lack.key)
    return words.say(desk.voice(asked), "lacks", has=f"{lack.has:,}", needs=f"{lack.needs:,}", name=name)


def _name(desk: Desk, asked: Asked, slot: str, key: str | None) -> str:
    catalogue = desk.service.game.active.ruleset.catalogue
    kind = next((each.kind for each in catalogue.slots if each.name == slot), "")
    return desk.voice(asked).name(kind, key) if kind and key else slot


def _plain(text: object) -> str:
    """Return what somebody wrote as it can stand in a line."""
    return str(text).replace("`", "'")[:40]
