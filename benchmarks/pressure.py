"""A rate or a number at once -> processes that ask a live game for commands, and how long each took.

The processes are forked from one that has imported everything; each is one process of the game, with all
of its work: locks, rules, receipts, ledger.
"""

from __future__ import annotations

import asyncio
import gc
from collections import Counter
from collections.abc import AsyncIterator, Iterator, MutableSequence, Sequence
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from random import Random
from time import monotonic
from typing import Any, Protocol

from benchmarks.recorded import shipped
from engine.live.command import Command
from engine.live.game import Bounds, BusyError, Game
from engine.live.reply import Reply
from engine.live.store.connect import connect
from engine.live.store.postgres.store import Pool
from tests.bank.work import SHELVES, Work, bank
from tests.engine.live.playing import playing

PATIENT = Bounds(waiting=1_000_000, patience=3600.0)
ACTIONS: Sequence[tuple[int, str, dict[str, Any]]] = (
    (30, "profile", {}),
    (15, "forage", {}),
    (15, "battle", {"opponent": "drowsy_gatekeeper"}),
    (10, "daily", {}),
    (10, "buy_pack", {"booster": "community_pack"}),
    (10, "unwrap", {"gift": "welcome"}),
    (10, "collection", {}),
)


@dataclass(frozen=True, slots=True)
class Pressure:
    """What processes do: *at_once* commands at a time, or *rate* a second however long each takes.

    *game* is `reve`, or `bank` for players who stand in each other's way. *turn* tells ids of one run from
    those of another.
    """

    url: str
    turn: str
    seconds: float = 5.0
    commands: int = 1_000_000_000
    at_once: int = 0
    rate: float = 0.0
    players: int = 10_000
    game: str = "reve"
    bounds: Bounds = PATIENT


@dataclass(slots=True)
class Felt:
    """Seconds that each command took from when it was due, how it ended, and over how long all were asked."""

    seconds: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    span: float = 0.0
    errors: list[str] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Return how many were answered in a second."""
        return len(self.seconds) / max(self.span, 1e-9)

    @property
    def mean(self) -> float:
        """Return the mean, in milliseconds."""
        return 1000 * sum(self.seconds) / max(len(self.seconds), 1)

    @property
    def p99(self) -> float:
        """Return what 99 of 100 stayed below, in milliseconds."""
        return 1000 * sorted(self.seconds)[len(self.seconds) * 99 // 100] if self.seconds else 0.0

    def join(self, other: Felt) -> None:
        """Take over what another process felt at the same time."""
        self.seconds += other.seconds
        self.outcomes += other.outcomes
        self.span = max(self.span, other.span)
        self.errors += other.errors


class Asker(Protocol):
    """Where commands come from."""

    def next(self, id_: str) -> Command:
        """Return a command."""

    def heard(self, command: Command, reply: Reply) -> None:
        """Hear what became of it."""


class Visitors:
    """Players of the default game, who do what players do."""

    def __init__(self, seed: str, players: int) -> None:
        self._random = Random(seed)
        self._players = players
        self._weights = [weight for weight, _, _ in ACTIONS]

    def next(self, id_: str) -> Command:
        """Return a command."""
        _, action, params = self._random.choices(ACTIONS, self._weights)[0]
        return Command(id_, 0, 1 + self._random.randrange(self._players), action, params)

    def heard(self, command: Command, reply: Reply) -> None:
        """Hear nothing of it."""


def press(pressure: Pressure, processes: int = 2) -> Felt:
    """Let so many processes ask; each has its part of the rate, of the commands and of those at once."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.pressure"])
    begun: list[tuple[Any, Connection]] = []
    shelf = context.RawArray("q", SHELVES)
    felt = Felt()
    try:
        for number in range(processes):
            mine, theirs = context.Pipe(duplex=True)
            process = context.Process(
                target=_process, args=(pressure, number, processes, shelf, theirs), daemon=True
            )
            process.start()
            theirs.close()
            begun.append((process, mine))
        for _, line in begun:
            line.recv()
        for _, line in begun:
            line.send("begin")
        for _, line in begun:
            felt.join(line.recv())
    finally:
        for process, _ in begun:
            process.join(10)
            process.kill()
            process.join()
    return felt


def _process(
    pressure: Pressure, number: int, processes: int, shelf: MutableSequence[int], line: Connection
) -> None:
    line.send(asyncio.run(_pressed(pressure, number, processes, shelf, line)))
    line.close()


async def _pressed(
    pressure: Pressure, number: int, processes: int, shelf: MutableSequence[int], line: Connection
) -> Felt:
    ruleset = shipped("reve") if pressure.game == "reve" else bank()
    seed = f"{pressure.turn} {number}"
    asker: Asker = (
        Visitors(seed, pressure.players) if pressure.game == "reve" else Work(seed, pressure.players, shelf)
    )
    store = connect(pressure.url, Pool(lock=20.0, statement=30.0, idle=30.0))
    felt = Felt()
    async with playing(store, ruleset, pressure.bounds) as players:
        ids = (f"{pressure.turn}.{number}.{at}" for at in count())
        run = _Run(players.game, asker, ids, felt)
        await players.game.complete()  # as a process does in its first seconds, before it has much to do
        gc.collect()
        gc.freeze()
        line.send("ready")
        line.recv()
        began = monotonic()
        most = pressure.commands // processes
        if pressure.rate:
            await run.openly(pressure.rate / processes, pressure.seconds, most, Random(seed))
        else:
            await run.closed(pressure.at_once // processes, pressure.seconds, most)
        felt.span = monotonic() - began
        felt.errors += map(repr, players.heard.errors)
    return felt


@dataclass(slots=True)
class _Run:
    game: Game
    asker: Asker
    ids: Iterator[str]
    felt: Felt
    left: int = 0

    async def closed(self, at_once: int, seconds: float, most: int) -> None:
        """Keep so many under way for so long."""
        until = monotonic() + seconds
        self.left = most

        async def member() -> None:
            while self.left > 0 and monotonic() < until:
                self.left -= 1
                await self._ask(monotonic())

        await asyncio.gather(*(member() for _ in range(at_once)))

    async def openly(self, rate: float, seconds: float, most: int, random: Random) -> None:
        """Begin commands as they come, whatever became of those before."""
        tasks = set()
        async for due in arrivals(rate, seconds, most, random):
            task = asyncio.create_task(self._ask(due))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        await asyncio.gather(*tasks)

    async def _ask(self, due: float) -> None:
        command = self.asker.next(next(self.ids))
        try:
            reply = await self.game.submit(command)
        except BusyError:
            self.felt.outcomes["busy"] += 1
            return
        self.felt.seconds.append(monotonic() - due)
        self.felt.outcomes[reply.outcome] += 1
        self.asker.heard(command, reply)


async def arrivals(rate: float, seconds: float, most: int, random: Random) -> AsyncIterator[float]:
    """Yield when each command is due, as it is: a Poisson process."""
    began = due = monotonic()
    for _ in range(most):
        due += random.expovariate(rate)
        if due - began > seconds:
            return
        if (wait := due - monotonic()) > 0:
            await asyncio.sleep(wait)
        yield due


async def joined(url: str, players: int, game: str = "reve") -> None:
    """Let every player begin."""
    action, ruleset = ("start", shipped("reve")) if game == "reve" else ("join", bank())
    async with playing(connect(url), ruleset, PATIENT) as at:
        await asyncio.gather(
            *(at.game.submit(Command(f"{game}.{who}", 0, who, action)) for who in range(1, players + 1))
        )
