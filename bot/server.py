"""What a server's owner wants of the bot -> where it plays, for whom, in what language, when it is silent."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace

from sqlalchemy import delete, select

from bot.asked import Asked
from engine.live.query import insert, reading
from engine.live.store.protocol import Store
from engine.live.store.schema import server as table
from rules.expression.type import DAY, MINUTE
from rules.program.catalogue import Calendar

_MOST = 25


@dataclass(frozen=True, slots=True)
class Server:
    """The settings of one server; empty is not restricted. *quiet* are minutes of a day, from and to."""

    channels: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    language: str = ""
    quiet: tuple[int, int] | None = None

    @classmethod
    def read(cls, kept: str) -> Server:
        """Return what was kept; what makes no sense is as if it were not there."""
        found = json.loads(kept)
        quiet = found.get("quiet")
        return cls(
            tuple(map(int, found.get("channels") or ()))[:_MOST],
            tuple(map(int, found.get("roles") or ()))[:_MOST],
            str(found.get("language") or ""),
            (int(quiet[0]), int(quiet[1])) if quiet else None,
        )

    @property
    def kept(self) -> str:
        """Return it as it is kept."""
        return json.dumps({key: value for key, value in asdict(self).items() if value})

    def is_here(self, asked: Asked) -> bool:
        """Tell whether the game may play in the channel, or in that of a thread."""
        return not self.channels or not {asked.channel, asked.thread_of}.isdisjoint(self.channels)

    def is_for(self, asked: Asked) -> bool:
        """Tell whether somebody may play with the roles that he has there."""
        return not self.roles or not set(self.roles).isdisjoint(asked.roles)

    def silent(self, now: int, calendar: Calendar) -> int:
        """Return for how many ms nothing is to be said unasked, by the game's clock; 0 where it may."""
        if self.quiet is None or self.quiet[0] == self.quiet[1]:
            return 0
        first, last = (minute * MINUTE for minute in self.quiet)
        time = local(now, calendar) % DAY
        inside = first <= time < last if first < last else time >= first or time < last
        return (last - time) % DAY if inside else 0


def local(now: int, calendar: Calendar) -> int:
    """Return what the game's clock shows, in ms since 1970."""
    return now + calendar.offsets[bisect_right(calendar.changes, now) - 1]


NOTHING = Server()


@dataclass(slots=True)
class Servers:
    """The settings of all servers that have any; of its own servers no other process hears anything."""

    store: Store | None = None
    known: dict[int, Server] = field(default_factory=dict)

    async def load(self) -> None:
        """Read what is kept."""
        if self.store is None:
            return
        async with reading(self.store.engine) as connection:
            rows = (await connection.execute(select(table.c.guild, table.c.settings))).all()
        self.known = {row.guild: Server.read(row.settings) for row in rows}

    def of(self, guild: int) -> Server:
        """Return what holds in a server."""
        return self.known.get(guild, NOTHING)

    async def put(self, guild: int, server: Server, now: int) -> None:
        """Keep what somebody wants in a server."""
        assert self.store is not None  # noqa: S101 - it was loaded
        values = {"settings": server.kept, "changed": now}
        async with self.store.engine.begin() as connection:
            new = insert(connection, table).values(guild=guild, **values)
            await connection.execute(new.on_conflict_do_update(index_elements=["guild"], set_=values))
        self.known[guild] = server

    async def forget(self, *guilds: int) -> None:
        """Forget servers that the bot is not in any more."""
        known = [each for each in guilds if self.known.pop(each, None) is not None]
        if known and self.store is not None:
            async with self.store.engine.begin() as connection:
                await connection.execute(delete(table).where(table.c.guild.in_(known)))

    def spoken(self, asked: Asked, languages: Sequence[str]) -> Asked:
        """Return an interaction in the language of the server, where the game does not know the reader's."""
        own = {asked.locale, asked.locale.split("-", maxsplit=1)[0]}
        language = self.of(asked.guild).language
        return (
            asked
            if not own.isdisjoint(languages) or language not in languages
            else replace(asked, locale=language)
        )
