"""A server and its channels -> what the bot lacks there, and what members lack to ask it, by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import disnake

_NEEDED = ("view_channel", "send_messages", "embed_links", "attach_files")
_MEMBERS_NEED = ("view_channel", "use_application_commands")
_MOST = 10


class Missing(NamedTuple):
    """What is missing in a channel: *names* are Discord's, of the bot or else of those who play."""

    channel: int
    of_bot: bool
    names: tuple[str, ...]


def missing(guild: disnake.Guild, channels: Sequence[int], roles: Sequence[int]) -> list[Missing]:
    """Return what is missing in channels in which the game may play, of whoever may play it."""
    known = [found for each in channels if (found := guild.get_channel(each)) is not None]
    named = [role for each in roles if (role := guild.get_role(each)) is not None]
    players = named or [guild.default_role]
    return [each for channel in known for each in _in(guild, channel, players)][:_MOST]


def _in(
    guild: disnake.Guild, channel: disnake.abc.GuildChannel, players: Sequence[disnake.Role]
) -> Iterator[Missing]:
    lacks = _lacking(channel.permissions_for(guild.me), _NEEDED)
    if lacks:
        yield Missing(channel.id, True, lacks)
    by_role = [_lacking(channel.permissions_for(each), _MEMBERS_NEED) for each in players]
    if by_role and all(by_role):  # nobody of those who may play can ask anything there
        yield Missing(channel.id, False, min(by_role, key=len))


def _lacking(held: disnake.Permissions, needed: Sequence[str]) -> tuple[str, ...]:
    return tuple(each.replace("_", " ").title() for each in needed if not getattr(held, each))
