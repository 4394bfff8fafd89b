"""A backup -> a store that was empty; and whether all of it came to be there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import Identity, Table, func, select, text, update
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.backup.archive import ArchiveError, Manifest, Reader, reading
from engine.live.backup.sound import findings
from engine.live.store.protocol import Store
from engine.live.store.schema import VERSION, counter, epoch, metadata

# What is said of rows that break the tables' rules, or are no rows of theirs.
_UNFIT = (
    *(IntegrityError, DataError, ProgrammingError),
    *(asyncpg.IntegrityConstraintViolationError, asyncpg.DataError),
    *(ValueError, TypeError, OverflowError),
)


async def restore(store: Store, path: Path, ended: int | None = None) -> tuple[Manifest, list[str]]:
    """Fill an open, empty store; return what the backup said of itself, and what is wrong with the result.

    *ended*: when (ms) the epoch under way is over, so that nothing rolls again what others have seen.

    Raises `ArchiveError` where the store is not empty or the backup cannot be used; nothing is then written.
    """
    with reading(path) as archive:
        if archive.manifest.schema != VERSION:
            raise ArchiveError(
                f"it was taken from schema {archive.manifest.schema}; restore it with the version of reve"
                f" that took it, then run `reve db upgrade`"
            )
        async with store.engine.begin() as line:
            for table in metadata.sorted_tables:
                if table is not counter and (await line.execute(select(table).limit(1))).first():
                    raise ArchiveError("the store is not empty; restore into a new one")
            await line.execute(counter.delete())
            for table in metadata.sorted_tables:
                await _fill(line, table, archive)
            missing = await _counted(line, archive.manifest)
            if ended is not None:
                await line.execute(update(epoch).where(epoch.c.ended.is_(None)).values(ended=ended))
    return archive.manifest, [*missing, *await findings(store)]


async def _fill(line: AsyncConnection, table: Table, archive: Reader) -> None:
    for rows in archive.rows(table):
        try:
            await _insert(line, table, rows)
        except _UNFIT as error:
            raise ArchiveError(f"`{table.name}` has rows that no game writes: the file is damaged") from error
    numbered = next((column for column in table.columns if isinstance(column.identity, Identity)), None)
    if numbered is not None and line.dialect.name == "postgresql":
        most = f"SELECT coalesce(max({numbered.name}), 0) + 1 FROM {table.name}"  # noqa: S608 - names of ours
        await line.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{table.name}', '{numbered.name}'), ({most}), false)")
        )


async def _insert(line: AsyncConnection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    names = [column.name for column in table.columns]
    if line.dialect.name == "postgresql":
        driver: Any = (await line.get_raw_connection()).driver_connection
        await driver.copy_records_to_table(table.name, records=[tuple(row) for row in rows], columns=names)
        return
    await line.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])


async def _counted(line: AsyncConnection, manifest: Manifest) -> list[str]:
    found = []
    for table in metadata.sorted_tables:
        there = (await line.execute(select(func.count()).select_from(table))).scalar_one()
        wanted = manifest.rows.get(table.name, 0)
        if there != wanted:
            found.append(f"`{table.name}` has {there} rows instead of {wanted}")
    return found
