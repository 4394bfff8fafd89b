"""A process that asks for everything that is limited, as often as it can."""

from __future__ import annotations

import asyncio
from multiprocessing.connection import Connection

from engine.live.store.connect import connect
from tests.engine.live.playing import playing
from tests.play import ruleset

PACK = """
kinds: {coin: {holdable: stack}}
coin: {gold: {}}
limits:
  a_day: {per: player, times: 5, each: day}
  an_hour: {per: player, times: 3, in: 1h}
  tries: {per: player, times: 7, in: 1h, counts: attempts}
actions:
  visit: {limit: a_day, do: [{give: {gold: 1}}]}
  wait: {limit: an_hour, do: [{give: {gold: 1}}]}
  knock: {limit: tries, require: [{that: owned(gold) > 1000, else: closed}], do: [{give: {gold: 1}}]}
texts: {en: {closed: "Nobody opens."}}
"""
LIMITS = {"visit": 5, "wait": 3, "knock": 7}
TASKS = 16


async def _hammered(url: str, number: int) -> dict[str, list[str]]:
    """Return how the commands of one process ended, by action."""
    found: dict[str, list[str]] = {action: [] for action in LIMITS}
    async with playing(connect(url), ruleset(PACK)) as players:

        async def task(name: int) -> None:
            for action, ends in found.items():
                reply = await players.do(1, action, id_=f"{number}.{name}.{action}")
                ends.append(reply.reason or reply.outcome)

        await asyncio.gather(*(task(name) for name in range(TASKS)))
    return found


def process(url: str, number: int, line: Connection) -> None:
    """Ask when told to, and tell how the commands ended, by action."""
    line.recv()
    line.send(asyncio.run(_hammered(url, number)))
    line.close()


async def begun(url: str) -> None:
    """Make the game ready."""
    async with playing(connect(url), ruleset(PACK)):
        pass
