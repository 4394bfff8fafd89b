"""A draw of many pulls -> one pull and how many there are, where they are alike and nothing else matters."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from engine.distribution.question import Question
from engine.distribution.slice import Live, Slice, head
from engine.odds.chain import Draw, lasting
from rules.expression.node import Const, Local, Node
from rules.program.node import Repeat, Step
from rules.program.walk import Walker


class Pulls(NamedTuple):
    """A draw that is *times* others, one after the other."""

    draw: Draw
    times: int


def pulls(draw: Draw, *questions: Question) -> Pulls:
    """Take a draw apart into pulls, if that answers all questions alike; else it is one pull."""
    apart = {_apart(draw, question) for question in questions}
    found = apart.pop()
    if apart or found is None:
        return Pulls(draw, 1)
    steps, times = found
    return Pulls(replace(draw, steps=steps), times)


def _apart(draw: Draw, question: Question) -> tuple[tuple[Step, ...], int] | None:
    """Return the one step that is kept, if it is a loop whose rounds share nothing but what lasts."""
    cut = Slice(Walker(draw.catalogue), replace(question, slots=lasting(draw, question)), draw.steps)
    live, kept = cut.last(), list[tuple[Step, Live]]()
    for step in reversed(draw.steps):
        found = cut.step(step, live)
        if found is not None:
            kept.append((step, live))
            live = found
    if len(kept) != 1:
        return None
    step, after = kept[0]
    if not isinstance(step, Repeat) or step.until is not None or head(cut, step, after) != after:
        return None
    times = _number(draw, step.times)
    return None if times is None else (step.body, min(times, step.most))


def _number(draw: Draw, node: Node) -> int | None:
    """Return a number that is known before the draw."""
    if isinstance(node, Const):
        return int(node.value)
    if isinstance(node, Local) and node.name in draw.params:
        return int(draw.params[node.name])
    return None
