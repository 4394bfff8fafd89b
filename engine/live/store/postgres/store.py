"""An address of PostgreSQL -> a store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from engine.live.bell import CHANNEL, GENERATION
from engine.live.store.numbers import Blocks
from engine.live.store.postgres.fault import told
from engine.live.store.postgres.give import ACTIVATE, CONTENT, COUNT, FIND, GIVE, NAME, columns
from engine.live.store.postgres.transaction import ALONE, INDEXED, Clock, Line, PostgresTransaction, begin
from engine.live.store.protocol import Name
from engine.live.store.reached import require


@dataclass(frozen=True, slots=True)
class Pool:
    """How many connections there may be, and for how long (seconds) anything is waited for."""

    size: int = 12
    overflow: int = 0
    wait: float = 2.0
    lock: float = 2.0
    statement: float = 5.0
    idle: float = 5.0
    connect: float = 5.0


class PostgresStore:
    """A game's state in PostgreSQL. *clock* turns the database's time (ms) into the game's: tests bend it."""

    def __init__(self, url: str, pool: Pool | None = None, clock: Clock | None = None) -> None:
        self.engine = _engine(url, pool or Pool())
        self._clock = clock
        self._blocks = Blocks(self._count)

    @property
    def reader(self) -> AsyncEngine:
        """The engine itself: readers hinder nobody here."""
        return self.engine

    async def open(self) -> None:
        """Connect; raise `GoneError` where it cannot be reached, `SchemaError` where it must be upgraded."""
        try:
            with told():
                async with self.engine.connect() as line:
                    await line.run_sync(require)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Let go of every connection."""
        await self.engine.dispose()

    @asynccontextmanager
    async def transaction(self, locks: Sequence[int] | None = None) -> AsyncIterator[PostgresTransaction]:
        """Begin a transaction, with objects locked if some are named; it is rolled back unless committed."""
        async with self._line() as line:
            yield PostgresTransaction(line, await begin(line, locks), self._clock)

    async def resolve(self, names: Sequence[Name]) -> dict[Name, int]:
        """Return the numbers of objects by name, giving new ones (in order of name) to those without."""
        wanted = sorted(set(names))
        found = await self._found(wanted)
        if missing := [name for name in wanted if name not in found]:
            numbers = await self.fresh(len(missing))
            await self._said(GIVE, [*numbers], *columns(missing))
            found |= await self._found(missing)
        return found

    async def activate(self, ruleset: int, why: str, actor: str = "") -> int:
        """Make a ruleset the active one and return its generation; wait for groups under way."""
        async with self._line() as line:
            with told():
                await line.execute(ALONE)
                generation = int(await line.fetchval(ACTIVATE, ruleset, why, actor))
                await line.execute(f"SELECT pg_notify('{CHANNEL}', '{GENERATION} {generation}')")
                await line.execute("COMMIT")
        return generation

    async def fresh(self, count: int) -> range:
        """Return numbers that no object has had, for offers that may be opened."""
        return await self._blocks.take(count)

    async def content(self, names: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """Return the numbers of content by (noun, name), giving new ones to those without."""
        wanted = sorted(set(names))
        known = await self._content(wanted)
        if missing := [name for name in wanted if name not in known]:
            numbers = await self._count("content", len(missing))
            await self._said(NAME, [*numbers], *columns(missing))
            known |= await self._content(missing)
        return known

    async def _found(self, names: Sequence[Name]) -> dict[Name, int]:
        rows = await self._said(FIND, *columns(names)) if names else ()
        return {Name(*row[:3]): row[3] for row in rows}

    async def _content(self, names: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
        rows = await self._said(CONTENT, *columns(names)) if names else ()
        return {(row[0], row[1]): row[2] for row in rows}

    async def _count(self, name: str, count: int) -> range:
        rows = await self._said(COUNT, name, count)
        return range(rows[0][0] - count, rows[0][0])

    async def _said(self, statement: str, *given: Any) -> Sequence[Any]:
        """Say one statement, which is a transaction by itself."""
        async with self._line() as line:
            with told():
                await line.execute(f"BEGIN; SET LOCAL {INDEXED}")
                rows: list[Any] = await line.fetch(statement, *given)
                await line.execute("COMMIT")
        return rows

    @asynccontextmanager
    async def _line(self) -> AsyncIterator[Line]:
        """Lend the driver's connection below a connection of the pool; one in doubt is not used again."""
        with told():
            connection, line = await _lent(self.engine)
        is_clean = False
        try:
            yield line
            is_clean = not line.is_in_transaction()
        finally:
            await _given_back(connection, line, is_clean=is_clean)


async def _lent(engine: AsyncEngine) -> tuple[AsyncConnection, Line]:
    """Return a connection not known to be cut; after a server went away, the pool is full of those."""
    while True:
        connection = await engine.connect()
        line: Line = (await connection.get_raw_connection()).driver_connection
        if not line.is_closed():
            return connection, line
        await connection.invalidate()
        await connection.close()


async def _given_back(connection: AsyncConnection, line: Line, *, is_clean: bool) -> None:
    if is_clean or await _rolled_back(line):
        await connection.close()
        return
    line.terminate()
    await connection.invalidate()
    await connection.close()


async def _rolled_back(line: Line) -> bool:
    if line.is_closed():
        return False
    try:
        if line.is_in_transaction():
            await line.execute("ROLLBACK", timeout=1)
    except Exception:  # noqa: BLE001 - whatever it was, the connection is given up, which rolls back as well
        return False
    return True


def _engine(url: str, pool: Pool) -> AsyncEngine:
    def ms(seconds: float) -> str:
        return str(int(seconds * 1000))

    settings = {
        "application_name": "reve",
        # Planning the one statement that writes takes longer than to carry it out.
        "plan_cache_mode": "force_generic_plan",
        "jit": "off",
        "lock_timeout": ms(pool.lock),
        "statement_timeout": ms(pool.statement),
        "idle_in_transaction_session_timeout": ms(pool.idle),
    }
    patience = {"timeout": pool.connect, "command_timeout": pool.statement + 1}
    return create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"),
        pool_size=pool.size,
        max_overflow=pool.overflow,
        pool_timeout=pool.wait,
        connect_args={"server_settings": settings, **patience},
    )
