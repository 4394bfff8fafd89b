"""A server of PostgreSQL -> a fresh database in it, gone afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from os import getpid

import asyncpg

from tests.servers.postgresql import Postgres

_numbers = count(1)


@contextmanager
def database(server: Postgres, template: str = "") -> Iterator[str]:
    """Give the address of a database: an empty one, or a copy of that named *template*."""
    name = f"reve_{getpid()}_{next(_numbers)}"
    form = f" TEMPLATE {template} STRATEGY file_copy" if template else " TEMPLATE template0"
    asyncio.run(_said(server, f"CREATE DATABASE {name}{form}"))
    try:
        yield server.url(name)
    finally:
        asyncio.run(_said(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))


async def _said(server: Postgres, statement: str) -> None:
    line = await asyncpg.connect(server.url().replace("+asyncpg", "", 1))
    try:
        await line.execute(statement)
    finally:
        await line.close()
