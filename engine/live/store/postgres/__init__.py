"""A game's state in PostgreSQL, which several processes share."""

from engine.live.store.postgres.store import PostgresStore

__all__ = ["PostgresStore"]
