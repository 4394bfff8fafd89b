"""A server of PostgreSQL for tests that stop it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.live.store.migration import upgrade
from tests.servers import Postgres, database
from tests.servers import postgres as run_postgres


@pytest.fixture
def own_postgres() -> Iterator[tuple[Postgres, str]]:
    """A server that a test may stop, and a database in it."""
    with run_postgres(own=True) as server, database(server) as url:
        upgrade(url)
        yield server, url
