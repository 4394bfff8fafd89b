"""Receipts as they are committed -> leaves of a log, its checkpoints, and proofs for single receipts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.fair.leaf import Leaf, private
from engine.fair.luck import read
from engine.fair.merkle import Frontier, Range, grow, growth, leaf_hash, siblings
from engine.fair.proof import Proof
from engine.live.store.alone import appending, settled
from engine.live.store.protocol import Store
from engine.live.store.schema import checkpoint, epoch, leaf, receipt, ruleset

STEP = 1_000  # receipts that one transaction appends
READ = 20_000  # hashes that are read at a time


class Checkpoint(NamedTuple):
    """What is published of the log: its size and root, at a time (ms)."""

    size: int
    root: bytes
    at: int


class UnloggedError(Exception):
    """There is no such receipt, or it is not in the log yet."""


class Log:
    """The log of a store. Every process may have one; each catches up with what another appended."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._frontier = Frontier()

    async def append(self) -> int:
        """Append all receipts that were committed by now, by position, and return how many."""
        last, count = await settled(self._store), 0
        while added := await self._step(last):
            count += added
        return count

    async def checkpoint(self, now: int) -> Checkpoint:
        """Append what is new and keep the log's size and root, to be published."""
        await self.append()
        async with appending(self._store) as connection:
            kept = await self._caught_up(connection)
            here = select(checkpoint).where(checkpoint.c.size == kept.size)
            if (row := (await connection.execute(here)).first()) is not None:
                return Checkpoint(row.size, row.root, row.at)
            made = Checkpoint(kept.size, kept.root(), now)
            await connection.execute(insert(checkpoint).values(made._asdict()))
            return made

    async def checkpoints(self) -> list[Checkpoint]:
        """Return all of them, the first first."""
        async with self._store.reader.connect() as connection:
            rows = await connection.execute(select(checkpoint).order_by(checkpoint.c.size))
            return [Checkpoint(row.size, row.root, row.at) for row in rows]

    async def prove(self, number: str) -> Proof:
        """Return a receipt's proof: in the first checkpoint that has it, else in the log as it is now."""
        async with self._store.reader.connect() as connection:
            texts = await _texts(connection, await _receipts(connection, receipt.c.id == number))
            if not texts:
                raise UnloggedError(f"there is no receipt `{number}`")
            where = select(leaf.c.position).where(leaf.c.receipt == number)
            position = (await connection.execute(where)).scalar()
            if position is None:
                raise UnloggedError(f"receipt `{number}` is not in the log yet; the next checkpoint has it")
            size, root = await self._under(connection, position)
            path = [await _root(connection, part) for part in siblings(position, size)]
            promised = await _promise(connection, number)
        return Proof(texts[0], *promised, position, size, root, tuple(path))

    async def growth(self, before: int, size: int) -> tuple[bytes, ...]:
        """Return the proof that the log of *size* begins with that of *before* leaves."""
        async with self._store.reader.connect() as connection:
            return tuple([await _root(connection, part) for part in growth(before, size)])

    async def _step(self, last: int) -> int:
        """Append the next receipts up to position *last*, in a transaction of their own."""
        async with appending(self._store) as connection:
            kept = await self._caught_up(connection)
            done = select(receipt.c.position).join(leaf, leaf.c.receipt == receipt.c.id)
            reached = (await connection.execute(done.order_by(leaf.c.position.desc()).limit(1))).scalar() or 0
            new = (receipt.c.position > reached) & (receipt.c.position <= last)
            rows = await _receipts(connection, new)
            if not rows:
                return 0
            hashes = [leaf_hash(text.encode()) for text in await _texts(connection, rows)]
            await connection.execute(
                insert(leaf),
                [
                    {"position": kept.size + at, "receipt": row.id, "hash": hashed}
                    for at, (row, hashed) in enumerate(zip(rows, hashes, strict=True))
                ],
            )
        self._frontier = grow(kept, hashes)
        return len(rows)

    async def _caught_up(self, connection: AsyncConnection) -> Frontier:
        size = (await connection.execute(select(func.max(leaf.c.position)))).scalar()
        end = 0 if size is None else size + 1
        kept = self._frontier if self._frontier.size <= end else Frontier()
        self._frontier = await _grown(connection, kept, end)
        return self._frontier

    async def _under(self, connection: AsyncConnection, position: int) -> tuple[int, bytes]:
        """Return size and root of what a proof leads to."""
        covering = select(checkpoint).where(checkpoint.c.size > position).order_by(checkpoint.c.size).limit(1)
        if (row := (await connection.execute(covering)).first()) is not None:
            return row.size, row.root
        kept = await self._caught_up(connection)
        return kept.size, kept.root()


async def _receipts(connection: AsyncConnection, which: Any) -> Sequence[Any]:
    wanted = select(receipt).where(which).order_by(receipt.c.position).limit(STEP)
    return (await connection.execute(wanted)).all()


async def _texts(connection: AsyncConnection, rows: Iterable[Any]) -> list[str]:
    """Return the texts of leaves for receipts."""
    rules = {each.id: each.hash for each in await connection.execute(select(ruleset.c.id, ruleset.c.hash))}
    epochs = await connection.execute(select(epoch.c.id, epoch.c.commitment))
    promises = {each.id: each.commitment for each in epochs}
    return [_leaf(row, rules, promises).written() for row in rows]


def _leaf(row: Any, rules: dict[int, str], promises: dict[int, str]) -> Leaf:
    luck = read(row.rolls)
    return Leaf(
        id=row.id,
        player=row.player,
        action=row.action,
        outcome=row.outcome,
        ruleset=rules.get(row.ruleset, ""),
        generation=row.generation,
        time=row.time,
        epoch=row.epoch,
        commitment=promises.get(row.epoch, "") if luck else "",
        luck=luck,
        private=private(row.digest, row.reply, row.saw, row.objects, row.hash),
    )


async def _promise(connection: AsyncConnection, number: str) -> tuple[bytes, bytes | None]:
    """Return the commitment of a receipt's epoch, and the seed if it was revealed."""
    rolled = select(epoch.c.commitment, epoch.c.revealed).join(receipt, receipt.c.epoch == epoch.c.id)
    row = (await connection.execute(rolled.where(receipt.c.id == number))).first()
    return (bytes.fromhex(row.commitment), row.revealed) if row is not None else (bytes(32), None)


async def _root(connection: AsyncConnection, part: Range) -> bytes:
    return (await _grown(connection, Frontier(), part.end - part.begin, part.begin)).root()


async def _grown(connection: AsyncConnection, kept: Frontier, size: int, begin: int = 0) -> Frontier:
    """Return a frontier grown to *size* by hashes of leaves from *begin* on."""
    while kept.size < size:
        first = begin + kept.size
        until = min(begin + size, first + READ)
        wanted = select(leaf.c.hash).where(leaf.c.position >= first, leaf.c.position < until)
        hashes = (await connection.execute(wanted.order_by(leaf.c.position))).scalars().all()
        if len(hashes) != until - first:
            raise UnloggedError(f"leaves {first} to {until - 1} of the log are not all there")
        kept = grow(kept, hashes)
    return kept
