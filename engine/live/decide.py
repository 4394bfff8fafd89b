"""One command after the other, over the objects of a group -> replies, and all that is to be written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from engine.chance import Chance
from engine.fair.canonical import canonical
from engine.fair.secret import Secret
from engine.live.active import Active
from engine.live.book import booked, notices
from engine.live.correct.collect import collection
from engine.live.correct.correct import correct
from engine.live.correct.word import CORRECTIONS
from engine.live.dice import Dice
from engine.live.held import Delta, Held, latest, opened
from engine.live.objects import Objects, Sight, UnlockedError
from engine.live.paid.stay import follow, stopped
from engine.live.reply import Reply, read, reply_of
from engine.live.retire import retirement
from engine.live.store.protocol import Batch, Begun, Entry, Notice, Receipt, Versions
from engine.live.task import Task
from engine.live.unasked import Unasked, receipt_of
from engine.outcome import Accepted, Outcome, Refused
from engine.request import Known, read_params
from engine.state import Cells, State
from rules.expression.type import NONE

SYSTEM = frozenset({"clock", "shop", "operator"})  # who is not bound by a player's ban


class Defects(Protocol):
    """Who is told of exceptions inside a command."""

    def __call__(self, task: Task, error: Exception, /) -> None:
        """Take note of it; the player is told the receipt's id."""


class _Done(NamedTuple):
    """What a command came to, before anything of it is taken over; *rolled* are whose nonces it used."""

    reply: Reply
    deltas: Sequence[Delta] = ()
    entries: Sequence[Entry] = ()
    told: Sequence[Notice] = ()
    rolled: Sequence[int] = ()


class Decider:
    """Decide the commands of one try of a group; *objects* evolves with each that is accepted."""

    def __init__(
        self,
        active: Active,
        begun: Begun,
        seed: Secret,
        objects: Objects,
        known: Mapping[str, Receipt],
        defects: Defects,
    ) -> None:
        """Begin with nothing to be written."""
        self.active = active
        self.begun = begun
        self.seed = seed
        self.objects = objects
        self.known = dict(known)
        self.defects = defects
        self.receipts: list[Receipt] = []
        self.entries: list[Entry] = []
        self.notices: list[Notice] = []

    def batch(self) -> Batch:
        """Return all that is to be written."""
        changed = (held.changed(self.active.codec) for held in self.objects.held.values())
        return Batch([each for each in changed if each], self.receipts, self.entries, self.notices)

    def reply(self, task: Task) -> Reply:
        """Decide one command, or repeat what was decided."""
        receipt = self.known.get(task.command.id)
        if receipt is None:
            return self._decide(task)
        if receipt.digest != task.digest:
            return Reply(task.command.id, "refused", reason="id_used", rows=("id_used",), phase="params")
        return read(receipt.id, receipt.outcome, receipt.time, receipt.reply)

    def retire(self) -> None:
        """Pay out, before anything else, what is retired of what the locked objects hold."""
        if self.active.retired:
            self._unasked(lambda held: retirement(self.active, held))

    def collect(self) -> None:
        """Take, before anything else, what the locked objects owe and have."""
        self._unasked(lambda held: collection(self.active, self.objects, held))

    def _unasked(self, due: Callable[[Held], Unasked | None]) -> None:
        for held in [*self.objects.held.values()]:
            done = due(held) if held.locked else None
            if done is None:
                continue
            before = held.version
            follow(self.objects, held.stored.id, [done.delta], done.entries)
            held.take(done.delta)
            held.touch(self.begun.now)
            self.entries += done.entries
            self.receipts.append(receipt_of(done, self.active, self.begun, before))

    def _decide(self, task: Task) -> Reply:
        named = self.objects.of(task)
        time = task.time or max(task.now, latest(named))
        sight = self.objects.sight(task, time, named)
        luck = Dice(self.seed, task, self.objects)
        try:
            if task.command.action in CORRECTIONS:
                done = _Done(*correct(self.active, sight, task))
            else:
                done = self._done(task, sight, luck, time)
            if done.entries and (refused := stopped(sight, task, done.deltas, done.entries)):
                done = _Done(refused)
        except UnlockedError:
            raise
        except Exception as error:  # noqa: BLE001 - a defect fails its command, and nobody else's
            self.defects(task, error)
            return self._keep(task, Reply(task.command.id, "failed", time=time), sight, versions(sight))
        seen = sight.seen()
        before = {held.stored.id: held.version for held in seen}
        self._take(done.deltas, done.rolled)
        self.entries += done.entries
        self.notices += done.told
        for held in seen:
            # What is only looked at is as it was, and says nothing of when it was looked at.
            number, version = held.stored.id, held.version
            if number == task.me or version > before[number]:
                held.touch(time)
        before |= dict.fromkeys(done.reply.opened, 0)
        return self._keep(task, done.reply, sight, before, luck, rolled=bool(done.rolled))

    def _done(self, task: Task, sight: Sight, luck: Dice, time: int) -> _Done:
        """Play what a program says."""
        outcome = self._play(task, sight, luck)
        deltas = list(self._deltas(task, sight, outcome))
        made = tuple(number for number in map(_number, deltas) if number not in self.objects.held)
        return _Done(
            reply_of(task, outcome, time, made),
            deltas,
            booked(self.active.codec, task, outcome, deltas),
            notices(task, outcome, time),
            luck.counting if luck.rolls and isinstance(outcome, Accepted) else (),
        )

    def _play(self, task: Task, sight: Sight, luck: Chance) -> Outcome:
        active, program = self.active.at(sight.moment.now), task.program
        if active is not self.active:  # events hold
            program = active.program(task.command.action, task.command.params)
        state = State(active.ruleset.catalogue, sight.cells)
        if program is None:
            return _refused(state, "no_action", f"there is no action `{task.command.action}`")
        if program.who != "player" and program.who not in task.command.who:
            return _refused(state, "not_allowed")
        if self.objects.get(task.me).stored.banned > sight.moment.now and not task.command.who & SYSTEM:
            return _refused(state, "banned")
        if any(not self.objects.knows(number) for number in task.offers):
            return _refused(state, "frozen", "the game does not know all that lies in it (any more)")
        given = {**task.command.params, **task.players}
        known = Known({str(each): each for each in task.players.values()}, self.objects.kinds(task))
        params = read_params(active.ruleset.catalogue, program, given, state, known)
        if isinstance(params, Refused):
            return params
        outcome = active.executor.play(program, state, params, luck, sight.moment)
        if isinstance(outcome, Refused) and outcome.phase != "params":
            closing = active.closing(program)
            if closing is not None:  # what lies in an offer must come back, whatever its end came upon
                return active.executor.play(closing, state, params, luck, sight.moment)
        return outcome

    def _deltas(self, task: Task, sight: Sight, outcome: Outcome) -> Iterator[Delta]:
        """Yield what the command left changed, object by object; what changed must be locked."""
        codec = self.active.codec
        yield self.objects.get(task.me).delta(codec, outcome.state.cells)
        for place in task.shared.values():
            if place in self.objects.held:
                yield from self._shared(place, outcome.state.cells)
        if isinstance(outcome, Accepted):
            for number, state in outcome.others.items():
                yield self.objects.get(number).delta(codec, state.cells)
            yield from self._offers(task, sight, outcome)

    def _shared(self, place: int, after: Cells) -> Iterator[Delta]:
        held = self.objects.get(place)
        delta = held.delta(self.active.codec, after)
        if delta.changes and not held.locked:
            raise UnlockedError(frozenset({place}))
        if delta.changes:
            yield delta

    def _offers(self, task: Task, sight: Sight, outcome: Accepted) -> Iterator[Delta]:
        offers = self.active.offers
        for number, state in offers.raised(sight.moment.offers, outcome.offers).items():
            held = self.objects.held.get(number)
            shape = offers.of(state.cells)
            if held is None:
                held = opened(self.active.codec, number, task.command.world, shape.kind)
            delta, ends = held.delta(self.active.codec, state.cells), state.cells[shape.ends]
            delta.end = None if ends == NONE else ends, bool(state.cells[shape.over])
            yield delta

    def _take(self, deltas: Sequence[Delta], rolled: Sequence[int]) -> None:
        """Go on with what changed, offers that are new among it, and with nonces that were used."""
        taken = {delta.held.stored.id for delta in deltas}
        still = (self.objects.get(number) for number in rolled if number not in taken)
        for delta in (*deltas, *(held.delta(self.active.codec, held.cells) for held in still)):
            number = _number(delta)
            self.objects.held.setdefault(number, delta.held)
            delta.held.take(delta, nonce=int(number in rolled))

    def _keep(
        self,
        task: Task,
        reply: Reply,
        sight: Sight,
        before: Mapping[int, int],
        luck: Dice | None = None,
        *,
        rolled: bool = False,
    ) -> Reply:
        """Write the receipt of a command that was decided."""
        objects = tuple(
            Versions(number, version, self.objects.held[number].version) for number, version in before.items()
        )
        me = self.objects.get(task.me).stored
        saw = _saw(task, reply)
        if events := self.active.at(sight.moment.now).ruleset.held:
            saw["events"] = [*events]
        if luck and luck.rolls and not rolled:
            saw["tried"] = {"epoch": self.begun.epoch, "luck": json.loads(luck.written())}
        receipt = Receipt(
            task.command.id,
            task.command.world,
            task.me,
            task.command.action,
            task.request,
            task.digest,
            reply.outcome,
            reply.kept,
            self.active.number,
            self.begun.generation,
            sight.moment.now,
            self.begun.epoch if rolled else 0,
            me.nonce if rolled else 0,
            luck.written() if luck and rolled else "[]",
            canonical(saw) if saw else "{}",
            objects,
            me.hash,
        )
        self.receipts.append(receipt)
        self.known[receipt.id] = receipt
        return reply


def versions(sight: Sight) -> dict[int, int]:
    """Return the versions of what a command has seen."""
    return {held.stored.id: held.version for held in sight.seen()}


def _saw(task: Task, reply: Reply) -> dict[str, Any]:
    """Return what a command was told that is in no object: numbers, whom it named, where he stands."""
    places = [[*where, place] for where, place in sorted(task.places.items())]
    saw = {"fresh": reply.opened, "places": places, "players": task.players}
    return {name: value for name, value in saw.items() if value}


def _number(delta: Delta) -> int:
    return delta.held.stored.id


def _refused(state: State, reason: str, message: str = "") -> Refused:
    return Refused(reason, (reason,), state, "who", message=message)
