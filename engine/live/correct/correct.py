"""A command of an operator that no program says -> what becomes of the objects that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engine.live.active import Active
from engine.live.correct.accounts import Accounts, FrozenAssetError, kept
from engine.live.correct.word import REVERT, REVERTED
from engine.live.held import Delta
from engine.live.objects import Objects, Sight
from engine.live.reply import Amount, Reply
from engine.live.store.protocol import Entry
from engine.live.system import OPERATOR
from engine.live.task import Task
from engine.outcome import Lack


class Correction(NamedTuple):
    """What is to be said and, where it was accepted, written."""

    reply: Reply
    deltas: Sequence[Delta] = ()
    entries: Sequence[Entry] = ()


def correct(active: Active, sight: Sight, task: Task) -> Correction:
    """Decide a correction; it is a receipt like any other, and depends on nothing but what it locked."""
    time = sight.moment.now
    if OPERATOR not in task.command.who:
        return _refused(task, time, "not_allowed")
    if task.command.action != REVERT:
        return _banned(active, sight, task)
    try:
        return _reverted(active, sight.objects, task, time)
    except FrozenAssetError:
        return _refused(task, time, "frozen", message="the game does not know all of it (any more)")


def _banned(active: Active, sight: Sight, task: Task) -> Correction:
    """Keep a player out until a time, or for one; until one that is past, and he is let in again."""
    held, params, time = sight.objects.get(task.me), task.command.params, sight.moment.now
    delta = held.delta(active.codec, sight.cells)
    delta.banned = max(0, time + int(params["for"]) if "for" in params else int(params["until"]))
    return Correction(Reply(task.command.id, "accepted", time=time), [delta])


def _reverted(active: Active, objects: Objects, task: Task, time: int) -> Correction:
    params = task.command.params
    mark = active.codec.numbers[REVERTED], int(params["position"])
    if kept(objects.get(task.me), mark):
        return _refused(task, time, "reverted", message=f"receipt `{params['receipt']}` was reverted before")
    made = Accounts(active, objects, task.command.id, REVERT)
    for slot, key, amount, source, target in params["moves"]:
        made.move((slot, key), amount, source, target)
    if made.full:
        return _refused(task, time, "no_room", made.full)
    if made.lacking and not params.get("debt"):
        return _refused(task, time, "spent", made.lacking)
    made.remember(task.me, mark, 1)
    reply = Reply(
        task.command.id,
        "accepted",
        assets=tuple(_gains(made, task.me)),
        lacking=tuple(made.lacking),
        time=time,
    )
    return Correction(reply, made.deltas(), made.entries)


def _gains(made: Accounts, me: int) -> Iterator[Amount]:
    """Yield what the player of the receipt got back, or below 0 gave back."""
    for (number, asset), amount in made.gains.items():
        if number == me and amount:
            yield (*made.called(asset), amount)


def _refused(
    task: Task, time: int, reason: str, lacking: Sequence[Lack] = (), message: str = ""
) -> Correction:
    reply = Reply(
        task.command.id,
        "refused",
        reason=reason,
        rows=(reason,),
        phase="do",
        lacking=tuple(lacking),
        message=message,
        time=time,
    )
    return Correction(reply)
