"""What a command told -> the entries of the ledger, held against what became of its objects; and notices."""

from __future__ import annotations

from collections.abc import Sequence

from engine.fair.canonical import canonical
from engine.ledger.entry import NOBODY, movements
from engine.live.codec import Codec
from engine.live.held import Delta
from engine.live.reply import plain
from engine.live.store.protocol import Entry, Notice
from engine.live.task import Task
from engine.outcome import Accepted, Outcome, Told

_Nets = dict[tuple[int, int, int], int]  # by object and the numbers of an asset


class LedgerError(Exception):
    """What a command told of assets is not what became of them: a defect, which fails the command."""


def booked(codec: Codec, task: Task, outcome: Outcome, deltas: Sequence[Delta]) -> list[Entry]:
    """Return the entries of one command; raise `LedgerError` where they do not add up to what changed."""
    entries: list[Entry] = []
    told: _Nets = {}
    for move in movements(outcome.events, task.me) if isinstance(outcome, Accepted) else ():
        asset = codec.asset(move.slot, move.key)
        if asset is None or not move.amount:
            continue
        entries.append(
            Entry(task.command.id, len(entries), *asset, move.amount, move.source, move.target, move.why)
        )
        for account, amount in ((move.source, -move.amount), (move.target, move.amount)):
            if account != NOBODY:
                told[account, *asset] = told.get((account, *asset), 0) + amount
    became = {
        (delta.held.stored.id, *asset): net for delta in deltas for asset, net in delta.nets.items() if net
    }
    told = {account: net for account, net in told.items() if net}
    if told != became:
        message = f"booked {told}, became {became}"
        raise LedgerError(message)
    return entries


def notices(task: Task, outcome: Outcome, time: int) -> list[Notice]:
    """Return what players are to be told of."""
    found = (
        [event for event in outcome.events if isinstance(event, Told)]
        if isinstance(outcome, Accepted)
        else []
    )
    return [
        Notice(
            task.command.id,
            number,
            task.me if event.to is None else event.to,
            event.name,
            canonical({name: plain(value) for name, value in event.values}),
            time if event.at is None else event.at,
            replaces=event.at is not None,
        )
        for number, event in enumerate(found)
    ]
