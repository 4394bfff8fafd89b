"""The address of a store -> what is asked of it, while it is open."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from cli.exit import UsageProblem
from cli.settings import given
from engine.live.fair.epochs import EpochError
from engine.live.fair.seal import SealError
from engine.live.read_settings import masked
from engine.live.rulesets import RulesetError
from engine.live.store.connect import connect
from engine.live.store.postgres.fault import told as by_postgres
from engine.live.store.protocol import GoneError, RetryError, SchemaError, Store
from engine.live.store.sqlite.fault import told as by_sqlite

T = TypeVar("T")
# What may be wrong with a store, its rulesets and its seeds that whoever asked can do something about.
PROBLEMS = (EpochError, GoneError, RetryError, RulesetError, SchemaError, SealError)


def named(url: str, *, new: bool = False) -> Store:
    """Return the store, that of the settings where none is named; only a *new* one is made by that."""
    settings = given()
    address = url or settings.store.get_secret_value()
    try:
        store = connect(address, settings.pool)
    except ValueError as problem:
        raise UsageProblem(str(problem)) from None
    if not new and not is_there(address):
        raise UsageProblem(f"`{make_url(address).database}` is no database: there is no such file")
    return store


def is_there(url: str) -> bool:
    """Tell whether a store may be there already: a file is, or it is none."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return True  # which is said where it is opened
    return not parsed.drivername.startswith("sqlite") or Path(parsed.database or "").is_file()


def faults(store: Store) -> AbstractContextManager[None]:
    """Raise in the store's words what its database raises in its own."""
    return by_postgres() if store.engine.dialect.name == "postgresql" else by_sqlite()


@contextmanager
def told(url: str, store: Store) -> Iterator[None]:
    """Leave the command where the store, or what is in it, does not allow what is asked; say what to do."""
    try:
        with faults(store):
            yield
    except GoneError as problem:
        shown = masked(url or given().store.get_secret_value())
        raise UsageProblem(
            f"`{shown}` cannot be used: {problem}; `reve doctor` tries what `REVE_STORE` names"
        ) from problem
    except RetryError as problem:
        raise UsageProblem(f"the store is busy: {problem}; nothing was done, so try again") from problem
    except PROBLEMS as problem:
        raise UsageProblem(str(problem)) from problem


def ask(url: str, question: Callable[[Store], Awaitable[T]], *, new: bool = False) -> T:
    """Return the answer of a store."""
    store = named(url, new=new)

    async def asked() -> T:
        try:
            with told(url, store):
                await store.open()
                return await question(store)
        finally:
            await store.close()

    return asyncio.run(asked())
