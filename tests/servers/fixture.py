"""Fixtures: one server of each kind a worker, one database a test."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import pytest
import redis as client
from sqlalchemy.ext.asyncio import create_async_engine

from engine.live.store.create import create
from tests.servers.databases import database
from tests.servers.postgresql import Postgres
from tests.servers.postgresql import postgres as run_postgres
from tests.servers.valkey import Valkey
from tests.servers.valkey import redis as run_redis


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server for all tests of a worker, which must leave it running."""
    with run_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def template(postgres: Postgres) -> Iterator[str]:
    """The name of a database with the tables and nothing in them."""
    with database(postgres) as url:
        asyncio.run(_filled(url))
        yield url.partition("?")[0].rpartition("/")[2]


@pytest.fixture
def postgres_url(postgres: Postgres, template: str) -> Iterator[str]:
    """A database with the tables, for one test."""
    with database(postgres, template) as url:
        yield url


@pytest.fixture
def other_postgres_url(postgres: Postgres, template: str) -> Iterator[str]:
    """A second database with the tables, for a test that needs two."""
    with database(postgres, template) as url:
        yield url


@pytest.fixture
def empty_postgres_url(postgres: Postgres) -> Iterator[str]:
    """A database with nothing in it, for one test."""
    with database(postgres) as url:
        yield url


@pytest.fixture(scope="session")
def redis() -> Iterator[Valkey]:
    """A server for all tests of a worker, which must leave it running."""
    with run_redis() as server:
        yield server


@pytest.fixture
def redis_url(redis: Valkey) -> str:
    """A server with nothing in it, for one test at a time."""
    url = redis.url if redis.server else _own(redis.url)
    with client.Redis.from_url(url) as line:
        line.flushdb()
    return url


def _own(url: str) -> str:
    """Return a database of a server that all workers share: the one of this worker's number."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return f"{url.partition('?')[0]}?db={worker % 16}"
    return urlunsplit(parts._replace(path=f"/{worker % 16}"))


async def _filled(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as line:
        await line.run_sync(create)
    await engine.dispose()
