"""`/status`: what is played, since when, and by how many shards."""

from __future__ import annotations

from bot.asked import Asked
from bot.message import Message
from bot.own.own import Desk, Own
from bot.own.say import Words
from bot.role import Role

_WORDS = Words(
    "status",
    {
        "en": {
            "summary": "What is played, and under which ruleset.",
            "playing": "{title} {version} is played. Ruleset {generation}, `{hash}`.",
        },
        "de": {
            "summary": "Was gespielt wird, und nach welchen Regeln.",
            "playing": "{title} {version} wird gespielt. Regelwerk {generation}, `{hash}`.",
        },
    },
)


async def _answer(desk: Desk, asked: Asked) -> Message:
    active = desk.service.game.active
    rules = active.ruleset
    values = {"title": rules.title, "version": rules.version, "hash": rules.hash[:12]}
    said = _WORDS.say(desk.voice(asked), "playing", generation=active.number, **values)
    return Message(said)


STATUS = Own("status", _WORDS, _answer, least=Role.MODERATOR, for_operators=True)
