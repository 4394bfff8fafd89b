"""The address of a store -> what is asked of it, while it is open."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import make_url

from cli.exit import UsageProblem
from cli.settings import given
from engine.live.fair.epochs import EpochError
from engine.live.fair.seal import SealError
from engine.live.rulesets import RulesetError
from engine.live.store.connect import connect
from engine.live.store.protocol import GoneError, RetryError, SchemaError, Store

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
    parsed = make_url(address)
    if not new and parsed.drivername.startswith("sqlite") and not Path(parsed.database or "").is_file():
        raise UsageProblem(f"`{parsed.database}` is no database: there is no such file")
    return store


def ask(url: str, question: Callable[[Store], Awaitable[T]], *, new: bool = False) -> T:
    """Return the answer of a store."""
    store = named(url, new=new)

    async def asked() -> T:
        try:
            await store.open()
            return await question(store)
        except PROBLEMS as problem:
            raise UsageProblem(str(problem)) from problem
        finally:
            await store.close()

    return asyncio.run(asked())
