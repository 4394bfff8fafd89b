"""`/locks`: who is being served since when, and how many wait behind him; one may be broken off."""

from __future__ import annotations

from bot.asked import Asked
from bot.message import Card, Message
from bot.own.operating import (
    PLAYER,
    SERVER,
    WHY,
    actor,
    confirmed,
    number_of,
    operators_words,
    question,
    world_of,
)
from bot.own.own import Desk, Own
from bot.own.tap import Tap
from bot.role import Role
from bot.words import mention
from engine.live.operate import note
from engine.live.queue import Turn

_MOST = 15
_WORDS = operators_words(
    "locks",
    {
        "en": {
            "summary": "Who is being served, and who waits, in this process.",
            "sub.list": "List them, the longest first.",
            "sub.clear": "Break off what a player waits for.",
            "none": "Nobody is being served just now.",
            "line": "{player} {what}: {seconds} s, {waiting} behind",
            "sure": "Break off what {player} asked? It may have been done.",
            "cleared": "It was broken off.",
            "nothing": "Nothing of {player} is under way here.",
        },
        "de": {
            "summary": "Wer bedient wird und wer wartet, in diesem Prozess.",
            "sub.list": "Liste sie auf, die längsten zuerst.",
            "sub.clear": "Brich ab, worauf ein Spieler wartet.",
            "none": "Gerade wird niemand bedient.",
            "line": "{player} {what}: {seconds} s, {waiting} dahinter",
            "sure": "Abbrechen, was {player} verlangt hat? Es kann schon getan sein.",
            "cleared": "Es wurde abgebrochen.",
            "nothing": "Für {player} ist hier nichts im Gange.",
        },
    },
)


async def _answer(desk: Desk, asked: Asked) -> Message:
    if asked.path[-1] == "clear":
        return _cleared(desk, asked)
    turns = desk.service.queue.turns()
    if not turns:
        return Message(_WORDS.say(desk.voice(asked), "none"))
    lines = [_line(desk, asked, each) for each in turns[:_MOST]]
    return Message(cards=(Card(text="\n".join(lines)),))


def _line(desk: Desk, asked: Asked, turn: Turn) -> str:
    key = turn.key
    owner = key[1] if isinstance(key, tuple) else 0
    seconds = desk.service.queue.clock() - turn.since
    values = {"what": turn.what, "seconds": f"{seconds:.1f}", "waiting": str(turn.waiting)}
    return _WORDS.say(desk.voice(asked), "line", player=mention(owner), **values)


def _cleared(desk: Desk, asked: Asked) -> Message:
    voice, owner, world = desk.voice(asked), int(asked.options["player"]), world_of(desk, asked)
    if world is None:
        return Message(_WORDS.say(voice, "nothing", player=mention(owner)))
    text = _WORDS.say(voice, "sure", player=mention(owner))
    return question(desk, asked, LOCKS, text, str(asked.options["why"]), p=owner, w=world)


@confirmed
async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    owner, key = tap.number("p"), (tap.number("w"), tap.number("p"))
    number = await number_of(desk, owner, tap.number("w"))
    await note(desk.service.store, actor(asked), "locks.clear", number, asked.footer)
    cleared = desk.service.queue.clear(key)
    return Message(_WORDS.say(desk.voice(asked), "cleared" if cleared else "nothing", player=mention(owner)))


LOCKS = Own(
    "locks",
    _WORDS,
    _answer,
    least=Role.MODERATOR,
    subs={"list": (), "clear": (PLAYER, WHY, SERVER)},
    pressed=_pressed,
    for_operators=True,
)
