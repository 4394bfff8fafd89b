"""A reply as it was kept -> the outcome that it tells of, to be put into words like the first time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.live.reply import Reply
from engine.outcome import Accepted, Cut, Outcome, Refused, Said
from engine.state import State
from engine.view.ask import nodes
from rules.expression.node import Node
from rules.program.node import Program


def outcome_of(reply: Reply, program: Program, state: State) -> Outcome:
    """Return so much of an outcome as words need; *state* is that of the player now."""
    if reply.outcome != "accepted":
        reason = reply.reason if reply.outcome == "refused" else "fault"
        return Refused(reason, reply.rows or (reason,), state, reply.phase, reply.lacking, reply.message)
    types = nodes(program)
    said = [Said(name, tuple(_values(types, name, values))) for name, values in reply.said]
    return Accepted(state, (*said, *(Cut(*each) for each in reply.cut)))


def _values(
    types: Mapping[tuple[str, str], Node], text: str, values: Mapping[str, Any]
) -> list[tuple[str, Any]]:
    """Return what a text is filled with, as it was told: amounts are no list in memory."""
    return [
        (name, tuple(map(tuple, value)) if _amounts(types.get((text, name))) else value)
        for name, value in values.items()
    ]


def _amounts(node: Node | None) -> bool:
    return node is not None and node.type.name == "amounts"
