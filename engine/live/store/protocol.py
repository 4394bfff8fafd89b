"""What every store can do: a transaction over objects, written whole or not at all.

A store keeps numbers. `engine.live.codec` turns a ruleset's codes into them and back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from sqlalchemy.ext.asyncio import AsyncEngine

Hashes = Mapping[int, int]  # of objects, by number
NONE_KNOWN: Hashes = {}


class Name(NamedTuple):
    """What an object is called at the border: of player 42 of world 0, `Name(0, "player", 42)`.

    *owner* is the number that Discord gave a player, a guild or a channel; 0 for the world and for the
    clock's player. An offer has no name but its number: `Name(0, "swap", number)`.
    """

    world: int
    scope: str
    owner: int


class Cell(NamedTuple):
    """What an object holds in one cell: by numbers of content (or a player's, where it is kept by player).

    None: its slot's default, which is not kept.
    """

    slot: int
    key: int
    value: int | None


class Holding(NamedTuple):
    """How much of an asset an object has; *putter* is who put it in, in an offer, else 0."""

    slot: int
    key: int
    putter: int
    amount: int


class Stored(NamedTuple):
    """An object as it was locked, or only read.

    *version* grows with every change; *time* (ms) is that of its last command; *nonce* counts commands
    that rolled; *hash* is that of all that it has (`engine.ledger.hash`). *ends* (ms) is when an offer
    does, *banned* until when (ms) a player may do nothing. *bare* came without what it has, which is known.
    """

    id: int
    name: Name
    version: int = 0
    time: int = 0
    nonce: int = 0
    seed: str = ""
    hash: int = 0
    ends: int | None = None
    over: bool = False
    banned: int = 0
    holdings: Sequence[Holding] = ()
    cells: Sequence[Cell] = ()
    bare: bool = False


class Versions(NamedTuple):
    """An object that a command touched: its version before and after; equal where it was only read."""

    object: int
    before: int
    after: int


class Receipt(NamedTuple):
    """What became of a command; never changed once written.

    *request*, *reply*, *rolls* and *saw* are canonical JSON: what was asked (*digest* is its SHA-256), what
    was said, how luck fell, what came from outside the locked objects. *outcome* is `accepted`, `refused`
    or `failed`. *epoch* is that of the server's seed, 0 where nothing was rolled. *hash* is the player's.
    """

    id: str
    world: int
    player: int
    action: str
    request: str
    digest: bytes
    outcome: str
    reply: str
    ruleset: int
    generation: int
    time: int
    epoch: int = 0
    nonce: int = 0
    rolls: str = "[]"
    saw: str = "{}"
    objects: tuple[Versions, ...] = ()
    hash: int = 0


class Entry(NamedTuple):
    """So much of an asset from one account to another; 0 is where assets come from and go to.

    *number* counts the entries of one receipt; *asset* is (slot, key); *why* an action, reaction or table.
    """

    receipt: str
    number: int
    slot: int
    key: int
    amount: int
    source: int
    target: int
    why: str


class Notice(NamedTuple):
    """Something to tell a player: now, or *due* (ms) later; a later one of the same *topic* replaces it."""

    receipt: str
    number: int
    player: int
    topic: str
    values: str  # canonical JSON
    due: int
    replaces: bool = False


class Changed(NamedTuple):
    """An object after a group, of whose cells and holdings *stored* names those that differ."""

    stored: Stored
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """All that a group writes."""

    changed: Sequence[Changed] = ()
    receipts: Sequence[Receipt] = ()
    entries: Sequence[Entry] = ()
    notices: Sequence[Notice] = ()


class Begun(NamedTuple):
    """What a transaction begins with: what is active, the store's clock (ms), the seed's epoch."""

    generation: int
    ruleset: int
    now: int
    epoch: int

    @property
    def era(self) -> tuple[int, int]:
        """Return what no group may outlive: it begins again when either is another."""
        return self.generation, self.epoch


class Found(NamedTuple):
    """What a group needs to know under its locks, of one moment after it had them."""

    begun: Begun
    objects: dict[int, Stored]
    receipts: dict[str, Receipt]


class ClashError(Exception):
    """A write that the store refused: an id twice, an amount below 0. The group is tried again one by one."""


class RetryError(Exception):
    """The store was busy, or two transactions stood in each other's way: nothing was written; try again."""


class GoneError(Exception):
    """The store cannot be reached, or broke off; whether the last commit was carried out is not known."""


class SchemaError(Exception):
    """The database is not of this version's schema; `reve db upgrade` makes it so."""


class Transaction(Protocol):
    """One group's transaction; what it locked is free when it ends.

    *begun* is what it began with; one that began with locks learns that by `find`.
    """

    begun: Begun

    async def lock(self, ids: Sequence[int]) -> None:
        """Lock objects, in the order of their numbers; wait for whoever has them."""

    async def read(self, ids: Sequence[int], known: Hashes = NONE_KNOWN) -> dict[int, Stored]:
        """Return objects as they are now, locked or not; unknown numbers are left out.

        Those whose hash is the *known* one come bare.
        """

    async def receipts(self, ids: Sequence[str]) -> dict[str, Receipt]:
        """Return the receipts of commands that were carried out before."""

    async def find(self, ids: Sequence[int], known: Hashes, commands: Sequence[str]) -> Found:
        """Return what is active, and what `read` and `receipts` do, all of one moment."""

    async def write(self, batch: Batch) -> None:
        """Write everything; raise `ClashError` where something of it cannot be."""

    async def commit(self) -> None:
        """Make it last. Raise `GoneError` where that is not known."""


class Store(Protocol):
    """Where a game's state lasts.

    Within a transaction of `transaction`, only that one is used: where there is one writer, whatever else
    would write waits for it.
    """

    @property
    def engine(self) -> AsyncEngine:
        """The same database for ordinary queries, over the tables of `engine.live.store.schema`."""

    @property
    def reader(self) -> AsyncEngine:
        """The same for queries that only read, which hinder nobody."""

    async def open(self) -> None:
        """Connect; raise `GoneError` where it cannot be reached, `SchemaError` where it must be upgraded."""

    async def close(self) -> None:
        """Let go of every connection."""

    def transaction(self, locks: Sequence[int] | None = None) -> AbstractAsyncContextManager[Transaction]:
        """Begin a transaction, with objects locked if some are named.

        It is rolled back at the end unless it was committed.
        """

    async def resolve(self, names: Sequence[Name]) -> dict[Name, int]:
        """Return the numbers of objects by name, giving new ones (in order of name) to those without."""

    async def activate(self, ruleset: int, why: str, actor: str = "") -> int:
        """Make a ruleset the active one and return its generation; wait for groups under way."""

    async def fresh(self, count: int) -> range:
        """Return numbers that no object has had, for offers that may be opened."""

    async def content(self, names: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """Return the numbers of content by (noun, name), giving new ones to those without."""
