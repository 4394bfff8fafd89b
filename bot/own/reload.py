"""`/reload`: the pack as its files are now -> the active ruleset, once it is confirmed."""

from __future__ import annotations

from bot.asked import Asked
from bot.message import Message
from bot.own.operating import WHY, actor, confirmed, operators_words, question
from bot.own.own import Desk, Own, Param
from bot.own.switching import SWITCHED, told
from bot.own.tap import Tap
from bot.role import Role
from bot.wire import Option
from engine.live.operate import note
from engine.live.reload.reload import reload

_WORDS = operators_words(
    "reload",
    {
        "en": {
            **SWITCHED["en"],
            "summary": "Play the pack as its files are now.",
            "option.force": "Freeze what players own that it does not know.",
            "sure": "Read the pack again, and play it from the next command on?",
            "sure_force": "Read the pack again, play it, and freeze what it does not know?",
            "no_pack": "This process was not told which pack it plays (`reve bot --pack`).",
        },
        "de": {
            **SWITCHED["de"],
            "summary": "Spiel das Pack, wie seine Dateien jetzt sind.",
            "option.force": "Friere ein, was Spieler haben und es nicht kennt.",
            "sure": "Das Pack neu lesen und vom nächsten Befehl an spielen?",
            "sure_force": "Das Pack neu lesen, spielen und einfrieren, was es nicht kennt?",
            "no_pack": "Dieser Prozess weiß nicht, welches Pack er spielt (`reve bot --pack`).",
        },
    },
)


async def _answer(desk: Desk, asked: Asked) -> Message:
    voice, forced = desk.voice(asked), bool(asked.options.get("force"))
    if desk.source is None:
        return Message(_WORDS.say(voice, "no_pack"))
    text = _WORDS.say(voice, "sure_force" if forced else "sure")
    return question(desk, asked, RELOAD, text, str(asked.options["why"]), f=int(forced))


@confirmed
async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    voice, forced = desk.voice(asked), bool(tap.number("f"))
    if desk.source is None:
        return Message(_WORDS.say(voice, "no_pack"))
    await note(desk.service.store, actor(asked), "reload", 0, asked.footer)
    found = await reload(desk.service, desk.source, actor(asked), asked.footer, forced=forced)
    return told(desk, asked, _WORDS, found)


RELOAD = Own(
    "reload",
    _WORDS,
    _answer,
    least=Role.DESIGNER,
    params=(WHY, Param("force", Option.BOOLEAN)),
    pressed=_pressed,
    for_operators=True,
)
