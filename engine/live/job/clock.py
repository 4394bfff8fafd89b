"""What the clock does of itself: actions at a time of day, and work at fixed distances.

Nothing is needed for resets, choices and what regenerates: they are settled when a player or a place is next
touched, whatever time has passed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from engine.live.command import Command
from engine.live.job.expire import CLOCK, Submit, answered
from engine.live.job.job import Job, Work
from engine.live.query import reading
from engine.live.store.schema import generation, object_
from rules.define.form import entry, scalar_text
from rules.define.literal import clock
from rules.expression.type import DAY
from rules.program.catalogue import Calendar
from rules.ruleset import Ruleset

KIND = "clock"


def hours(ruleset: Ruleset) -> dict[str, int]:
    """Return the actions that the clock does each day, and when: in ms after midnight in the game's zone."""
    found = {}
    for name, node in ruleset.definitions.declared("actions").items():
        at = clock(scalar_text(entry(entry(node, "every"), "day")))
        if at is not None and ruleset.programs[name].who == "clock":
            found[name] = at
    return found


def last(calendar: Calendar, at: int, now: int) -> tuple[int, int]:
    """Return the last day of the game, and the time on it, at which it was so late."""
    after = (at - calendar.starts) % DAY  # of the day's beginning, but for the two days of another length
    day = calendar.day_of(now)
    while (found := _on(calendar, day, after)) > now:
        day -= 1
    return day, found


def _on(calendar: Calendar, day: int, after: int) -> int:
    """Return when a clock on the wall is so far past the hour at which days begin; a gap is stepped over."""
    begins, ends = calendar.start_of(day), calendar.start_of(day + 1)
    longer = ends - begins - DAY  # an hour, on the day in autumn
    plain = begins + after
    shifted = plain + longer
    turned = longer and calendar.day_of(shifted) == day and _wall(calendar, shifted) == after
    return shifted if turned else plain


def _wall(calendar: Calendar, time: int) -> int:
    """Return how far the clock on the wall has come since the hour at which days begin."""
    offset = next(
        offset
        for change, offset in reversed(list(zip(calendar.changes, calendar.offsets, strict=True)))
        if change <= time
    )
    return (time + offset - calendar.starts) % DAY


def daily(engine: AsyncEngine, ruleset: Callable[[], Ruleset]) -> Callable[[int], Awaitable[list[Job]]]:
    """Return what plans the clock's actions in each world.

    After a downtime the last missed one is made up for, not those before: an action that must count each
    missed day reads the days itself. Nothing is made up for from before the game began.
    """

    async def plan(now: int) -> list[Job]:
        active = ruleset()
        due = {name: last(active.catalogue.calendar, at, now) for name, at in hours(active).items()}
        if not due:
            return []
        worlds, begun = await _worlds(engine), await _begun(engine)
        return [
            Job(f"{KIND}:{name}:{world}:{day}", KIND, time, {"action": name, "world": world})
            for name, (day, time) in due.items()
            for world in worlds
            if time >= begun
        ]

    return plan


async def _worlds(engine: AsyncEngine) -> list[int]:
    async with reading(engine) as connection:
        asked = select(object_.c.world).where(object_.c.scope == "player").distinct()
        return sorted((await connection.execute(asked)).scalars())


async def _begun(engine: AsyncEngine) -> int:
    """Return when the game was first played."""
    async with reading(engine) as connection:
        asked = select(func.coalesce(func.min(generation.c.at), 0))
        return int((await connection.execute(asked)).scalar_one())


def act(submit: Submit) -> Work:
    """Return the work that does an action of the clock."""

    async def work(each: Job) -> None:
        action, world = each.payload["action"], each.payload["world"]
        await answered(submit, Command(each.name, world, 0, action, who=CLOCK))

    return work


def at_distance(kinds: Iterable[tuple[str, int]]) -> Callable[[int], Awaitable[list[Job]]]:
    """Return what plans work of a kind once in every so many ms; none that was missed is made up for."""
    known = list(kinds)

    async def plan(now: int) -> list[Job]:
        return [Job(f"{kind}:{now // every}", kind, now // every * every) for kind, every in known]

    return plan
