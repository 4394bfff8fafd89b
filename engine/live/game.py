"""Commands, as they come -> groups, carried out one after the other; each gets its reply when that lasts.

A group is whatever arrived while the last one was under way: nobody waits for a timer.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from engine.fair.secret import Secret
from engine.live.active import Active
from engine.live.aside import aside
from engine.live.command import Command
from engine.live.content import ready
from engine.live.decide import Defects
from engine.live.dissolve import Leaving
from engine.live.group import Carried, StaleError, carry_out
from engine.live.rank.boards import Boards
from engine.live.reply import Reply
from engine.live.retry import Patience, retried
from engine.live.store.now import now_of
from engine.live.store.protocol import Begun, GoneError, Name, RetryError, Store
from engine.live.task import Task
from rules.ruleset import Ruleset

_KNOWN = 200_000  # numbers of objects that are remembered by name
_TRIES = 1_000  # of a group: it is `Bounds.away` that ends them
_FIRST_WAIT, _LONGEST_WAIT = 0.002, 0.2  # seconds between two tries, at most


class BusyError(Exception):
    """Too much is asked, or the store is away; whoever asks may try again *after* so many seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(f"try again in {after:.1f} s")
        self.after = after


class Library(Protocol):
    """Where rulesets are kept by number."""

    async def ruleset(self, number: int) -> Ruleset:
        """Return the ruleset of a number that was active once."""


class ServerSeeds(Protocol):
    """Where the server's seeds are kept."""

    async def seed(self, epoch: int) -> Secret:
        """Return the seed of an epoch."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a process takes on.

    *group* commands at most in one transaction; *patience* (seconds) is the longest that a command may have
    to wait before it is turned away at once; *away* (seconds) for how long a store that is away is tried.
    """

    group: int = 64
    waiting: int = 10_000
    patience: float = 0.25
    away: float = 5.0


@dataclass(slots=True)
class _Waiting:
    task: Task
    reply: asyncio.Future[Reply]

    def answer(self, reply: Reply) -> None:
        """Give the reply to whoever still waits for it."""
        if not self.reply.done():
            self.reply.set_result(reply)

    def turn_away(self, error: Exception) -> None:
        """Tell whoever still waits that there is no reply."""
        if not self.reply.done():
            self.reply.set_exception(error)


class Game:
    """One process of a live game over a store that others may share."""

    def __init__(
        self,
        store: Store,
        rulesets: Library,
        seeds: ServerSeeds,
        defects: Defects,
        bounds: Bounds | None = None,
    ) -> None:
        """Begin with nothing to do; *defects* is told of exceptions inside commands."""
        self.store = store
        self.bounds = bounds or Bounds()
        self.before_answers: list[Callable[[Carried], Awaitable[None]]] = []  # awaited once it lasts
        self.after: list[Callable[[Carried], None]] = []
        self.on_switch: list[Callable[[Active], None]] = []
        self._rulesets = rulesets
        self._seeds = seeds
        self._defects = defects
        self._waiting: deque[_Waiting] = deque()
        self._asking: list[asyncio.Future[None]] = []  # who wants to know what is active
        self._arrived = asyncio.Event()
        self._idle = asyncio.Event()
        self._numbers: dict[Name, int] = {}
        self._took = 0.02  # seconds for a group, as those of late took
        self._active: Active | None = None
        self._next: Active | None = None  # what may be active soon
        self._leaving = Leaving()
        self._building, self._warming = asyncio.Lock(), asyncio.Lock()
        self._switching = 0.0  # seconds that the group under way waited for another ruleset
        self._begun = Begun(0, 0, 0, 0)
        self._seed = Secret(b"")
        self._runner: asyncio.Task[None] | None = None
        self._boards = Boards(store.engine)

    async def start(self) -> None:
        """Find out what is active and begin to carry out what is asked."""
        await self._switch(await now_of(self.store))
        self._runner = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Carry out what was taken on, then end."""
        if self._runner is not None:
            if self._waiting:
                await self._idle.wait()
            self._runner.cancel()
            with suppress(asyncio.CancelledError):
                await self._runner

    @property
    def active(self) -> Active:
        """Return the ruleset as this process has it."""
        assert self._active is not None  # noqa: S101 - asked after `start`
        return self._active

    async def submit(self, command: Command) -> Reply:
        """Carry out a command once, however often it is submitted; raise `BusyError` if not now."""
        # By whole groups: how long one takes hardly hangs on how many commands are in it.
        wait = len(self._waiting) // self.bounds.group * self._took
        if len(self._waiting) >= self.bounds.waiting or wait > self.bounds.patience:
            raise BusyError(max(wait, 0.1))
        waiting = _Waiting(Task(command), asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._idle.clear()
        self._arrived.set()
        return await waiting.reply

    async def prepare(self, number: int) -> None:
        """Have a ruleset ready to be played now, and all of that compiled, while another is played."""
        active = await self._built(number)
        now = await now_of(self.store)
        await self._warmed(active, active.at(now.now))

    async def complete(self) -> None:
        """Have compiled what is not at hand yet of the ruleset that is played: other events may come."""
        active = self.active
        for each in (active, *active.meanwhile):
            if self._active is active:
                await self._warmed(each)

    async def _warmed(self, *wanted: Active) -> None:
        async with self._warming:
            for each in wanted:
                if not each.is_warm:
                    await aside(each.warm)

    def is_ready(self, number: int) -> bool:
        """Tell whether a ruleset would be played at once, were it the active one."""
        return any(known is not None and known.number == number for known in (self._active, self._next))

    async def refresh(self) -> None:
        """Go over to what is active now, between two groups, as the next command would."""
        asking = asyncio.get_running_loop().create_future()
        self._asking.append(asking)
        self._arrived.set()
        await asking

    async def _refresh(self) -> None:
        asking, self._asking = self._asking, []
        failed: Exception | None = None
        try:
            begun = await now_of(self.store)
            if begun.era != self._begun.era:
                await self._switch(begun)
        except Exception as error:  # noqa: BLE001 - whoever asks is told, and commands go on
            failed = error
        for each in asking:
            if each.done():
                continue
            if failed is None:
                each.set_result(None)
            else:
                each.set_exception(failed)

    async def _run(self) -> None:
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            while self._asking or self._waiting:
                if self._asking:
                    await self._refresh()
                if not self._waiting:
                    break
                most = min(self.bounds.group, len(self._waiting))
                group = [self._waiting[index] for index in range(most)]
                began, self._switching = monotonic(), 0.0
                try:
                    await self._answer(group)
                except Exception as error:  # noqa: BLE001 - nobody must wait for ever, nor those who come next
                    for each in group:
                        each.turn_away(error)
                for _ in group:
                    self._waiting.popleft()
                self._took += (monotonic() - began - self._switching - self._took) / 16
            self._idle.set()

    async def _answer(self, group: Sequence[_Waiting]) -> None:
        """Carry out a group; where something in it is in the way of the rest, each by itself."""
        wanted = [each for each in group if not each.reply.done()]
        if not wanted:
            return
        try:
            carried = await self._carried([each.task for each in wanted])
        except (GoneError, RetryError):
            for each in wanted:
                each.turn_away(BusyError(1.0))
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody must wait for ever
            await self._apart(wanted, error)
        else:
            for awaited in self.before_answers:
                await self._unless_it_fails(awaited(carried), carried)
            for each, reply in zip(wanted, carried.replies, strict=True):
                each.answer(reply)
            self._tell(carried)

    async def _apart(self, wanted: Sequence[_Waiting], error: Exception) -> None:
        """Carry out each of a group that failed by itself; one that was alone has failed."""
        if len(wanted) == 1:
            self._defects(wanted[0].task, error)
            wanted[0].answer(_failed(wanted[0].task))
            return
        for each in wanted:
            await self._answer([each])

    async def _unless_it_fails(self, awaited: Awaitable[None], carried: Carried) -> None:
        try:
            await awaited
        except Exception as error:  # noqa: BLE001 - what was carried out lasts, whatever follows
            self._defects(carried.tasks[0], error)

    def _tell(self, carried: Carried) -> None:
        """Tell whoever wants to know what was carried out; what goes wrong there undoes nothing."""
        for told in self.after:
            try:
                told(carried)
            except Exception as error:  # noqa: BLE001 - a defect elsewhere
                self._defects(carried.tasks[0], error)

    async def _carried(self, tasks: Sequence[Task]) -> Carried:
        """Carry out a group, again where a store was busy or away."""
        patience = Patience(_TRIES, self.bounds.away, _FIRST_WAIT, _LONGEST_WAIT)
        return await retried(lambda: self._carried_now(tasks), (GoneError, RetryError), patience)

    async def _carried_now(self, tasks: Sequence[Task]) -> Carried:
        """Carry out a group under what is active, whatever that becomes meanwhile."""
        while True:
            await self._prepare(tasks)
            try:
                return await carry_out(self.store, self.active, self._begun, self._seed, tasks, self._defects)
            except StaleError as stale:
                self._numbers.clear()
                begun = stale.begun
            await self._switch(begun)

    async def _prepare(self, tasks: Sequence[Task]) -> None:
        """Give everything that the commands name its number."""
        for task in tasks:
            task.under(self.active)
        named = {name for task in tasks for name in task.names}
        if missing := [name for name in named if name not in self._numbers]:
            if len(self._numbers) > _KNOWN:
                self._numbers.clear()
                missing = [*named]
            self._numbers |= await self.store.resolve(missing)
        for task in tasks:
            task.numbered(self.active, self._numbers)
            if task.reach.places and not task.places:
                task.places = await self._boards.places(task.me)
            if len(task.fresh) < task.reach.opens:
                task.fresh = tuple(await self.store.fresh(task.reach.opens))

    async def _switch(self, begun: Begun) -> None:
        """Go over to the ruleset and the seed that are active now."""
        if begun.ruleset != self._begun.ruleset or self._active is None:
            began, before = monotonic(), self._active
            self._active, self._next = await self._built(begun.ruleset), None
            for told in self.on_switch:
                told(self._active)
            if before is not None:
                self._leaving.add(before)
            self._switching += monotonic() - began
        self._seed = await self._seeds.seed(begun.epoch)
        self._begun = begun

    async def _built(self, number: int) -> Active:
        """Return a ruleset as it is played: the one that is, the one that is prepared, or one made now."""
        async with self._building:
            for known in (self._active, self._next):
                if known is not None and known.number == number:
                    return known
            ruleset = await self._rulesets.ruleset(number)
            found = await ready(self.store, ruleset, number)
            await aside(found.foresee)
            self._next = found
            return found


def _failed(task: Task) -> Reply:
    return Reply(task.command.id, "failed", reason="failed")
