"""A store -> its history from genesis, run again under the rulesets that it names, and whatever differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.fair.secret import Secret
from engine.live.active import Active
from engine.live.content import ready
from engine.live.game import Library, ServerSeeds
from engine.live.replay.again import Again, epoch
from engine.live.replay.history import CHUNK, History, history
from engine.live.replay.memory import Memory
from engine.live.store.protocol import Receipt, Store, Stored
from engine.replay.closure import Closure
from engine.replay.difference import Difference, differences
from engine.replay.order import Order, Rank, as_written
from engine.replay.step import Had, Step

WINDOW = 4096


@dataclass(slots=True)
class Replayed:
    """How much was run again and compared, and what differed; no more than *most* of that is told."""

    receipts: int = 0
    objects: int = 0
    count: int = 0
    differences: list[Difference] = field(default_factory=list)
    most: int = 100

    def note(self, found: Difference) -> None:
        """Count a difference."""
        self.count += 1
        if len(self.differences) < self.most:
            self.differences.append(found)


class Replay:
    """One run through a history; *player* is an object's number, or None for everybody."""

    def __init__(
        self,
        store: Store,
        rulesets: Library,
        seeds: ServerSeeds,
        player: int | None = None,
        rank: Rank = as_written,
    ) -> None:
        self.found = Replayed()
        self._store = store
        self._rulesets = rulesets
        self._seeds = seeds
        self._player = player
        self._memory = Memory()
        self._again = Again(self._memory)
        self._order = Order(rank, self._memory.is_place)
        self._actives: dict[int, Active] = {}
        self._receipts: dict[int, Receipt] = {}

    async def run(self) -> Replayed:
        """Run it."""
        async with history(self._store) as past:
            only = await self._needed(past) if self._player is not None else None
            async for chunk in past.forward():
                await self._add(past, [each for each in chunk if only is None or each[0] in only])
                while self._order.waiting > WINDOW - CHUNK and await self._step(past):
                    pass
            while await self._step(past):
                pass
            for step, object_, version in self._order.stuck:
                said = f"object {object_} at version {version}"
                self.found.note(Difference(f"receipt {step.name}", "objects", said, "no receipt made it"))
            await self._present(past)
        return self.found

    async def _needed(self, past: History) -> set[int]:
        closure = Closure(self._player or 0)
        return {
            position
            async for chunk in past.backward()
            for position, receipt in chunk
            if closure.take(_step(position, receipt))
        }

    async def _add(self, past: History, chunk: list[tuple[int, Receipt]]) -> None:
        seen = {had.object for _, receipt in chunk for had in receipt.objects}
        self._memory.names |= await past.names(seen - self._memory.names.keys())
        for position, receipt in chunk:
            self._receipts[position] = receipt
            self._order.add(_step(position, receipt))

    async def _step(self, past: History) -> bool:
        """Run some steps that can be run; tell whether there were any."""
        steps = [step for _ in range(CHUNK // 4) if (step := self._order.take()) is not None]
        entries = await past.entries([step.name for step in steps]) if steps else {}
        for step in steps:
            receipt = self._receipts.pop(step.position)
            active, seed = await self._active(receipt.ruleset), Secret(b"")
            if (number := epoch(receipt)) is not None:
                seed = await self._seeds.seed(number)
            self.found.receipts += 1
            for each in self._again.run(active, seed, receipt, entries[receipt.id]):
                self.found.note(each)
        return bool(steps)

    async def _active(self, number: int) -> Active:
        found = self._actives.get(number)
        if found is None:
            found = await ready(self._store, await self._rulesets.ruleset(number), number)
            self._actives[number] = found
        return found

    async def _present(self, past: History) -> None:
        """Compare what the history leads to with what is there."""
        async for chunk in past.objects(self._player):
            for kept in chunk:
                self.found.objects += 1
                self._memory.names.setdefault(kept.id, kept.name)
                for each in _compared(kept, self._memory.stored(kept.id)):
                    self.found.note(each)


def _step(position: int, receipt: Receipt) -> Step:
    return Step(position, receipt.id, receipt.player, [Had(*each) for each in receipt.objects])


def _compared(kept: Stored, found: Stored) -> Iterator[Difference]:
    where = f"object {kept.id} ({kept.name.scope} {kept.name.owner} of world {kept.name.world})"
    return differences(where, dict(_parts(kept)), dict(_parts(found)))


def _parts(kept: Stored) -> Iterator[tuple[str, object]]:
    for name in ("version", "time", "nonce", "ends", "over", "banned"):
        yield name, getattr(kept, name)
    yield "hash", f"{kept.hash:032x}"
    for slot, key, putter, amount in kept.holdings:
        yield f"holding {slot}:{key}:{putter}", amount
    for slot, key, value in kept.cells:
        yield f"cell {slot}:{key}", value
