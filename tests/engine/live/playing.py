"""A live game over a store, for tests: rulesets from memory, a seed that everybody knows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select

from engine.fair.secret import Secret
from engine.live.command import Command
from engine.live.game import Bounds, Game
from engine.live.reply import Reply
from engine.live.store.connect import connect
from engine.live.store.protocol import Store
from engine.live.store.schema import ruleset as rows
from engine.live.task import Task
from rules.ruleset import Ruleset

SEED = Secret(bytes(range(32)))


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    """Have a store open."""
    store = connect(url)
    await store.open()
    try:
        yield store
    finally:
        await store.close()


@dataclass(slots=True)
class Shelf:
    """Rulesets by number, in this process; the store has rows for them, without their content."""

    by_number: dict[int, Ruleset] = field(default_factory=dict)

    async def ruleset(self, number: int) -> Ruleset:
        """Return one that was kept."""
        return self.by_number[number]

    async def keep(self, store: Store, ruleset: Ruleset) -> int:
        """Give a ruleset its number."""
        async with store.engine.begin() as line:
            found = (await line.execute(select(rows.c.id).where(rows.c.hash == ruleset.hash))).scalar()
            if found is None:
                row = {"hash": ruleset.hash, "language": 1, "semantics": 1, "game": ruleset.id}
                await line.execute(insert(rows).values(**row, content=b"", created=0))
                found = (
                    await line.execute(select(rows.c.id).where(rows.c.hash == ruleset.hash))
                ).scalar_one()
        self.by_number[found] = ruleset
        return int(found)


class Known:
    """The same seed in every epoch."""

    async def seed(self, _: int) -> Secret:
        """Return the only one."""
        return SEED


@dataclass(slots=True)
class Heard:
    """What went wrong inside commands."""

    errors: list[Exception] = field(default_factory=list)

    def __call__(self, _: Task, error: Exception) -> None:
        """Remember it."""
        self.errors.append(error)


class Players:
    """A game, and commands of its players with ids that count up."""

    def __init__(self, game: Game, shelf: Shelf, heard: Heard) -> None:
        self.game = game
        self.shelf = shelf
        self.heard = heard
        self.count = 0

    async def do(self, owner: int, action: str, *, id_: str = "", **params: Any) -> Reply:
        """Ask for an action of world 0; see `ask` for the rest."""
        return await self.ask(owner, action, params, id_=id_)

    async def ask(
        self, owner: int, action: str, params: Mapping[str, Any] | None = None, *, id_: str = "", **where: Any
    ) -> Reply:
        """Ask for an action; *where* are the other parts of a `Command`."""
        self.count += 1
        world = where.pop("world", 0)
        return await self.game.submit(
            Command(id_ or f"c{self.count}", world, owner, action, params or {}, **where)
        )


@asynccontextmanager
async def playing(
    store: Store, ruleset: Ruleset, bounds: Bounds | None = None, shelf: Shelf | None = None
) -> AsyncIterator[Players]:
    """Play a ruleset over a store, which is made ready and closed again."""
    shelf, heard = shelf or Shelf(), Heard()
    await store.open()
    number = await shelf.keep(store, ruleset)
    async with store.transaction() as transaction:
        active = transaction.begun.ruleset
    if active != number:
        await store.activate(number, "test")
    game = Game(store, shelf, Known(), heard, bounds)
    await game.start()
    try:
        yield Players(game, shelf, heard)
    finally:
        await game.stop()
        await store.close()
