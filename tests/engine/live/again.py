"""The address of a store whose seed everybody knows -> how its history comes out again, in one line.

`python -m tests.engine.live.again URL ORDER` lets other interpreters and other hash seeds do it.
"""

from __future__ import annotations

import asyncio
import sys

from engine.live.replay.replay import Replay, Replayed
from engine.live.rulesets import Rulesets
from engine.live.store.connect import connect
from engine.live.store.protocol import Store
from engine.replay.order import Rank, as_written, backwards, shuffled
from tests.engine.live.playing import Known

ORDERS: dict[str, Rank] = {"written": as_written, "reverse": backwards, "random": shuffled(3)}


async def replayed(store: Store, rank: Rank = as_written, player: int | None = None) -> Replayed:
    """Return what came out of an open store's history."""
    return await Replay(store, Rulesets(store.engine), Known(), player, rank).run()


def again(url: str, rank: Rank = as_written, player: int | None = None) -> Replayed:
    """Return what comes out of the history of a store."""

    async def run() -> Replayed:
        store = connect(url)
        await store.open()
        try:
            return await replayed(store, rank, player)
        finally:
            await store.close()

    return asyncio.run(run())


def main() -> None:
    """Say it."""
    found = again(sys.argv[1], ORDERS[sys.argv[2]])
    said = (found.receipts, found.objects, found.count, *found.differences[:3])
    sys.stdout.write(" ".join(map(str, said)))


if __name__ == "__main__":
    main()
