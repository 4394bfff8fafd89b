"""A game's state in SQLite, in a file or in RAM: for one process that writes."""

from engine.live.store.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
