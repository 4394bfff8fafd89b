"""An address -> the store that is there."""

from __future__ import annotations

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from engine.live.store.postgres import PostgresStore
from engine.live.store.postgres.store import Pool
from engine.live.store.postgres.transaction import Clock
from engine.live.store.protocol import Store
from engine.live.store.sqlite import SqliteStore

FORMS = "`memory://`, `sqlite:///game.db` or `postgresql+asyncpg://user@host/name`"


def connect(url: str, pool: Pool | None = None, clock: Clock | None = None) -> Store:
    """Return the store at *url*, not yet opened; raise `ValueError` with what is wrong with the address."""
    if url == "memory://":
        return SqliteStore(url, clock)
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError(f"this is no address of a store; write {FORMS}") from None
    kind = parsed.drivername.partition("+")[0]
    if kind == "sqlite" and parsed.host:
        raise ValueError(f"after `sqlite:` stand three slashes: `sqlite:///{parsed.host}`")
    if kind == "sqlite":
        return SqliteStore(url, clock)
    if kind in {"postgresql", "postgres"}:
        return PostgresStore(url, pool, clock)
    raise ValueError(f"no store is made by `{parsed.drivername}`; write {FORMS}")
