"""Rulesets kept in a store, by number and by hash, and built again from there to be played or replayed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from engine.live.aside import aside
from engine.live.bell import RULESET, rung
from engine.live.dissolve import Leaving
from engine.live.packed import pack, unpack, version_of
from engine.live.query import insert, reading
from engine.live.store.schema import generation
from engine.live.store.schema import ruleset as table
from engine.semantics import SEMANTICS
from rules.migration.migrate import NEWEST
from rules.ruleset import Ruleset

_KEPT = 4  # that are built at a time: the active one, and those that a replay goes through


class RulesetError(Exception):
    """A ruleset that is not there, or that this engine cannot play as it was played."""


class Generation(NamedTuple):
    """A ruleset that was made the active one, when (ms), by whom and why."""

    generation: int
    number: int
    hash: str
    game: str
    version: str
    at: int
    actor: str
    why: str


class Rulesets:
    """The rulesets of a store."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._built: dict[int, Ruleset] = {}
        self._leaving = Leaving()
        self._versions: dict[int, str] = {}
        self._turn = asyncio.Lock()

    async def keep(self, ruleset: Ruleset, now: int, content: bytes = b"") -> int:
        """Keep a ruleset, unless it is kept already, and return its number; tell those who will play it.

        *content* is what `pack` made of it, where that is known.
        """
        async with self._engine.begin() as connection:
            if number := await self._number(connection, ruleset.hash):
                await rung(connection, f"{RULESET} {number}")
                return number
        packed = content or await aside(pack, ruleset)
        async with self._engine.begin() as connection:
            values = {
                "hash": ruleset.hash,
                "language": NEWEST,
                "semantics": SEMANTICS,
                "game": ruleset.id,
                "content": packed,
                "created": now,
            }
            made = insert(connection, table).values(**values).on_conflict_do_nothing()
            is_first = bool((await connection.execute(made)).rowcount)
            number = await self._number(connection, ruleset.hash)
            await rung(connection, f"{RULESET} {number}")
        if is_first and content:  # what was built from it is what would be built of it again
            self._built[number] = ruleset
        return number

    async def _number(self, connection: AsyncConnection, hash_: str) -> int:
        """Return the number of what is kept under a hash, 0 where nothing is."""
        wanted = select(table.c.id).where(table.c.hash == hash_)
        return int((await connection.execute(wanted)).scalar() or 0)

    async def newest(self) -> int:
        """Return the number of the ruleset that was kept last."""
        async with reading(self._engine) as connection:
            return int((await connection.execute(select(func.max(table.c.id)))).scalar() or 0)

    async def built(self, content: bytes, hash_: str) -> Ruleset:
        """Return what `pack` wrote down: the ruleset of that hash that is kept, or one made now."""
        async with reading(self._engine) as connection:
            number = await self._number(connection, hash_)
        if number:
            return await self.ruleset(number)
        built = await aside(unpack, content)
        if built.hash != hash_:
            raise RulesetError(f"what was packed is not what its hash {hash_} names")
        return built

    async def ruleset(self, number: int) -> Ruleset:
        """Return the ruleset of a number that was active once."""
        async with self._turn:
            found = self._built.pop(number, None) or await self._build(number)
            self._built[number] = found
            while len(self._built) > _KEPT:
                self._leaving.add(self._built.pop(next(iter(self._built))))
            return found

    async def find(self, hash_: str) -> int:
        """Return the number of the one ruleset whose hash begins so."""
        wanted = select(table.c.id).where(table.c.hash.startswith(hash_, autoescape=True)).limit(2)
        async with reading(self._engine) as connection:
            found = (await connection.execute(wanted)).scalars().all()
        if len(found) != 1:
            several = "several rulesets have" if found else "no ruleset has"
            raise RulesetError(f"{several} a hash that begins with `{hash_}`")
        return int(found[0])

    async def generations(self, most: int | None = None) -> Sequence[Generation]:
        """Return what was active, the last first, and no more than *most*."""
        columns = (
            generation.c.generation,
            table.c.id,
            table.c.hash,
            table.c.game,
            generation.c.at,
            generation.c.actor,
            generation.c.why,
        )
        wanted = select(*columns).join(table, table.c.id == generation.c.ruleset)
        async with reading(self._engine) as connection:
            wanted = wanted.order_by(generation.c.generation.desc()).limit(most)
            rows = (await connection.execute(wanted)).all()
            for number in {row[1] for row in rows} - self._versions.keys():
                content = await connection.execute(select(table.c.content).where(table.c.id == number))
                self._versions[number] = await aside(version_of, content.scalar_one())
        return [Generation(*row[:4], self._versions[row[1]], *row[4:]) for row in rows]

    async def _build(self, number: int) -> Ruleset:
        wanted = select(table.c.content, table.c.hash, table.c.semantics).where(table.c.id == number)
        async with reading(self._engine) as connection:
            row = (await connection.execute(wanted)).first()
        if row is None:
            raise RulesetError(f"there is no ruleset {number}")
        content, hash_, semantics = row
        if semantics != SEMANTICS:
            raise RulesetError(
                f"ruleset {number} was played by semantics {semantics}, and this engine has {SEMANTICS}"
            )
        built = await aside(unpack, content)
        if built.hash != hash_:
            raise RulesetError(f"ruleset {number} is not what its hash {hash_} names")
        return built
