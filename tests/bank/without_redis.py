"""A step of a command and a harm to Redis -> what was acknowledged and is gone, and how much longer it took.

The store is sound; Redis counts guards and tells other processes what changed. Nothing of a command may hang
on it, whatever becomes of it in the middle of one.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median

import redis as client

from engine.live.command import Command
from engine.live.fair.seal import fresh_key, ring
from engine.live.remote import Remote
from engine.live.reply import Reply
from engine.live.rulesets import Rulesets
from engine.live.service import Service, Terms, serving
from engine.live.store.connect import connect
from rules.ruleset import Ruleset
from tests.bank.audit import check_history, read_whole
from tests.bank.steps import Stepped
from tests.servers import Valkey

Harm = Callable[[Valkey], None]
BEFORE, AFTER = 30, 15  # commands


def _flushed(server: Valkey) -> None:
    with client.Redis.from_url(server.url) as line:
        line.flushall()
        line.script_flush()


HARMS: Mapping[str, Harm] = {
    "stopped": lambda server: server.stop(signal.SIGTERM),
    "killed": lambda server: server.stop(signal.SIGKILL),
    "flushed": _flushed,
}


@dataclass(slots=True)
class Hurt:
    """What does not add up, and by how much (s) the slowest command took longer than is usual."""

    wrong: list[str] = field(default_factory=list)
    added: float = 0.0


@dataclass(slots=True)
class _Trap:
    """Do harm once, when a step is reached that is waited for; *took* is how long the harm did."""

    server: Valkey
    harm: Harm
    step: str = ""
    took: float = 0.0

    def __call__(self, reached: str) -> None:
        if reached == self.step:
            self.step, began = "", time.perf_counter()
            self.harm(self.server)
            self.took = time.perf_counter() - began


async def hurt(url: str, ruleset: Ruleset, server: Valkey, step: str, harm: str) -> Hurt:
    """Play, do harm at a step of a command, play on, and ask for all of it again."""
    trap = _Trap(server, HARMS[harm])
    store, remote = Stepped(connect(url), trap), Remote(server.url)
    await store.open()
    try:
        await store.activate(await Rulesets(store.engine).keep(ruleset, 0), "test")
        async with serving(store, ring(fresh_key()), Terms(remote)) as service:
            return await _played(service, trap, step)
    finally:
        await remote.close()
        await store.close()
        if harm != "flushed":
            server.start()


async def _played(service: Service, trap: _Trap, step: str) -> Hurt:
    told: dict[str, Reply] = {}
    found = Hurt()

    async def ask(at: int) -> float:
        id_ = f"{step} {at}"
        began = time.perf_counter()
        reply = await service.ask(_command(id_, at))
        took = time.perf_counter() - began
        if not isinstance(reply, Reply):
            found.wrong.append(f"{id_} was turned away")
        elif told.setdefault(id_, reply) != reply:
            found.wrong.append(f"{id_} was answered otherwise")
        return took

    usual = median([await ask(at) for at in range(BEFORE)][BEFORE // 2 :])
    trap.step = step
    if step == "after answer":  # which the one who asked comes to
        trap(step)
    times = [await ask(BEFORE + at) for at in range(AFTER)]
    times[0] -= trap.took if step != "after answer" else 0.0
    if trap.step:
        found.wrong.append(f"nobody came to {step}")
    found.added = max(times) - usual
    for at in range(BEFORE + AFTER):
        await ask(at)
    found.wrong += [*await read_whole(service.store), *await check_history(service.store, {*told})]
    return found


def _command(id_: str, at: int) -> Command:
    # Each by somebody else, elsewhere: guards count all of them, and none is turned away.
    return Command(id_, 0, 1 + at, "start", {}, guild=3, channel=30 + at)
