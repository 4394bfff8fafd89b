"""A connection -> the version of the schema that its database has."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from engine.live.store.protocol import SchemaError
from engine.live.store.schema import VERSION, VERSION_TABLE


def reached(connection: Connection) -> str:
    """Return the version; nothing where there are no tables. Raise `SchemaError` where they are not ours."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return ""
    if VERSION_TABLE not in tables:
        raise SchemaError("the database holds tables of something else; give the game one of its own")
    rows = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").all()  # noqa: S608 - a constant
    return ", ".join(str(row[0]) for row in rows)


def require(connection: Connection) -> None:
    """Raise `SchemaError` where the database is not of the version that this program needs."""
    found = reached(connection)
    if found > VERSION:
        raise SchemaError(
            f"the database has version {found} of the schema, and this program knows {VERSION}; "
            "run the newer version of this program that made it"
        )
    if found != VERSION:
        had = f"version {found} of the schema" if found else "no tables"
        raise SchemaError(f"the database has {had}, and {VERSION} is needed; run `reve db upgrade`")
