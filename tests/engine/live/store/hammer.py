"""A process of several: an address, a name, a number -> so many groups that take from one and give another.

Run as `python -m tests.engine.live.store.hammer URL NAME COUNT`; prints numbers that no other was given.
"""

from __future__ import annotations

import asyncio
import sys

from engine.live.store.protocol import Batch, Changed, Entry, Holding, RetryError, Store, Stored, Versions
from tests.engine.live.store.situations import run, told, two

SLOT, KEY = 1, 1
TASKS = 4


async def hammer(store: Store, name: str, count: int) -> list[int]:
    """Run groups in several tasks; return fresh numbers, one a task."""
    ids = await two(store)
    each = [_groups(store, f"{name}{task}", count // TASKS, ids) for task in range(TASKS)]
    await asyncio.gather(*each)
    return [(await store.fresh(1))[0] for _ in range(TASKS)]


async def _groups(store: Store, name: str, count: int, ids: tuple[int, int]) -> None:
    for number in range(count):
        command = f"{name}-{number // 2}"  # each is delivered twice
        while not await _moved(store, command, *(ids if number % 3 else reversed(ids))):
            pass


async def _moved(store: Store, command: str, source: int, target: int) -> bool:
    """Carry out one command, once; tell whether it is done."""
    try:
        async with store.transaction() as group:
            await group.lock([source, target])
            found = await group.read([source, target])
            if await group.receipts([command]):
                return True
            versions = tuple(Versions(each.id, each.version, each.version + 1) for each in found.values())
            changes = [_with(found[source], -1), _with(found[target], 1)]
            receipt = told(command, source, objects=versions)
            await group.write(
                Batch(changes, [receipt], [Entry(command, 0, SLOT, KEY, 1, source, target, "x")])
            )
            await group.commit()
    except RetryError:
        return False
    return True


def _with(kept: Stored, more: int) -> Changed:
    held = kept.holdings[0].amount + more
    return Changed(kept._replace(version=kept.version + 1, holdings=(Holding(SLOT, KEY, 0, held),)))


if __name__ == "__main__":
    address, whose, many = sys.argv[1:]
    sys.stdout.write(" ".join(map(str, run(address, lambda store: hammer(store, whose, int(many))))))
