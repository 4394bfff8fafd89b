"""Offers whose end has come -> their last program, run by the clock, once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from sqlalchemy import Row, Text, cast, exists, literal, select
from sqlalchemy.ext.asyncio import AsyncEngine

from engine.live.command import Command
from engine.live.job.job import FaultError, Job, Work
from engine.live.query import reading
from engine.live.store.schema import job, object_
from rules.program.offer import ending

KIND = "expire"
CLOCK = frozenset({"clock"})
AT_ONCE = 500


class Answer(Protocol):
    """So much of a reply as jobs look at."""

    @property
    def outcome(self) -> str:
        """Return `accepted`, `refused` or `failed`."""

    @property
    def message(self) -> str:
        """Return what went wrong."""


Submit = Callable[[Command], Awaitable[Answer]]


# The name under which an offer is ended: one that is put off gets another version, and so another end.
NAME = literal(f"{KIND}:") + cast(object_.c.id, Text) + ":" + cast(object_.c.version, Text)
ENDED = select(NAME.label("name"), object_.c.id, object_.c.world, object_.c.scope, object_.c.ends).where(
    object_.c.over.is_(False)
)


def ended(engine: AsyncEngine) -> Callable[[int], Awaitable[list[Job]]]:
    """Return what plans a job for each offer that has ended."""

    async def plan(now: int) -> list[Job]:
        new = ENDED.where(object_.c.ends <= now, ~exists().where(job.c.name == NAME))
        asked = new.order_by(object_.c.ends, object_.c.id).limit(AT_ONCE)
        async with reading(engine) as connection:
            return [end(row.name, row, row.ends) for row in await connection.execute(asked)]

    return plan


def end(name: str, offer: Row[*tuple[Any, ...]], due: int) -> Job:
    """Return the job that ends an offer, a row of `ENDED`, under a name of its own."""
    return Job(name, KIND, due, {"offer": offer.id, "world": offer.world, "kind": offer.scope})


def expire(submit: Submit) -> Work:
    """Return the work that ends an offer; the receipt under the job's name is why it ends once."""

    async def work(each: Job) -> None:
        kind, offer = each.payload["kind"], each.payload["offer"]
        command = Command(each.name, each.payload["world"], 0, ending(kind), {kind: offer}, who=CLOCK)
        await answered(submit, command)

    return work


async def answered(submit: Submit, command: Command) -> None:
    """Submit a command of the clock; a refusal is an answer, a fault of the content is not."""
    answer = await submit(command)
    if answer.outcome == "failed":
        raise FaultError(answer.message)
