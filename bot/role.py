"""The settings and who asks -> his role; what each role may do is decided by it alone, in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from bot.asked import Asked
from engine.live.settings import Settings

_OF_DISCORD = "role:"


class Role(IntEnum):
    """What somebody is to the game; each may do what those before it may."""

    PLAYER = 0
    CREATOR = 1
    MODERATOR = 2
    DESIGNER = 3
    OWNER = 4


@dataclass(frozen=True, slots=True)
class Roles:
    """Who has which role: users by number, and Discord's roles in the operators' own *guilds*."""

    users: Mapping[int, Role] = field(default_factory=dict)
    badges: Mapping[int, Role] = field(default_factory=dict)
    guilds: frozenset[int] = frozenset()

    @classmethod
    def of(cls, settings: Settings) -> Roles:
        """Return what the settings say."""
        named = {
            Role.CREATOR: settings.creators,
            Role.MODERATOR: settings.moderators,
            Role.DESIGNER: settings.designers,
            Role.OWNER: settings.owners,
        }
        users = {int(each): role for role, each in _each(named) if each.isdecimal()}
        badges = {
            int(each.removeprefix(_OF_DISCORD)): role for role, each in _each(named) if not each.isdecimal()
        }
        return cls(users, badges, frozenset(settings.operator_guilds))

    def role(self, asked: Asked) -> Role:
        """Return the highest role of whoever asks; a role of Discord counts in an operators' guild only."""
        found = self.users.get(asked.user, Role.PLAYER)
        if asked.guild in self.guilds:
            found = max([found, *(self.badges[each] for each in asked.roles if each in self.badges)])
        return found


def _each(named: Mapping[Role, Iterable[str]]) -> Iterable[tuple[Role, str]]:
    """Yield every role with each who has it, the lowest first."""
    return ((role, each) for role in sorted(named) for each in named[role])
