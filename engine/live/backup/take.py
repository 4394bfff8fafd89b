"""A store, under load or not -> a backup of one moment."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from engine.live.backup.archive import Manifest, writing
from engine.live.store.moment import one_moment
from engine.live.store.protocol import Store
from engine.live.store.schema import VERSION, metadata

_ROWS = 5_000


async def take(store: Store, path: Path, now: int) -> Manifest:
    """Write all tables as they are at one moment; whoever plays meanwhile is not held up."""
    with writing(path, VERSION, now) as archive:
        async with one_moment(store) as connection:
            for table in metadata.sorted_tables:
                # In order, as the same rows are then the same bytes, wherever they lay in the database.
                rows_of = select(*table.columns).order_by(*table.primary_key)
                result = await connection.stream(rows_of.execution_options(yield_per=_ROWS))
                with archive.table(table) as rows:
                    async for part in result.partitions():
                        rows.write(part)
        return archive.manifest
