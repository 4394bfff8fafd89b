"""What the driver of PostgreSQL raises -> what a store may raise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from engine.live.store.protocol import ClashError, GoneError, RetryError, SchemaError

_CLASH = (asyncpg.IntegrityConstraintViolationError, asyncpg.DataError, asyncpg.CardinalityViolationError)
_RETRY = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
    asyncpg.QueryCanceledError,
    PoolTimeoutError,
)
_SCHEMA = (asyncpg.UndefinedTableError, asyncpg.UndefinedColumnError)
_GONE = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.ReadOnlySQLTransactionError,  # a server that is a copy of another now
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
    EOFError,
)
# In this order: a value that cannot be sent is both bad data and misuse of the driver.
_MEANINGS: tuple[tuple[tuple[type[BaseException], ...], type[Exception]], ...] = (
    (_CLASH, ClashError),
    (_RETRY, RetryError),
    (_SCHEMA, SchemaError),
    (_GONE, GoneError),
)


@contextmanager
def told() -> Iterator[None]:
    """Raise in the store's words what the driver raises in its own."""
    try:
        yield
    except Exception as fault:
        cause = _cause(fault)
        for kinds, meaning in _MEANINGS:
            if isinstance(cause, kinds):
                raise meaning(str(cause) or type(cause).__name__) from fault
        raise


def _cause(fault: BaseException) -> BaseException:
    """Return what the driver raised, within what SQLAlchemy made of it."""
    while isinstance(fault, DBAPIError) or type(fault).__module__.startswith("sqlalchemy.dialects"):
        within = fault.__cause__ or getattr(fault, "orig", None)
        if within is None:
            return fault
        fault = within
    return fault
