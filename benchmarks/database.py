"""A server of PostgreSQL -> a database with the tables in it; its own benchmark beside ours."""

from __future__ import annotations

import asyncio
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.ext.asyncio import create_async_engine

from engine.live.store.create import create
from tests.servers import Postgres, database

SCALE = 70


@contextmanager
def tables(server: Postgres) -> Iterator[str]:
    """Give the address of a database in which a game can be played."""
    with database(server) as url:
        asyncio.run(_made(url))
        yield url


async def _made(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as line:
        await line.run_sync(create)
    await engine.dispose()


class Pgbench:
    """PostgreSQL's own benchmark, TPC-B, in a database of its own on the same server."""

    def __init__(self, server: Postgres) -> None:
        assert server.programs, "DATABASE_URL names a server of which the programs are not known"
        assert server.data
        where = ("-h", str(server.data.parent), "-U", "postgres")
        self._command = (str(server.programs / "pgbench"), *where)

    def fill(self) -> None:
        """Make what it works on."""
        self._run("-i", "-q", "-s", str(SCALE))

    def per_second(self, seconds: int) -> float:
        """Return how many transactions 64 clients got through in a second."""
        told = self._run("-n", "-M", "prepared", "-c", "64", "-j", "2", "-T", str(seconds))
        found = re.search(r"tps = ([0-9.]+)", told)
        assert found, told
        return float(found[1])

    def _run(self, *arguments: str) -> str:
        ended = subprocess.run(  # noqa: S603 - of the package
            (*self._command, *arguments, "postgres"), capture_output=True, text=True, check=True
        )
        return ended.stdout
