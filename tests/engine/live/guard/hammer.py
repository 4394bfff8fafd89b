"""One process that asks one guard without pause, from many tasks -> how many it let through.

Run as a script: address, prefix, processes, strict or not, `times`, milliseconds, and seconds to go on for.
"""

from __future__ import annotations

import asyncio
import sys
import time

from engine.live.guard.answer import Caller
from engine.live.guard.guards import Guards
from engine.live.remote import Remote
from rules.program.guard import Guard

TASKS = 16


async def hammer(guards: Guards, seconds: float) -> int:
    """Return how many of all that could be asked were let through."""
    until = time.monotonic() + seconds
    here = Caller(user=1)

    async def ask() -> int:
        let = 0
        while time.monotonic() < until:
            let += await guards.ask("wave", here) is None
            await asyncio.sleep(0.001)
        return let

    return sum(await asyncio.gather(*(ask() for _ in range(TASKS))))


async def main(arguments: list[str]) -> None:
    """Hammer as the arguments say, from the moment that somebody writes a line."""
    url, prefix, processes, strict, times, window, seconds = arguments
    guard = Guard("drops", "user", int(times), int(window), strict=strict == "strict")
    remote = Remote(url, prefix, most=1.0)
    print("ready", flush=True)  # noqa: T201 - whoever began it waits for this
    sys.stdin.readline()
    guards = Guards([guard], remote, processes=int(processes))
    let = await hammer(guards, float(seconds))
    print(let, guards.counts["drops", "alone"])  # noqa: T201 - and for this
    await remote.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
