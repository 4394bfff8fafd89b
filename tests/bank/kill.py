"""A step -> a process that dies there amid commands, which are then delivered three times more."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from sqlalchemy import func, select

from engine.live.command import Command
from engine.live.reply import Reply
from engine.live.store.protocol import Store
from engine.live.store.schema import receipt
from tests.bank.audit import check_history, read_whole
from tests.bank.crowd import store_of
from tests.bank.steps import LASTING, OPEN, STEPS, Stepped, killing
from tests.bank.work import bank
from tests.engine.live.playing import Players, playing

DELIVERIES = 3
ROOM = 10  # players of one round: so many that rounds side by side do not meet
Answer = tuple[str, str, int]  # what of a reply must be the same: outcome, what is kept, time


@dataclass(frozen=True, slots=True)
class Round:
    """One process that dies at a step."""

    url: str
    step: str
    number: int

    @property
    def players(self) -> range:
        """Return the players of this round alone."""
        return range(1 + self.number * ROOM, 3 + self.number * ROOM)

    def commands(self) -> list[Command]:
        """Return commands that are asked for at once: luck, a gift, an offer, a refusal."""
        one, other = self.players
        asked: Sequence[tuple[int, str, dict[str, object]]] = (
            (one, "fuse", {"first": "frog", "second": "newt"}),
            (one, "gift", {"friend": other, "coin": "gold", "count": 7}),
            (other, "list_card", {"card": "toad", "price": 40}),
            (other, "trade", {"partner": one}),
            (other, "join", {}),
        )
        return [Command(f"k{self.number}.{at}", 0, *each) for at, each in enumerate(asked)]

    def joins(self) -> list[Command]:
        """Return what comes before."""
        return [Command(f"k{self.number}.join.{who}", 0, who, "join") for who in self.players]


def rounds(url: str, times: int) -> list[Round]:
    """Return so many rounds of every step."""
    return [Round(url, step, at) for at, step in enumerate(STEPS * times)]


def killed(url: str, times: int) -> list[str]:
    """Kill a process at every step, so many times, and deliver again; return what does not add up."""
    all_ = rounds(url, times)
    asyncio.run(_begin(url))
    heard = dict(_deaths(all_))
    return asyncio.run(_again(url, all_, heard))


async def _begin(url: str) -> None:
    """Keep the ruleset and make it the active one, before several processes would at once."""
    async with playing(store_of(url), bank()):
        pass


def _deaths(all_: Sequence[Round], at_once: int = 2) -> Iterator[tuple[int, dict[str, Answer]]]:
    """Run the processes, some at a time; yield what each was answered before it died."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.bank.kill"])
    for first in range(0, len(all_), at_once):
        begun: list[tuple[Round, BaseProcess, Connection]] = []
        for each in all_[first : first + at_once]:
            mine, theirs = context.Pipe(duplex=False)
            process: BaseProcess = context.Process(target=_process, args=(each, theirs), daemon=True)
            process.start()
            theirs.close()
            begun.append((each, process, mine))
        for each, process, line in begun:
            yield each.number, _heard(line)
            process.join()
            assert process.exitcode == -9, f"{each.step} was not reached: {process.exitcode}"


def _heard(line: Connection) -> dict[str, Answer]:
    heard: dict[str, Answer] = {}
    try:
        while True:
            id_, answer = line.recv()
            heard[id_] = answer
    except EOFError:
        return heard


def _process(each: Round, line: Connection) -> None:
    asyncio.run(_die(each, line))


async def _die(each: Round, line: Connection) -> None:
    store = Stepped(store_of(each.url), killing(""))
    async with playing(store, bank()) as players:
        for command in each.joins():
            await players.game.submit(command)
        store.at = killing(each.step)

        async def ask(command: Command) -> None:
            reply = await players.game.submit(command)
            line.send((command.id, answer(reply)))
            store.at("after answer")

        await asyncio.gather(*map(ask, each.commands()))


def answer(reply: Reply) -> Answer:
    """Return what of a reply must be the same each time."""
    return reply.outcome, reply.kept, reply.time


async def _again(url: str, all_: Sequence[Round], heard: dict[int, dict[str, Answer]]) -> list[str]:
    wrong: list[str] = []
    stores = [store_of(url) for _ in range(DELIVERIES)]
    async with (
        playing(stores[0], bank()) as one,
        playing(stores[1], bank()) as two,
        playing(stores[2], bank()) as three,
    ):
        for each in all_:
            wrong += await _lasted(stores[0], each)
            wrong += await _delivered(each, (one, two, three), heard[each.number])
        wrong += [f"defect: {error!r}" for game in (one, two, three) for error in game.heard.errors]
        ids = {command.id for each in all_ for command in (*each.joins(), *each.commands())}
        return [*wrong, *await read_whole(stores[0]), *await check_history(stores[0], ids)]


async def _lasted(store: Store, each: Round) -> list[str]:
    """See that what was committed is there, and what was not is not."""
    ids = [command.id for command in each.commands()]
    async with store.reader.connect() as line:
        count = (await line.execute(select(func.count()).where(receipt.c.id.in_(ids)))).scalar_one()
    wanted = {len(ids)} if each.step in LASTING else {0, len(ids)} if each.step in OPEN else {0}
    return [] if count in wanted else [f"{count} receipts of {len(ids)} after death {each.step}"]


async def _delivered(each: Round, games: Sequence[Players], heard: dict[str, Answer]) -> list[str]:
    wrong = []
    told = dict(heard)
    for players in games:
        replies = await asyncio.gather(*map(players.game.submit, each.commands()))
        wrong += [
            f"{reply.receipt} was told two things after death {each.step}"
            for reply in replies
            if told.setdefault(reply.receipt, answer(reply)) != answer(reply)
        ]
    outcomes = [told[command.id][0] for command in each.commands()]
    if outcomes != ["accepted"] * 4 + ["refused"]:
        wrong.append(f"{outcomes} after death {each.step}")
    return wrong
