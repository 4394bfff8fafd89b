"""Settings and a store -> one process of a live game: what is asked passes its guards and its turn."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.chance import CounterChance
from engine.live.active import Active
from engine.live.backup.keep import KIND as BACKUP
from engine.live.backup.keep import kept
from engine.live.bell import CHANGED
from engine.live.brought.pictures import KIND as PICTURES
from engine.live.brought.pictures import swept
from engine.live.cache.cache import Cache
from engine.live.cache.relief import relieve
from engine.live.cache.ttl import ttls
from engine.live.command import Command
from engine.live.decide import Defects
from engine.live.duty import duties
from engine.live.fair.day import turn
from engine.live.fair.epochs import Epochs
from engine.live.fair.log import Log
from engine.live.fair.seal import Ring
from engine.live.follow import Follower
from engine.live.game import Bounds, Game
from engine.live.group import Carried
from engine.live.guard.answer import Caller, Turned
from engine.live.guard.guards import Guards
from engine.live.job.job import Job, Work
from engine.live.job.jobs import Jobs
from engine.live.job.runner import Runner
from engine.live.notice.letter import Transport
from engine.live.notice.outbox import Outbox
from engine.live.notice.post import Post
from engine.live.notice.wanted import Interest
from engine.live.numbers import Numbers
from engine.live.people.preference import Preferences
from engine.live.queue import Queue
from engine.live.remote import Remote
from engine.live.reply import Reply
from engine.live.rulesets import Rulesets
from engine.live.store.now import now_of
from engine.live.store.protocol import Name, Store
from engine.live.task import Task

CHECKPOINT = "checkpoint"
LOOK, LOOK_LASTS = "look", 15.0  # seconds for which whoever looks again is shown the same
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Terms:
    """How a process takes part: what it shares with others, how much it takes on, when memory is short.

    *backups* is the folder in which a backup is made each day.
    """

    remote: Remote | None = None
    processes: int = 1
    bounds: Bounds = field(default_factory=Bounds)
    cache_size: int = 10_000
    cache_times: Mapping[str, float] = field(default_factory=dict)
    memory_warning: float = 80.0
    backups: Path | None = None
    backups_kept: int = 7
    transport: Transport | None = None


class Service:
    """One process of a live game over an open store, in which a ruleset is active."""

    def __init__(self, store: Store, ring: Ring, terms: Terms, defects: Defects) -> None:
        """Put the parts together; nothing runs yet."""
        self.store = store
        self.terms = terms
        self.rulesets = Rulesets(store.engine)
        self.epochs = Epochs(store, ring)
        self.log = Log(store)
        self.game = Game(store, self.rulesets, self.epochs, defects, terms.bounds)
        self.numbers = Numbers(store)
        self.queue = Queue()
        self.guards = Guards((), terms.remote, processes=terms.processes, told=_turned_away)
        self.cache = Cache({}, terms.remote, size=terms.cache_size, processes=terms.processes)
        self.reloading = asyncio.Lock()
        self.follower = Follower(store.engine, self.game, self.rulesets, self.cache)
        self.jobs = Jobs(store.engine)
        self.outbox = Outbox(store.engine)
        self.preferences = Preferences(store)
        self.game.on_switch.append(self._switched)
        self.game.before_answers.append(self._changed)

    async def ask(self, command: Command, address: str = "") -> Reply | Turned:
        """Carry out a command in the world of its guild, unless a guard turns it away, without a receipt.

        Raises `BusyError` and `FullError` where too much is asked, `LateError` where it took too long.
        """
        command = replace(command, world=self.game.active.ruleset.world(command.guild))
        turned = await self.turned(command, address)
        if turned is not None:
            return turned
        async with self.queue.turn((command.world, command.owner), command.action):
            return await self.game.submit(command)

    async def turned(self, command: Command, address: str = "") -> Turned | None:
        """Let a command through the guards, or say who turned it away."""
        user, guild, channel = command.owner or None, command.guild or None, command.channel or None
        return await self.guards.ask(command.action, Caller(user, guild, channel, address or None))

    async def now(self) -> int:
        """Return the store's clock (ms)."""
        return (await now_of(self.store)).now

    def runner(self) -> Runner:
        """Return what does this process's part of the jobs."""
        made = duties(self.game, self._daily(), self.now)
        made.plans = [*made.plans, self._relieved]
        return made

    def _daily(self) -> dict[str, Work]:
        """Return what is done once a day, by one of the processes."""
        works: dict[str, Work] = {CHECKPOINT: self._turn_day, PICTURES: swept(self.store)}
        if self.terms.backups is not None:
            works[BACKUP] = kept(self.store, self.terms.backups, self.terms.backups_kept, self.now)
        return works

    def post(self, transport: Transport) -> Post:
        """Return what brings notices."""
        wanted = Interest(self.store, lambda: self.game.active, CounterChance())
        return Post(self.outbox, transport, wanted, self.now)

    async def _turn_day(self, _: Job) -> None:
        """End a day of luck: the log's checkpoint, the next seed, and the seeds that are used no more."""
        published = await turn(self.epochs, self.log, await self.now())
        _log.info("checkpoint of %d receipts: %s", published.checkpoint.size, published.checkpoint.root.hex())

    async def _relieved(self, _: int) -> list[Job]:
        gone = relieve([self.cache, self.game.active.kept], self.terms.memory_warning)
        if gone:
            _log.warning("memory is short: %d cached values were dropped", gone)
        return []

    def _switched(self, active: Active) -> None:
        """Go on with the guards and the times of another ruleset."""
        self.guards.change(active.ruleset.guards.values())
        self.cache.ttls = {LOOK: LOOK_LASTS, **ttls(active.ruleset), **self.terms.cache_times}

    async def _changed(self, carried: Carried) -> None:
        """Have everybody forget what came from objects that are other ones now."""
        changed = [each.stored for each in carried.batch.changed]
        tags = [*(tag(each.id) for each in changed), *(called(each.name) for each in changed)]
        if not await self.cache.change(*tags):
            await self.follower.bell.ring(" ".join([CHANGED, *tags]))


def tag(number: int) -> str:
    """Return by what cached values know that they came from an object."""
    return f"object:{number}"


def called(name: Name) -> str:
    """Return the same for an object whose number is not known."""
    return f"{name.scope}:{name.world}:{name.owner}"


def logged(task: Task, error: Exception) -> None:
    """Log a defect; a player is told the receipt's id, by which it is found."""
    _log.error("receipt %s failed", task.command.id, exc_info=error)


def _turned_away(turned: Turned) -> None:
    _log.info("turned away: %s", turned)


@asynccontextmanager
async def serving(
    store: Store, ring: Ring, terms: Terms | None = None, defects: Defects = logged
) -> AsyncIterator[Service]:
    """Run one process over an open store until the block ends; what was taken on is carried out first."""
    service = Service(store, ring, terms or Terms(), defects)
    await service.epochs.begin(await service.now())
    await service.game.start()
    stop = asyncio.Event()
    going = [asyncio.create_task(service.runner().run(stop))]
    following = asyncio.create_task(service.follower.run())
    if service.terms.transport is not None:
        going.append(asyncio.create_task(service.post(service.terms.transport).run(stop)))
    try:
        yield service
    finally:
        stop.set()
        service.follower.end()
        for each in (*going, following):
            with suppress(asyncio.CancelledError):
                await each
        await service.game.stop()
