"""An address of a Discord -> a bot that is connected to it, in a process of its own: ours, or an idle one."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import disnake
from disnake.ext import commands

from benchmarks.crowd import Visit, gather
from benchmarks.pressure import PATIENT, Felt
from benchmarks.recorded import CONTENT
from bot.app import Presence, connected
from cli.botting.patched import patched
from engine.live.activate import activate
from engine.live.fair.seal import fresh_key, ring
from engine.live.game import Bounds
from engine.live.rulesets import Rulesets
from engine.live.service import Terms, serving
from engine.live.store.connect import connect

MEMORY = "memory://"
NOTHING = ""  # the address of a store that a bot without a game has
_PATIENCE = 60.0
_GUARDS = ("flood", "channels", "guilds", "all")


@dataclass(frozen=True, slots=True)
class Standing:
    """A bot with its crowd."""

    crowd: Connection
    bot: int  # its process

    def visit(self, visit: Visit) -> Felt:
        """Have the crowd do something, and return what it felt."""
        self.begin(visit)
        return self.felt()

    def begin(self, visit: Visit) -> None:
        """Have the crowd begin."""
        self.crowd.send(visit)

    def felt(self) -> Felt:
        """Wait for what it felt."""
        found: Felt = self.crowd.recv()
        return found

    @property
    def resident(self) -> int:
        """Return how much memory the bot has (kB)."""
        status = Path(f"/proc/{self.bot}/status").read_text("utf-8")
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))

    @property
    def worked(self) -> float:
        """Return how long the bot has had a processor (s)."""
        fields = Path(f"/proc/{self.bot}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100


@contextmanager
def standing(url: str) -> Iterator[Standing]:
    """Have a bot play the default game over a store; without one it is a bot that only says `ok`."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    crowd = context.Process(target=gather, args=(theirs,), daemon=True)
    crowd.start()
    address: str = _told(ours)
    stop, stopped = context.Pipe()
    bot = context.Process(target=_bot, args=(address, url, stopped), daemon=True)
    bot.start()
    try:
        assert _told(ours) == "ready"
        assert _told(stop) == "ready"
        yield Standing(ours, bot.pid or 0)
    finally:
        ours.send(None)
        stop.send(None)
        for each in (bot, crowd):
            each.join(10)
            each.kill()


def _told(line: Connection) -> Any:
    assert line.poll(_PATIENCE), "nobody said anything"
    return line.recv()


def _bot(address: str, url: str, line: Connection) -> None:
    logging.basicConfig(level=logging.CRITICAL)
    disnake.http.Route.BASE = f"http://{address}/api/v10"
    asyncio.run(_play(url, line) if url else _nod(line))


async def _play(url: str, line: Connection) -> None:
    store = connect(url)
    await store.open()
    rows = [f"{{at: guards.{name}.times, set: 1000000}}" for name in _GUARDS]  # a few ask for many
    await activate(store, Rulesets(store.engine), patched(CONTENT / "reve", rows), "begun")
    presence = Presence(registers=False, hurried=True)
    terms = Terms(bounds=PATIENT if url == MEMORY else Bounds())  # all at once, as fast as it goes
    async with serving(store, ring(fresh_key()), terms) as service, connected(service, "token", presence):
        gc.collect()
        gc.freeze()
        line.send("ready")
        await asyncio.to_thread(line.recv)
    await store.close()


async def _nod(line: Connection) -> None:
    """Be a bot as disnake's documentation has it, which does nothing."""
    bot = commands.InteractionBot(
        intents=disnake.Intents(guilds=True), command_sync_flags=commands.CommandSyncFlags.none()
    )

    @bot.slash_command(name="profile", description="Nothing.")
    async def profile(inter: disnake.interactions.ApplicationCommandInteraction[Any]) -> None:
        await inter.response.send_message("ok")

    going = asyncio.create_task(bot.start("token"))
    await bot.wait_until_first_connect()
    gc.collect()
    gc.freeze()
    line.send("ready")
    await asyncio.to_thread(line.recv)
    await bot.close()
    await going
