"""A process that ends offers: `python -m tests.engine.live.job.worker ADDRESS`."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from time import time

from sqlalchemy import Column, Integer, MetaData, Table, Text, insert, select

from engine.live.command import Command
from engine.live.job.expire import ended, expire
from engine.live.job.jobs import Jobs
from engine.live.job.runner import Runner
from engine.live.store.connect import connect

metadata = MetaData()
ran = Table("ran", metadata, Column("id", Text(), primary_key=True), Column("process", Integer()))
LEASE = 1_500


@dataclass(frozen=True)
class Answer:
    """What the game says."""

    outcome: str = "accepted"
    message: str = ""


async def clock() -> int:
    """Return the time that all processes share."""
    return int(time() * 1000)


async def main(address: str) -> None:
    """End offers until somebody ends this."""
    store = connect(address)
    await store.open()
    engine = store.engine

    async def submit(command: Command) -> Answer:
        async with engine.begin() as connection:
            known = await connection.execute(select(ran.c.id).where(ran.c.id == command.id))
            if known.first() is None:
                await connection.execute(insert(ran).values(id=command.id, process=os.getpid()))
        return Answer()

    works = {"expire": expire(submit)}
    runner = Runner(Jobs(engine), works, [ended(engine)], clock, lease=LEASE, at_once=8)
    await runner.run(asyncio.Event(), every=0.05)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
