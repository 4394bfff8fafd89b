"""An outcome -> what is kept of it and said again to whoever asks again: names and values, no words."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from engine.fair.canonical import canonical
from engine.ledger.entry import movements
from engine.live.task import Task
from engine.outcome import Accepted, Cut, Lack, Outcome, Refused, Said

Saying = tuple[str, dict[str, Any]]
Amount = tuple[str, str | None, int]


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a command: *outcome* is `accepted`, `refused` or `failed`.

    *said* are texts and views with their values, records by id; *assets* what the player got (or gave, below
    0), *cut* what did not fit and was not given. A refusal has its *reason*, all *rows* that
    failed and what was lacking.
    """

    receipt: str
    outcome: str
    said: tuple[Saying, ...] = ()
    assets: tuple[Amount, ...] = ()
    cut: tuple[Amount, ...] = ()
    reason: str = ""
    rows: tuple[str, ...] = ()
    phase: str = ""
    lacking: tuple[Lack, ...] = ()
    message: str = ""
    opened: tuple[int, ...] = ()
    time: int = 0
    again: bool = field(default=False, compare=False)  # that it was carried out before

    @property
    def kept(self) -> str:
        """Return it as a receipt has it: canonical JSON of what is not as usual."""
        fields = {name: value for name in _KEPT if (value := getattr(self, name))}
        return canonical(fields)


_KEPT = ("said", "assets", "cut", "reason", "rows", "phase", "lacking", "message", "opened")


def read(receipt: str, outcome: str, time: int, kept: str) -> Reply:
    """Return the reply that a receipt has."""
    fields = json.loads(kept)
    return Reply(
        receipt,
        outcome,
        tuple((name, values) for name, values in fields.get("said", ())),
        tuple((slot, key, amount) for slot, key, amount in fields.get("assets", ())),
        tuple((slot, key, amount) for slot, key, amount in fields.get("cut", ())),
        fields.get("reason", ""),
        tuple(fields.get("rows", ())),
        fields.get("phase", ""),
        tuple(Lack(*lack) for lack in fields.get("lacking", ())),
        fields.get("message", ""),
        tuple(fields.get("opened", ())),
        time,
        again=True,
    )


def reply_of(task: Task, outcome: Outcome, time: int, opened: tuple[int, ...] = ()) -> Reply:
    """Return the reply to a command, which opened these offers."""
    receipt = task.command.id
    if isinstance(outcome, Refused):
        return Reply(
            receipt,
            "refused",
            reason=outcome.reason,
            rows=outcome.rows,
            phase=outcome.phase,
            lacking=outcome.lacking,
            message=outcome.said if outcome.reason == "fault" else outcome.message,
            time=time,
        )
    events = outcome.events
    said = tuple(_saying(event) for event in events if isinstance(event, Said))
    cut = tuple((event.slot, event.key, event.amount) for event in events if isinstance(event, Cut))
    return Reply(receipt, "accepted", said, _assets(outcome, task.me), cut, opened=opened, time=time)


def _saying(event: Said) -> Saying:
    return event.name, {name: plain(value) for name, value in event.values}


def plain(value: Any) -> Any:
    """Return a value that was told as a receipt has it: amounts as `[slot, id, amount]`, else as it is."""
    return [[*row] for row in value] if isinstance(value, tuple) else value


def _assets(outcome: Accepted, me: int) -> tuple[Amount, ...]:
    found: dict[tuple[str, str | None], int] = {}
    for slot, key, amount, source, target, _ in movements(outcome.events, me):
        found[slot, key] = found.get((slot, key), 0) + amount * ((target == me) - (source == me))
    return tuple((*asset, amount) for asset, amount in found.items() if amount)
