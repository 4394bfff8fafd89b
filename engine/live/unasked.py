"""What the game does to an object of itself, before any command has it -> the receipt of that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.fair.canonical import canonical
from engine.live.active import Active
from engine.live.command import digest
from engine.live.held import Delta
from engine.live.reply import Amount, Reply
from engine.live.store.protocol import Begun, Entry, Receipt, Versions


class Unasked(NamedTuple):
    """What becomes of an object that nobody asked for, under the id of its *receipt*."""

    receipt: str
    action: str
    delta: Delta
    entries: Sequence[Entry]
    assets: tuple[Amount, ...] = ()
    cut: tuple[Amount, ...] = ()


def receipt_of(done: Unasked, active: Active, begun: Begun, before: int) -> Receipt:
    """Return the receipt of what was done to an object whose version was *before*, and is another now."""
    stored = done.delta.held.stored
    request = canonical({"action": done.action, "object": stored.id})
    return Receipt(
        done.receipt,
        stored.name.world,
        stored.id,
        done.action,
        request,
        digest(request),
        "accepted",
        Reply(done.receipt, "accepted", assets=done.assets, cut=done.cut).kept,
        active.number,
        begun.generation,
        stored.time,
        objects=(Versions(stored.id, before, stored.version),),
        hash=stored.hash,
    )
