"""Processes of one game, asked for commands while it is reloaded -> how each of them fared.

The first of them reloads: from a folder that is changed each time, every second time into one that must not
be played. Each process notes how late its event loop is: for so long players wait besides.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from time import monotonic, process_time
from typing import Any

from benchmarks.pressure import ACTIONS, PATIENT, arrivals
from benchmarks.recorded import CONTENT
from engine.live.activate import Activated
from engine.live.active import Active
from engine.live.command import Command
from engine.live.fair.seal import fresh_key, ring
from engine.live.game import BusyError
from engine.live.queue import FullError, LateError
from engine.live.reload.reload import reload
from engine.live.service import Service, Terms, serving
from engine.live.store.connect import connect
from engine.live.task import Task
from rules.collector import settle

TICK = 0.005  # seconds
_BUSY = (BusyError, FullError, LateError)
_BAD = (  # what must not be played, as one more file of the pack
    "actions: [\n",
    "nonsense: {a: {b: 1}}\n",
    "actions: {broken: {do: [{give: {nothing_at_all: 1}}]}}\n",
    "tables: {broken: {entries: {one: {chance: 150%}}}}\n",
    "patches: {gone: [{at: actions.no_such_action, remove: true}]}\n",
)


@dataclass(frozen=True, slots=True)
class Storm:
    """What is done: how many reloads, and how many commands a second meanwhile, in all processes together.

    *pack* is the folder that is changed, *game* the one that it begins as; everybody does *begin* first.
    """

    url: str
    pack: Path
    reloads: int
    rate: float = 500.0
    players: int = 1_000
    processes: int = 3
    game: Path = CONTENT / "reve"
    begin: str = "start"
    actions: Sequence[tuple[int, str, dict[str, Any]]] = ACTIONS
    key: str = field(default_factory=fresh_key)


@dataclass(slots=True)
class Fared:
    """What a process saw.

    *late* is by how many seconds the loop was, and for how long of that the process itself was at work;
    *switched* is when each ruleset became its own, by its number and how often.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    late: list[tuple[float, float]] = field(default_factory=list)
    switched: dict[tuple[int, int], float] = field(default_factory=dict)
    came: Counter[str] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def storm(what: Storm) -> list[Fared]:
    """Let the processes play until all reloads are done."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.reloading"])
    begun: list[tuple[Any, Connection]] = []
    try:
        for number in range(what.processes):
            mine, theirs = context.Pipe(duplex=True)
            process = context.Process(target=_process, args=(what, number, theirs))
            process.start()
            theirs.close()
            begun.append((process, mine))
            mine.recv()  # it plays; the first has made the players' accounts
        lines = [line for _, line in begun]
        for line in lines:
            line.send("begin")
        lines[0].recv()
        for line in lines:
            line.send("end")
        return [line.recv() for line in lines]
    finally:
        for process, _ in begun:
            process.join(10)
            process.kill()
            process.join()


def _process(what: Storm, number: int, line: Connection) -> None:
    line.send(asyncio.run(_played(what, number, line)))
    line.close()


async def _played(what: Storm, number: int, line: Connection) -> Fared:
    store, fared = connect(what.url), Fared()

    def failed(_: Task, error: Exception) -> None:
        fared.errors.append(repr(error))

    await store.open()
    try:
        terms = Terms(processes=what.processes, bounds=PATIENT)
        async with serving(store, ring(what.key), terms, failed) as it:
            asking = _Asking(it, what, number, fared)
            if number == 0:
                await asking.begun()
            await it.game.prepare(it.game.active.number)
            settle()
            line.send("ready")
            await asyncio.to_thread(line.recv)
            it.game.on_switch.append(lambda active: _note(fared, active))
            async with _ticking(fared), asking.under_way():
                if number == 0:
                    await _reloaded(it, what, fared)
                    line.send("done")
                await asyncio.to_thread(line.recv)
    finally:
        await store.close()
    return fared


def _note(fared: Fared, active: Active) -> None:
    times = sum(1 for number, _ in fared.switched if number == active.number)
    fared.switched[active.number, times] = monotonic()


async def _reloaded(service: Service, what: Storm, fared: Fared) -> None:
    """Reload so many times, and note what was not as it should be."""
    for turn in range(what.reloads):
        is_good = turn % 2 == 0
        write(what, turn)
        began = monotonic()
        found = await reload(service, what.pack, "storm")
        fared.took.append(monotonic() - began)
        fared.came[type(found).__name__] += 1
        if isinstance(found, Activated) is not is_good:
            fared.errors.append(f"reload {turn}: {found}")


def write(what: Storm, turn: int) -> None:
    """Make a folder the game with another version, every second time with a mistake beside it."""
    if not turn:
        shutil.copytree(what.game, what.pack, dirs_exist_ok=True)
    manifest = (what.game / "game.yaml").read_text("utf-8")
    changed = re.sub(r"version: [0-9.]+", f"version: 7.0.{turn}", manifest, count=1)
    (what.pack / "game.yaml").write_text(changed, "utf-8")
    bad = what.pack / "bad.yaml"
    if turn % 2:
        bad.write_text(_BAD[turn // 2 % len(_BAD)], "utf-8")
    else:
        bad.unlink(missing_ok=True)


@dataclass(slots=True)
class _Asking:
    """Players who ask, whatever is reloaded."""

    service: Service
    what: Storm
    number: int
    fared: Fared
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def begun(self) -> None:
        """Let every player begin."""
        visitors = range(1, self.what.players + 1)
        for first in range(0, len(visitors), 64):
            some = visitors[first : first + 64]
            await asyncio.gather(*(self._ask(f"begin.{who}", who) for who in some))
        self.fared.outcomes.clear()
        self.fared.seconds.clear()

    async def _ask(self, id_: str, who: int) -> None:
        await self.service.game.submit(Command(id_, 0, who, self.what.begin))

    @asynccontextmanager
    async def under_way(self) -> AsyncIterator[None]:
        """Ask at the rate, until the block ends; who has asked by then is answered."""
        asking = asyncio.create_task(self._openly())
        try:
            yield
        finally:
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            await asyncio.gather(*self.tasks)

    async def _openly(self) -> None:
        chance, ids = Random(f"storm {self.number}"), count()
        weights = [weight for weight, _, _ in self.what.actions]
        rate = self.what.rate / self.what.processes
        async for due in arrivals(rate, 1e9, 10**9, chance):
            _, action, params = chance.choices(self.what.actions, weights)[0]
            who = 1 + chance.randrange(self.what.players)
            command = Command(f"{self.number}.{next(ids)}", 0, who, action, params)
            task = asyncio.create_task(self._answered(command, due))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def _answered(self, command: Command, due: float) -> None:
        try:
            reply = await self.service.game.submit(command)
        except _BUSY as error:
            self.fared.outcomes["busy"] += 1
            self.fared.errors.append(repr(error))
            return
        self.fared.seconds.append(monotonic() - due)
        self.fared.outcomes[reply.outcome] += 1


@asynccontextmanager
async def _ticking(fared: Fared) -> AsyncIterator[None]:
    """Note how late the event loop is, again and again, until the block ends."""

    async def tick() -> None:
        while True:
            due, worked = monotonic() + TICK, process_time()
            await asyncio.sleep(TICK)
            late = monotonic() - due
            if late > TICK:
                fared.late.append((late, min(late, process_time() - worked)))

    ticking = asyncio.create_task(tick())
    try:
        yield
    finally:
        ticking.cancel()
        await asyncio.gather(ticking, return_exceptions=True)
