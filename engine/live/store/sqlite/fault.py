"""What SQLite raises -> what a store may raise."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from engine.live.store.protocol import ClashError, GoneError, RetryError, SchemaError

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_CLASH = (sqlite3.IntegrityError, sqlite3.DataError, OverflowError, UnicodeEncodeError)
_BASE = 0xFF  # what is above says more than is asked here


@contextmanager
def told() -> Iterator[None]:
    """Raise in the store's words what the database raises in its own."""
    try:
        yield
    except (sqlite3.Error, DBAPIError, OverflowError, UnicodeEncodeError) as fault:
        cause = fault.orig if isinstance(fault, DBAPIError) else fault
        raise _meaning(cause)(str(cause)) from fault


def _meaning(fault: BaseException | None) -> type[Exception]:
    if isinstance(fault, _CLASH):
        return ClashError
    code = getattr(fault, "sqlite_errorcode", 0) & _BASE
    if code in _BUSY:
        return RetryError
    if code == sqlite3.SQLITE_ERROR and "no such" in str(fault):
        return SchemaError
    return GoneError
