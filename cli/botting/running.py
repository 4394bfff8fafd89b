"""Settings and a token -> the bot, until somebody ends it."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import Bot, ClosedError, Presence, StrangerError, connected
from bot.mail import Mail
from cli.botting.drawing import drawing
from cli.botting.watching import source_of, watching
from cli.exit import AwayProblem, UsageProblem
from cli.first import begun
from cli.out import note
from cli.playing.keys import keys_of
from cli.storing import PROBLEMS, named
from engine.live.remote import Remote
from engine.live.service import Terms, serving
from engine.live.settings import Settings
from rules.collector import settle

# What they say below these levels may hold secrets, or is every statement with its values.
_LOUD = {
    **dict.fromkeys(("disnake", "aiohttp", "asyncio"), logging.INFO),
    "sqlalchemy": logging.WARNING,
}


def run(settings: Settings, pack: Path | None, presence: Presence, *, watches: bool = False) -> None:
    """Run the bot until it is told to stop; leave where it cannot begin."""
    if settings.token is None:
        raise UsageProblem(
            "there is no token, so the bot cannot sign in: take it from the Bot page of "
            "https://discord.com/developers/applications and set `REVE_TOKEN`; "
            "`reve bot --local` needs none"
        )
    _speak(settings.log_level)
    try:
        asyncio.run(_run(settings, settings.token.get_secret_value(), pack, presence, watches=watches))
    except PROBLEMS as problem:
        raise UsageProblem(str(problem)) from problem
    except StrangerError:
        raise UsageProblem("Discord does not know the token: it was renewed, or is another's") from None
    except ClosedError as closed:
        raise AwayProblem(str(closed)) from closed


async def _run(
    settings: Settings, token: str, pack: Path | None, presence: Presence, *, watches: bool
) -> None:
    stop = asyncio.Event()
    if sys.platform != "win32":  # whose loops take no handlers, and where Ctrl-C ends it all the same
        for each in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(each, stop.set)
    await play(settings, token, pack, presence, stop, watches=watches, lasts=True)


async def play(
    settings: Settings,
    token: str,
    pack: Path | None,
    presence: Presence,
    stop: asyncio.Event,
    *,
    watches: bool = False,
    lasts: bool = False,
) -> None:
    """Run the bot until it is told to stop; what was asked until then is answered.

    *watches*: it plays the files of the pack as they are; *lasts*: the process is for nothing else.
    """
    url = settings.store.get_secret_value()
    store, mail, source = named(url, new=True), Mail(), source_of(settings, pack)
    try:
        await store.open()
        await begun(store, pack, "first")
        ring = await keys_of(url, store)
        async with (
            _terms(settings, mail) as terms,
            drawing(pack) as gallery,
            serving(store, ring, terms) as service,
            connected(service, token, presence, mail, gallery, settings, source) as bot,
            watching(service, source if watches else None),
        ):
            if lasts:
                settle()
            active, count = service.game.active.ruleset, len(bot.answers.commands.routes)
            note(f"reve: {active.title} {active.version} is played, by {count} commands")
            await _until(stop, bot)
            note("reve: what was asked is answered, then it ends")
    finally:
        await store.close()


async def _until(stop: asyncio.Event, bot: Bot) -> None:
    """Wait until it is told to stop; raise what ended the connection, if that is earlier."""
    told, over = asyncio.create_task(stop.wait()), asyncio.create_task(bot.over())
    await asyncio.wait((told, over), return_when=asyncio.FIRST_COMPLETED)
    if over.done():
        told.cancel()
        await over
    over.cancel()


@asynccontextmanager
async def _terms(settings: Settings, mail: Mail) -> AsyncIterator[Terms]:
    address = settings.redis.get_secret_value() if settings.redis is not None else ""
    remote = None
    if address:
        most, pool = settings.redis_timeout, settings.redis_pool
        remote = Remote(address, settings.redis_prefix, most=most, pool=pool)
    try:
        yield Terms(
            remote,
            settings.processes,
            cache_size=settings.cache_size,
            cache_times=settings.cache_times,
            memory_warning=settings.memory_warning,
            backups=settings.backups,
            backups_kept=settings.backups_kept,
            transport=mail,
        )
    finally:
        if remote is not None:
            await remote.close()


def _speak(level: str) -> None:
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name, least in _LOUD.items():
        logging.getLogger(name).setLevel(max(least, logging.getLogger().level))
