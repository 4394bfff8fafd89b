"""A fault of the database, under load -> what was acknowledged and is gone, how long nobody was answered."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from threading import Event

import asyncpg
from sqlalchemy import select

from engine.live.command import Command
from engine.live.game import BusyError, Game
from engine.live.reply import Reply
from engine.live.store.connect import connect
from engine.live.store.protocol import Store
from engine.live.store.schema import receipt
from tests.bank.audit import check_history, read_whole
from tests.bank.kill import Answer, answer
from tests.bank.work import SHELVES, Work, bank
from tests.engine.live.playing import playing
from tests.servers import Postgres

PLAYERS = 20
Fault = Callable[[Postgres, float], None]


def restarted(server: Postgres, seconds: float, *, by: signal.Signals) -> None:
    """Stop the server and start it again: by SIGINT in good order, by SIGQUIT so that it has to recover."""
    server.stop(by)
    time.sleep(seconds)
    server.start()


def cut(server: Postgres, _: float) -> None:
    """Cut every connection."""
    asyncio.run(
        _said(server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    )


def frozen(server: Postgres, seconds: float) -> None:
    """Stop everything of the server where it is, then let it go on."""
    rows = asyncio.run(_said(server, "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()"))
    assert server.server
    processes = [server.server.pid, *(row[0] for row in rows)]
    _signal(processes, signal.SIGSTOP)
    time.sleep(seconds)
    _signal(processes, signal.SIGCONT)


FAULTS: Mapping[str, Fault] = {
    "restarted": partial(restarted, by=signal.SIGINT),
    "restarted at once": partial(restarted, by=signal.SIGQUIT),
    "connections cut": cut,
    "frozen": frozen,
}


def _signal(processes: list[int], number: signal.Signals) -> None:
    for each in processes:
        try:
            os.kill(each, number)
        except ProcessLookupError:
            continue


async def _said(server: Postgres, statement: str) -> list[tuple[int, ...]]:
    line = await asyncpg.connect(server.url().replace("+asyncpg", "", 1))
    try:
        return [tuple(row) for row in await line.fetch(statement)]
    finally:
        await line.close()


@dataclass(slots=True)
class Endured:
    """What became of a fault: the longest time (s) without an answer, and what does not add up."""

    answered: int = 0
    refused: int = 0  # how often somebody was asked to try again
    gap: float = 0.0
    wrong: list[str] = field(default_factory=list)


def endure(server: Postgres, url: str, fault: str, seconds: float = 0.0, *, each: int = 150) -> Endured:
    """Answer some commands, have the fault, answer some more; hold what was answered against what is there.

    The fault is in this thread: what starts a server again ends with the thread that did.
    """
    warm, over = Event(), Event()
    with ThreadPoolExecutor(1) as pool:
        load = pool.submit(lambda: asyncio.run(_play(url, fault, each, warm, over)))
        try:
            while not warm.wait(0.1) and not load.done():
                pass
            FAULTS[fault](server, seconds)
        finally:
            over.set()
        return load.result()


async def _play(url: str, fault: str, each: int, warm: Event, over: Event) -> Endured:
    store = connect(url)
    async with playing(store, bank()) as players:
        for who in range(1, PLAYERS + 1):
            await players.game.submit(Command(f"join.{who}", 0, who, "join"))
        load = _Load(players.game, fault)
        members = [asyncio.create_task(load.member(at)) for at in range(16)]
        await load.reach(each)
        warm.set()
        await asyncio.to_thread(over.wait)
        await load.reach(load.endured.answered + each)
        load.ends = True
        await asyncio.gather(*members)
        load.endured.wrong += [f"defect: {error!r}" for error in players.heard.errors]
        joins = {f"join.{who}" for who in range(1, PLAYERS + 1)}
        load.endured.wrong += await _missing(store, load.told)
        load.endured.wrong += [*await read_whole(store), *await check_history(store, {*load.told, *joins})]
    return load.endured


class _Load:
    """Commands, one after the other by each member, each asked for until it is answered."""

    def __init__(self, game: Game, turn: str) -> None:
        self.endured = Endured()
        self.told: dict[str, Answer] = {}
        self.ends = False
        self._game = game
        self._turn = turn
        self._last = time.monotonic()
        self._shelf = [0] * SHELVES
        self._more = asyncio.Event()

    async def reach(self, answered: int) -> None:
        """Wait until so many were answered."""
        while self.endured.answered < answered:
            self._more.clear()
            await self._more.wait()

    async def member(self, at: int) -> None:
        """Ask for one command after the other until the end."""
        work = Work(f"{self._turn} {at}", PLAYERS, self._shelf)
        count = 0
        while not self.ends:
            count += 1
            command = work.next(f"{self._turn}.{at}.{count}")
            reply = await self._until(command)
            self._answered(command.id, answer(reply))
            work.heard(command, reply)

    async def _until(self, command: Command) -> Reply:
        while True:
            try:
                return await self._game.submit(command)
            except BusyError as busy:
                self.endured.refused += 1
                await asyncio.sleep(busy.after / 4)

    def _answered(self, id_: str, reply: Answer) -> None:
        now = time.monotonic()
        self.endured.gap = max(self.endured.gap, now - self._last)
        self._last = now
        self.endured.answered += 1
        self.told[id_] = reply
        self._more.set()


async def _missing(store: Store, told: Mapping[str, Answer]) -> list[str]:
    """Return what was acknowledged and is not there as it was told."""
    async with store.reader.connect() as line:
        query = select(receipt.c.id, receipt.c.outcome, receipt.c.reply, receipt.c.time)
        kept = {row[0]: tuple(row[1:]) for row in (await line.execute(query)).all()}
    return [
        f"{id_} was told {reply}, and is {kept.get(id_)}"
        for id_, reply in told.items()
        if kept.get(id_) != reply
    ]
