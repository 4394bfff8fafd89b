"""What is asked in a server whose owner has set the bot up -> a word where it is not to be asked there."""

from __future__ import annotations

from bot.asked import Asked
from bot.message import Message
from bot.own.own import Desk
from bot.words import word

_NAMED = 10


def not_here(desk: Desk, asked: Asked) -> Message | None:
    """Return what is said to one who may not play there, to him alone; None where he may."""
    server, voice = desk.servers.of(asked.guild), desk.voice(asked)
    if not server.is_for(asked):
        who = ", ".join(f"<@&{each}>" for each in server.roles[:_NAMED])
        return Message(word(voice, "for_roles", who=who), hidden=True)
    if not server.is_here(asked):
        where = ", ".join(f"<#{each}>" for each in server.channels[:_NAMED])
        return Message(word(voice, "elsewhere", where=where), hidden=True)
    return None
