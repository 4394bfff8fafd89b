"""A connection to an empty database -> all tables, as every migration together would make them."""

from __future__ import annotations

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, inspect

from engine.live.store.numbers import COUNTERS
from engine.live.store.schema import VERSION, VERSION_TABLE, counter, metadata


def create(connection: Connection) -> None:
    """Make the tables, unless there are any."""
    if inspect(connection).get_table_names():
        return
    metadata.create_all(connection, checkfirst=False)
    connection.execute(counter.insert(), [{"name": name, "next": first} for name, first in COUNTERS.items()])
    # As Alembic would have it.
    version = Table(VERSION_TABLE, MetaData(), Column("version_num", String(32), nullable=False))
    version.append_constraint(PrimaryKeyConstraint("version_num", name=f"{VERSION_TABLE}_pkc"))
    version.create(connection)
    connection.execute(version.insert(), {"version_num": VERSION})
