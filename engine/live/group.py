"""A group of commands -> one transaction: locked, read, decided in order, written whole.

The order of its steps is that of decision 0020. What a command needs besides what it said beforehand is found
out by running it (`UnlockedError`): the group then begins again with that locked too.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from time import monotonic

from engine.fair.secret import Secret
from engine.live.active import Active
from engine.live.decide import Decider, Defects
from engine.live.kept import NOTHING, Known
from engine.live.objects import Objects, UnlockedError
from engine.live.reply import Reply
from engine.live.store.protocol import Batch, Begun, Store, Stored, Transaction
from engine.live.task import Task
from engine.state import Cells
from rules.expression.type import NONE
from rules.program.slot import unpair

_AT_A_STRETCH = 0.005  # seconds
_TRIES = 12  # more than a chain of objects that name each other is long


class EndlessError(Exception):
    """A command that names more and more objects, however many are locked."""


class StaleError(Exception):
    """Another ruleset or seed is active by now, or somebody has another account."""

    def __init__(self, begun: Begun) -> None:
        super().__init__(begun.generation)
        self.begun = begun


@dataclass(frozen=True, slots=True)
class Carried:
    """A group that lasts: its commands, their replies, and what was written."""

    tasks: Sequence[Task]
    replies: Sequence[Reply]
    batch: Batch


async def carry_out(
    store: Store, active: Active, known: Begun, seed: Secret, tasks: Sequence[Task], defects: Defects
) -> Carried:
    """Carry out a group; *active* and *seed* are those of the generation and the epoch that are *known*.

    Raises what the store raises, and `StaleError` where generation or epoch is another by now; nothing was
    then written, but for `GoneError`, after which that is not known.
    """
    offers = sorted({number for task in tasks for number in task.offers})
    for _ in range(_TRIES):
        # Who stands in offers is to be found out first; without any, locking is part of beginning.
        async with store.transaction(None if offers else _locks(tasks)) as transaction:
            if offers:
                await _meet(transaction, active, tasks, offers)
                await transaction.lock(_locks(tasks))
            try:
                return await _once(transaction, active, known, seed, tasks, defects)
            except UnlockedError as missing:
                for task in tasks:
                    task.extra |= missing.numbers
    raise EndlessError(tasks[0].request)


def _locks(tasks: Sequence[Task]) -> list[int]:
    return sorted({number for task in tasks for number in task.locks})


async def _once(
    transaction: Transaction,
    active: Active,
    known: Begun,
    seed: Secret,
    tasks: Sequence[Task],
    defects: Defects,
) -> Carried:
    locked = frozenset(_locks(tasks))
    wanted = sorted(locked.union(*(task.looks for task in tasks)))
    commands = [task.command.id for task in tasks]
    have = active.kept.known(wanted)
    begun, stored, receipts = await transaction.find(wanted, have.hashes, commands)
    if begun.era != known.era:
        raise StaleError(begun)
    for task in tasks:
        task.now = task.now or begun.now
        if any(stored[number].name.owner != owner for number, owner in task.owners.items()):
            raise StaleError(begun)
    objects = Objects(active, stored, locked, have)
    decider = Decider(active, begun, seed, objects, receipts, defects)
    decider.retire()
    decider.collect()
    replies = [reply async for reply in _decided(decider, tasks)]
    batch = decider.batch()
    if batch.receipts:
        await transaction.write(batch)
        await transaction.commit()
    objects.keep()
    return Carried(tasks, replies, batch)


async def _decided(decider: Decider, tasks: Sequence[Task]) -> AsyncIterator[Reply]:
    """Decide one command after the other; whatever else this process does has its turn in between."""
    since = monotonic()
    for task in tasks:
        yield decider.reply(task)
        if monotonic() - since > _AT_A_STRETCH:
            await asyncio.sleep(0)
            since = monotonic()


async def _meet(
    transaction: Transaction, active: Active, tasks: Sequence[Task], offers: Sequence[int]
) -> None:
    """Find out, without a lock, who stands in the offers that are named; that is looked at again under it."""
    found = await transaction.read(offers)
    for task in tasks:
        theirs = (found[number] for number in task.offers if number in found)
        task.extra |= parties(active, theirs, gathering=task.reach.gathers)


def parties(active: Active, offers: Iterable[Stored], known: Known = NOTHING, *, gathering: bool) -> set[int]:
    """Return the players who stand in offers; with *gathering* also those who put something in."""
    found: set[int] = set()
    for stored in offers:
        cells = known.cells[stored.id] if stored.bare else active.codec.cells(stored)[0]
        for index in active.codec.own(stored.name.scope):
            found |= _players(active, cells, index, gathering=gathering)
    return found


def _players(active: Active, cells: Cells, index: int, *, gathering: bool) -> set[int]:
    place, cell = active.codec.places[index], cells[index]
    if place.escrow:
        return {putter for putter, _ in map(unpair, cell) if putter} if gathering else set()
    is_player = place.slot.type.name == "player" and not place.slot.kind
    return {cell} if is_player and cell not in {NONE, 0} else set()
