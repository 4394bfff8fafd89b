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


def pulls(draw: Draw, question: Question) -> Pulls:
    """Take a draw apart into pulls, if that answers the question alike; else it is one pull."""
    cut = Slice(Walker(draw.catalogue), replace(question, slots=lasting(draw, question)), draw.steps)
    live, kept = cut.last(), list[tuple[Step, Live]]()
    for step in reversed(draw.steps):
        found = cut.step(step, live)
        if found is not None:
            kept.append((step, live))
            live = found
    for step, after in kept if len(kept) == 1 else ():
        times = _number(draw, step.times) if isinstance(step, Repeat) else None
        if isinstance(step, Repeat) and times is not None and _shares_nothing(draw, cut, step, after):
            return Pulls(replace(draw, steps=step.body), min(times, step.most))
    return Pulls(draw, 1)


def _shares_nothing(draw: Draw, cut: Slice, step: Repeat, after: Live) -> bool:
    """Tell whether the rounds of a loop have nothing between them but what lasts, and what never changes."""
    fixed = draw.params.keys() - cut.walker.use(draw.steps).locals
    return step.until is None and (head(cut, step, after) or after) - fixed == after


def _number(draw: Draw, node: Node) -> int | None:
    """Return a number that is known before the draw."""
    if isinstance(node, Const):
        return int(node.value)
    if isinstance(node, Local) and node.name in draw.params:
        return int(draw.params[node.name])
    return None
