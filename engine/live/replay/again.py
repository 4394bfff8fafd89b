"""A receipt and the objects that it had -> the receipt that comes out when its command is decided again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.fair.luck import of_plain
from engine.fair.secret import Secret
from engine.live.active import Active
from engine.live.command import Command
from engine.live.correct.word import COLLECT
from engine.live.decide import Decider
from engine.live.held import Held
from engine.live.objects import Objects, UnlockedError
from engine.live.replay.memory import Memory
from engine.live.retire import ACTION as RETIRE
from engine.live.store.protocol import Begun, Entry, Name, Receipt
from engine.live.task import Task
from engine.replay.difference import Difference, differences

_NEVER = 1 << 62  # numbers from here on no object has


class _All(frozenset[int]):
    """Every object: what a command had not, was not there."""

    def __contains__(self, number: object) -> bool:
        return True


class Again:
    """Decide commands again over the objects of a replay."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.errors: list[Exception] = []

    def run(
        self, active: Active, seed: Secret, receipt: Receipt, entries: Sequence[Entry]
    ) -> Iterator[Difference]:
        """Yield what differs; what became of the objects is kept."""
        if receipt.outcome == "failed":
            return  # it changed nothing, whatever was wrong with it; a version that grew would be missed
        self.errors.clear()
        objects = self._objects(active, receipt)
        begun = Begun(receipt.generation, receipt.ruleset, receipt.time, receipt.epoch)
        decider = Decider(active, begun, seed, objects, {}, self._defect)
        try:
            self._decide(decider, active, objects, receipt)
        except UnlockedError as missing:
            yield Difference(receipt.id, "objects", "those it had", f"object {min(missing.numbers)} too")
            return
        for held in objects.held.values():
            self.memory.take(active, held)
        found = decider.receipts[-1] if decider.receipts else None
        yield from differences(f"receipt {receipt.id}", _parts(receipt), _parts(found) if found else {})
        yield from _booked(receipt.id, entries, decider.entries)
        for error in self.errors:
            yield Difference(f"receipt {receipt.id}", "error", None, repr(error))

    def _objects(self, active: Active, receipt: Receipt) -> Objects:
        made = set(json.loads(receipt.saw).get("fresh", ()))
        held = {
            had.object: self.memory.held(active, had.object, had.before)
            for had in receipt.objects
            if had.object not in made
        }
        for holder in _holders(receipt):
            if holder[0] in held:
                _seeded(held[holder[0]], holder[1])
        objects = Objects(active, {}, _All())
        objects.held = held
        return objects

    def _decide(self, decider: Decider, active: Active, objects: Objects, receipt: Receipt) -> None:
        if receipt.action == RETIRE:
            decider.retire()
        elif receipt.action == COLLECT:
            decider.collect()
        else:
            decider.reply(self._task(active, objects, receipt))

    def _task(self, active: Active, objects: Objects, receipt: Receipt) -> Task:
        saw = json.loads(receipt.saw)
        task = Task(_command(receipt), time=receipt.time)
        task.under(active)
        named = {held.stored.name: number for number, held in objects.held.items()}
        places = {"guild": task.command.guild, "channel": task.command.channel, "world": 0}
        task.me = receipt.player
        task.shared = {
            scope: named[name]
            for scope in sorted(active.scopes)
            if (name := Name(receipt.world, scope, places[scope])) in named
        }
        task.players = saw.get("players", {})
        task.places = {(ranking, period): place for ranking, period, place in saw.get("places", ())}
        made = tuple(saw.get("fresh", ()))
        task.fresh = (*made, *range(_NEVER, _NEVER + task.reach.opens - len(made)))
        task.extra = set(objects.held)
        return task

    def _defect(self, _: Task, error: Exception) -> None:
        self.errors.append(error)


def _command(receipt: Receipt) -> Command:
    asked: Mapping[str, Any] = json.loads(receipt.request)
    return Command(
        receipt.id,
        receipt.world,
        asked["owner"],
        asked["action"],
        asked["params"],
        asked.get("guild", 0),
        asked.get("channel", 0),
        frozenset(asked.get("who", ())),
        asked.get("by", ""),
        asked.get("why", ""),
    )


def _seeded(held: Held, seed: str) -> None:
    if held.stored.seed != seed:
        held.stored = held.stored._replace(seed=seed)


def _holders(receipt: Receipt) -> Sequence[tuple[int, str]]:
    """Return whose seeds a command's luck hung on: what players chose is no part of what they have."""
    luck = of_plain(json.loads(receipt.rolls)) or of_plain(tried(receipt).get("luck"))
    return luck.basis.holders if luck else ()


def epoch(receipt: Receipt) -> int | None:
    """Return under which seed of the server a command rolled, None if it did not."""
    if receipt.rolls != "[]":
        return receipt.epoch
    found: int | None = tried(receipt).get("epoch")
    return found


def tried(receipt: Receipt) -> Mapping[str, Any]:
    """Return with what luck a command was refused."""
    found: Mapping[str, Any] = json.loads(receipt.saw).get("tried", {})
    return found


def _parts(receipt: Receipt) -> dict[str, Any]:
    return {
        "outcome": receipt.outcome,
        "reply": receipt.reply,
        "request": receipt.request,  # and not its digest: a player may have a pseudonym by now
        "time": receipt.time,
        "nonce": receipt.nonce,
        "rolls": receipt.rolls,
        "saw": receipt.saw,
        "objects": sorted(map(tuple, receipt.objects)),
        "hash": f"{receipt.hash:032x}",
    }


def _booked(where: str, expected: Sequence[Entry], found: Sequence[Entry]) -> Iterator[Difference]:
    for number in range(max(len(expected), len(found))):
        one = expected[number] if number < len(expected) else None
        other = found[number] if number < len(found) else None
        if one != other:
            yield Difference(f"receipt {where}", f"entry {number}", one and one[2:], other and other[2:])
