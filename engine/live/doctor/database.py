"""A database -> whether it is there, of this version and this time, and holds a game that can be played."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import asyncpg
from sqlalchemy import Connection, func, make_url, select, text
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from engine.live.doctor.beside import spelt_keys
from engine.live.doctor.finding import Finding, fine, unused, wrong
from engine.live.fair.locks import locks
from engine.live.fair.seal import SealError, ring
from engine.live.read_settings import masked
from engine.live.rulesets import RulesetError, Rulesets
from engine.live.settings import Settings
from engine.live.store.protocol import SchemaError
from engine.live.store.reached import reached
from engine.live.store.schema import VERSION, generation, object_

WHAT = "database"
PAST_SKEW = 60_000  # milliseconds that nobody would notice
SKEW = 2000  # milliseconds that two clocks may differ
_NEW = "it is made when the game begins"


async def database(settings: Settings, clock: Callable[[], int]) -> list[Finding]:
    """Try the database of the settings; *clock* tells this machine's time (ms)."""
    url, file = settings.store.get_secret_value(), settings.store_file
    if "sqlite" not in url and "postgres" not in url:
        return [unused(WHAT, "the game is kept in RAM, and gone when it ends")]
    if file is not None and not file.exists():
        return [_absent(file)]
    engine = _engine(url, file, settings)
    try:
        async with engine.connect() as connection:
            return await _looked(connection, engine, settings, clock)
    except (OSError, SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        return [_unreached(error, masked(url))]
    finally:
        await engine.dispose()


def _engine(url: str, file: Path | None, settings: Settings) -> AsyncEngine:
    if file is None and "sqlite" not in url:
        address = make_url(url).set(drivername="postgresql+asyncpg")
        return create_async_engine(address, connect_args={"timeout": settings.store_connect})
    # It is not to be made by looking whether it is there.
    return create_async_engine(f"sqlite+aiosqlite:///file:{quote(str(file))}?mode=ro&uri=true")


def _absent(file: Path) -> Finding:
    folder = file.resolve().parent
    if folder.is_dir():
        return unused(WHAT, f"there is no `{file}` yet; {_NEW}")
    return wrong(WHAT, f"there is no folder `{folder}`", "make it, or name another file in `REVE_STORE`")


def _unreached(error: Exception, shown: str) -> Finding:
    cause: BaseException = error
    while cause.__cause__ is not None and not isinstance(cause, (asyncpg.PostgresError, OSError)):
        cause = cause.__cause__
    match cause:
        case asyncpg.InvalidAuthorizationSpecificationError():  # a wrong password is one
            said, todo = "it refuses the name or the password", "set the right ones in `REVE_STORE`"
        case asyncpg.InvalidCatalogNameError():
            said, todo = "the server has no such database", "make it with `createdb`, or name another"
        case asyncpg.TooManyConnectionsError():
            said, todo = "the server has no connection left", "lower `REVE_STORE_POOL`, or raise its limit"
        case OSError():
            said, todo = "nobody answers there", "start it, and look whether `REVE_STORE` names its place"
        case _:
            said, todo = f"it cannot be read: {_brief(cause)}", "look whether `REVE_STORE` names a database"
    return wrong(WHAT, f"`{shown}`: {said}", todo)


def _brief(cause: BaseException) -> str:
    orig = getattr(cause, "orig", None) if isinstance(cause, DatabaseError) else None
    return str(orig or cause).splitlines()[0]


async def _looked(
    connection: AsyncConnection, engine: AsyncEngine, settings: Settings, clock: Callable[[], int]
) -> list[Finding]:
    shown = masked(settings.store.get_secret_value())
    found = [fine(WHAT, f"`{shown}` answers"), await _clock(connection, clock)]
    schema = await connection.run_sync(_schema)
    found.append(schema)
    if schema.state == "fine":
        found.append(await _ruleset(connection, engine))
        found.extend(await _sealed(connection, settings))
        found.extend(await _ahead(connection, clock()))
    return found


async def _ahead(connection: AsyncConnection, now: int) -> list[Finding]:
    """Look for players who were here in the future: nobody's time goes back, so theirs stands still."""
    wanted = select(func.count(), func.max(object_.c.time)).where(object_.c.time > now + PAST_SKEW)
    count, most = (await connection.execute(wanted)).one()
    if not count:
        return []
    said = f"{count:,} players and places were used up to {(most - now) / 3_600_000:,.1f} hours ahead of now"
    todo = "set the clock right and wait, or restore a backup from before: their time stands still till then"
    return [wrong("time", said, todo)]


async def _sealed(connection: AsyncConnection, settings: Settings) -> list[Finding]:
    """Look whether the keys open what is sealed; where they are none, or wrong, is looked at by itself."""
    try:
        known = ring(spelt_keys(settings)).ids
    except SealError:
        known = frozenset()
    missing = sorted(set((await locks(connection)).values()) - known)
    if not missing:
        return []
    said = f"the game's seeds are sealed with {', '.join(missing)}, and that key is not here: it cannot go on"
    return [wrong("seeds", said, "put it back: into `REVE_SEED_KEYS`, after the present one and a comma")]


async def _clock(connection: AsyncConnection, clock: Callable[[], int]) -> Finding:
    if connection.dialect.name != "postgresql":
        return fine("clock", "the database has that of this machine")
    before = clock()
    there = await connection.scalar(text("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint"))
    after = clock()
    apart = max(before - there, there - after, 0)
    if apart <= SKEW:
        return fine("clock", "the database and this machine agree")
    said = f"the database's clock and this machine's are {apart / 1000:.0f} s apart"
    return wrong(
        "clock",
        said,
        "let both follow a time server, such as with `chronyd`; the game goes by the database's",
    )


def _schema(connection: Connection) -> Finding:
    try:
        version = reached(connection)
    except SchemaError as error:
        return wrong("schema", str(error), "name another database in `REVE_STORE`")
    if version == VERSION:
        return fine("schema", f"version {version}")
    if not version:
        return unused("schema", f"the database is empty; {_NEW}")
    known = f"the database has version {version} of the schema, and this program needs {VERSION}"
    if version > VERSION:
        return wrong("schema", known, "run a newer version of this program")
    return wrong("schema", known, "run `reve db upgrade`")


async def _ruleset(connection: AsyncConnection, engine: AsyncEngine) -> Finding:
    last = (
        select(generation.c.ruleset, generation.c.generation)
        .order_by(generation.c.generation.desc())
        .limit(1)
    )
    row = (await connection.execute(last)).first()
    if row is None:
        return unused("game", "none was begun yet")
    try:
        ruleset = await Rulesets(engine).ruleset(row.ruleset)
    except RulesetError as error:
        return wrong("game", str(error), "activate a ruleset that this version can play")
    return fine("game", f"{ruleset.title} {ruleset.version}, generation {row.generation}")
