"""`/health`: each thing that the game needs, looked at within a time limit, and what to do about it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from time import perf_counter

import psutil

from bot.asked import Asked
from bot.message import Card, Message
from bot.own.operating import operators_words
from bot.own.own import Desk, Own
from bot.role import Role
from engine.live.doctor.examine import examine
from engine.live.doctor.finding import Finding, fine, unused, wrong

PATIENCE = 4.0  # seconds for each
_SLEEP = 0.02
_LAGS = 0.05  # seconds that the loop may be late
_FAR = 1.0  # seconds that Discord may take to answer a beat
_OLD = 60_000  # ms that a job may be late
_SIGNS = {"fine": "ok", "wrong": "!!", "unused": "--"}
_WORDS = operators_words(
    "health",
    {
        "en": {
            "summary": "Whether all that the game needs works.",
            "sound": "**All is well.**",
            "unsound": "**Not all is well: {what}.**",
        },
        "de": {
            "summary": "Ob alles geht, was das Spiel braucht.",
            "sound": "**Alles ist gut.**",
            "unsound": "**Nicht alles ist gut: {what}.**",
        },
    },
)
Look = Callable[[Desk], Awaitable[Sequence[Finding]]]


async def _answer(desk: Desk, asked: Asked) -> Message:
    voice = desk.voice(asked)
    found = [each async for each in _findings(desk)]
    amiss = ", ".join(each.what for each in found if each.state == "wrong")
    first = _WORDS.say(voice, "unsound", what=amiss) if amiss else _WORDS.say(voice, "sound")
    lines = [line for each in found for line in _lines(each)]
    return Message(first, (Card(text="\n".join(lines)),))


def _lines(found: Finding) -> Iterator[str]:
    yield f"`{_SIGNS[found.state]}` **{found.what}**: {found.said}"
    if found.todo:
        yield f"-# {found.todo}"


async def _findings(desk: Desk) -> AsyncIterator[Finding]:
    """Look at everything side by side."""
    looks: dict[str, Look] = {
        "settings": _settings,
        "store": _store,
        "redis": _redis,
        "jobs": _jobs,
        "notices": _notices,
        "gateway": _gateway,
        "loop": _loop,
        "memory": _memory,
        "cache": _cache,
    }
    for found in await asyncio.gather(*(in_time(what, look(desk)) for what, look in looks.items())):
        for each in found:
            yield each


async def in_time(
    what: str, look: Awaitable[Sequence[Finding]], patience: float = PATIENCE
) -> Sequence[Finding]:
    """Return what is found; what takes too long, or cannot be looked at, is amiss itself."""
    try:
        async with asyncio.timeout(patience):
            return await look
    except TimeoutError:
        return [wrong(what, f"no answer within {patience:g} s", "look whether it is frozen or overloaded")]
    except Exception as error:  # noqa: BLE001 - that it cannot be looked at is what was found
        return [wrong(what, f"cannot be looked at: {type(error).__name__}", "look into the log")]


async def _settings(desk: Desk) -> Sequence[Finding]:
    return await examine(desk.settings, patience=PATIENCE / 2) if desk.settings is not None else ()


async def _store(desk: Desk) -> Sequence[Finding]:
    began = perf_counter()
    await desk.service.now()
    return [fine("store", f"answers in {(perf_counter() - began) * 1000:.0f} ms")]


async def _redis(desk: Desk) -> Sequence[Finding]:
    remote = desk.service.terms.remote
    if remote is None:
        return ()
    breaker = remote.breaker
    if breaker.is_open:
        return [wrong("redis link", "is away: guards and caches are this process's own", "start it again")]
    return [fine("redis link", f"is there; went away {breaker.opened} times")]


async def _jobs(desk: Desk) -> Sequence[Finding]:
    now = await desk.service.now()
    figures = await desk.service.jobs.figures(now)
    due, failed = sum(each.backlog for each in figures), sum(each.failed for each in figures)
    oldest = max((now - each.oldest for each in figures if each.oldest is not None), default=0)
    said = f"{due} due, the oldest for {oldest / 1000:.0f} s; {failed} failed"
    if oldest > _OLD or failed:
        return [wrong("jobs", said, "look into the log for why they fail, or start another process")]
    return [fine("jobs", said)]


async def _notices(desk: Desk) -> Sequence[Finding]:
    figures = await desk.service.outbox.figures()
    failed = figures.get("failed", 0)
    said = f"{figures.get('waiting', 0)} waiting, {failed} failed"
    return [wrong("notices", said, "look into the log for why") if failed else fine("notices", said)]


async def _gateway(desk: Desk) -> Sequence[Finding]:
    if desk.client is None or not desk.client.shards:
        return [unused("gateway", "this process is not connected")]
    late = [shard.latency for shard in desk.client.shards.values()]
    shut = [str(number) for number, shard in desk.client.shards.items() if shard.is_closed()]
    known = [each for each in late if each == each and each != float("inf")]  # noqa: PLR0124 - not a number
    said = f"{len(late)} shards, {max(known, default=0.0) * 1000:.0f} ms"
    if shut or max(known, default=0.0) > _FAR:
        todo = "look at the network and at https://discordstatus.com"
        return [wrong("gateway", f"{said}; closed: {', '.join(shut) or 'none'}", todo)]
    return [fine("gateway", said)]


async def _loop(_: Desk) -> Sequence[Finding]:
    worst = 0.0
    for _again in range(5):
        began = perf_counter()
        await asyncio.sleep(_SLEEP)
        worst = max(worst, perf_counter() - began - _SLEEP)
    said = f"late by {worst * 1000:.0f} ms at most"
    return [
        wrong("loop", said, "give it a faster processor, or another process")
        if worst > _LAGS
        else fine("loop", said)
    ]


async def _memory(desk: Desk) -> Sequence[Finding]:
    used, mine = psutil.virtual_memory().percent, psutil.Process().memory_info().rss / 2**20
    said = f"{mine:.0f} MB here, {used:.0f} % of the machine's in use"
    if used > desk.service.terms.memory_warning:
        return [wrong("memory", said, "caches are emptied; give the machine more")]
    return [fine("memory", said)]


async def _cache(desk: Desk) -> Sequence[Finding]:
    figures = desk.service.cache.figures
    if not figures:
        return [unused("cache", "nothing was asked of it yet")]
    said = ", ".join(f"{name} {each.rate:.0%}" for name, each in sorted(figures.items()))
    return [fine("cache", f"found {said}")]


HEALTH = Own("health", _WORDS, _answer, least=Role.MODERATOR, for_operators=True)
