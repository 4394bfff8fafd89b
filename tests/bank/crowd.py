"""An address and a task -> processes that play the bank at once, and what they were told."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, MutableSequence, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing import get_context
from multiprocessing.connection import Connection
from random import Random
from time import monotonic

from engine.live.command import Command
from engine.live.game import BusyError
from engine.live.reply import Reply
from engine.live.store.connect import connect
from engine.live.store.postgres.store import Pool
from engine.live.store.protocol import Store
from engine.live.store.sqlite import SqliteStore
from tests.bank import broken
from tests.bank.audit import read_whole
from tests.bank.watched import Watched
from tests.bank.work import SHELVES, Work, bank
from tests.engine.live.playing import Players, playing

SHARED = 25  # one command in so many is delivered by every process, each at about the same time
AT_ONCE = 4  # commands of one task
TWICE = 0.06  # so many others are delivered two or three times by one
REST = 4  # times as long as a reading took, until the next


@dataclass(frozen=True, slots=True)
class Crowd:
    """What every process does: *operations* commands each, by so many tasks at once over so many players."""

    url: str
    operations: int
    processes: int = 4
    tasks: int = 16
    players: int = 20
    seed: int = 1
    fault: str = ""  # of `tests.bank.broken`


@dataclass(slots=True)
class Told:
    """What processes were told: digests of replies that came more than once, and what went wrong."""

    ids: set[str] = field(default_factory=set)
    replies: dict[str, bytes] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    readings: int = 0
    deadlocks: int = 0

    def join(self, other: Told) -> None:
        """Take over what another process was told; the same command must have been told the same."""
        self.ids |= other.ids
        self.outcomes += other.outcomes
        self.wrong += other.wrong
        self.readings += other.readings
        self.deadlocks += other.deadlocks
        for id_, reply in other.replies.items():
            if self.replies.setdefault(id_, reply) != reply:
                self.wrong.append(f"{id_} was told two things")


def run(crowd: Crowd) -> Told:
    """Let a crowd play until it is done; every process ends here."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.bank.crowd"])
    shelf = context.RawArray("q", SHELVES)
    lines, processes = [], []
    told = Told()
    try:
        for number in range(crowd.processes):
            mine, theirs = context.Pipe(duplex=False)
            process = context.Process(target=_process, args=(crowd, number, shelf, theirs), daemon=True)
            process.start()
            theirs.close()
            lines.append(mine)
            processes.append(process)
        for line in lines:
            told.join(line.recv())
    except EOFError:
        told.wrong.append("a process died")
    finally:
        for process in processes:
            process.join(5)
            process.kill()
            process.join()
    return told


def _process(crowd: Crowd, number: int, shelf: MutableSequence[int], line: Connection) -> None:
    line.send(asyncio.run(_play(crowd, number, shelf)))
    line.close()


def store_of(url: str, fault: str = "") -> Store:
    """Return a store, perhaps with a fault; patient, as its machine may be busy."""
    pool = Pool(lock=20.0, statement=30.0, idle=30.0)
    if not fault:
        return Watched(url, pool) if url.startswith("postgresql") else connect(url)
    made: type[Watched | SqliteStore] = getattr(broken, fault)
    return made(url, pool) if issubclass(made, Watched) else made(url)


async def _play(crowd: Crowd, number: int, shelf: MutableSequence[int]) -> Told:
    told = Told()
    store = store_of(crowd.url, crowd.fault)
    async with playing(store, bank()) as players, _reading(crowd, number, told):
        members = [_Member(crowd, number, task, players, shelf, told) for task in range(crowd.tasks)]
        await asyncio.gather(*(member.play() for member in members))
        told.wrong += [f"defect: {error!r}" for error in players.heard.errors]
    if isinstance(store, Watched):
        told.deadlocks = store.deadlocks
        told.wrong += [f"{store.clashes} writes were refused"] if store.clashes else []
    return told


class _Member:
    """One task of a process."""

    def __init__(
        self,
        crowd: Crowd,
        number: int,
        task: int,
        players: Players,
        shelf: MutableSequence[int],
        told: Told,
    ) -> None:
        self._crowd = crowd
        self._name = f"{number}.{task}"
        self._players = players
        self._told = told
        self._random = Random(f"{crowd.seed} {self._name}")
        self._work = Work(f"{crowd.seed} {self._name} work", crowd.players, shelf)
        self._shared = Work(f"{crowd.seed} {task} shared", crowd.players, [0] * len(shelf))
        self._begins = f"{crowd.seed}.{self._name}", f"{crowd.seed}.all.{task}"

    async def play(self) -> None:
        """Ask for some commands at once, and again when all of them are answered."""
        most = self._crowd.operations // self._crowd.tasks
        for first in range(0, most, AT_ONCE):
            await asyncio.gather(*map(self._one, range(first, min(first + AT_ONCE, most))))

    async def _one(self, count: int) -> None:
        own, shared = self._begins
        if count % SHARED == 0:
            await self._keep(self._shared.next(f"{shared}.{count}"))
        elif self._random.random() < TWICE:
            command = self._work.next(f"{own}.{count}")
            await asyncio.gather(*(self._keep(command) for _ in range(1 + self._random.randrange(2))))
            await self._keep(command)
        else:
            await self._ask(self._work.next(f"{own}.{count}"))

    async def _keep(self, command: Command) -> None:
        reply = await self._ask(command)
        digest = sha256(f"{reply.outcome} {reply.time} {reply.kept}".encode()).digest()
        if self._told.replies.setdefault(command.id, digest) != digest:
            self._told.wrong.append(f"{command.id} was told two things")

    async def _until(self, command: Command) -> Reply:
        while True:
            try:
                return await self._players.game.submit(command)
            except BusyError as busy:
                await asyncio.sleep(busy.after)

    async def _ask(self, command: Command) -> Reply:
        reply = await self._until(command)
        self._told.ids.add(command.id)
        self._told.outcomes[f"{command.action} {reply.outcome}"] += 1
        self._work.heard(command, reply)
        return reply


@asynccontextmanager
async def _reading(crowd: Crowd, number: int, told: Told) -> AsyncIterator[None]:
    """Meanwhile read everything, again and again, in the first process."""
    if number:
        yield
        return
    store = store_of(crowd.url)
    await store.open()
    task = asyncio.create_task(_read(store, told))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await store.close()


async def _read(store: Store, told: Told) -> None:
    while True:
        began = monotonic()
        told.wrong += await read_whole(store)
        told.readings += 1
        await asyncio.sleep(REST * (monotonic() - began))


def joined(crowd: Crowd) -> Sequence[Command]:
    """Return the commands by which everybody gets what there is at first."""
    return [Command(f"{crowd.seed}.join.{who}", 0, who, "join") for who in range(1, crowd.players + 1)]
