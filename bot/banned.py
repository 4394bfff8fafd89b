"""A player who is kept out -> what he is told: until when, and whom to ask about it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.look import Look
from bot.message import Message
from bot.own.say import Words
from bot.words import mention, moment
from engine.view.voice import Voice
from rules.expression.type import DAY

REASON = "banned"
_LONG = 3650 * DAY  # nobody waits for that
_WORDS = Words(
    REASON,
    {
        "en": {
            "until": "You are kept out of the game. You may play again {when}.",
            "ever": "You are kept out of the game.",
            "ask": "Ask {whom} about it.",
            "ask_here": "Ask those who run this game about it.",
        },
        "de": {
            "until": "Du bist vom Spiel ausgeschlossen. Du darfst {when} wieder spielen.",
            "ever": "Du bist vom Spiel ausgeschlossen.",
            "ask": "Frag {whom} danach.",
            "ask_here": "Frag danach, wer dieses Spiel betreibt.",
        },
    },
)


def banned(look: Look, voice: Voice, owners: Sequence[int]) -> Message:
    """Return what is said to somebody who may do nothing now."""
    until = look.objects.get(look.task.me).stored.banned
    ends = until - look.sight.moment.now < _LONG
    first = _WORDS.say(voice, "until", when=moment(until)) if ends else _WORDS.say(voice, "ever")
    whom = ", ".join(map(mention, owners))
    second = _WORDS.say(voice, "ask", whom=whom) if owners else _WORDS.say(voice, "ask_here")
    return Message(f"{first} {second}", hidden=True)
