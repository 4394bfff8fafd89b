"""A list of steps as it is written -> primitives, in order; `STEPS` is the only list of steps there is."""

from __future__ import annotations

from collections.abc import Callable

from rules.define.form import items
from rules.document import Mapping, Node
from rules.lower.here import Here
from rules.lower.step import (
    chance,
    close,
    draw,
    each,
    give,
    hand,
    let,
    open_,
    put,
    repeat,
    reset,
    roll,
    take,
    when,
)
from rules.lower.step.assign import lower_add, lower_set
from rules.lower.step.say import lower_say, lower_tell
from rules.program.node import Step, Steps

STEPS: dict[str, Callable[[Here, Mapping], Steps]] = {
    "give": give.lower,
    "take": take.lower,
    "set": lower_set,
    "add": lower_add,
    "reset": reset.lower,
    "let": let.lower,
    "draw": draw.lower,
    "roll": roll.lower,
    "chance": chance.lower,
    "when": when.lower,
    "repeat": repeat.lower,
    "each": each.lower,
    "open": open_.lower,
    "put": put.lower,
    "hand": hand.lower,
    "close": close.lower,
    "say": lower_say,
    "tell": lower_tell,
}


def lower_block(here: Here, written: Node | None) -> Steps:
    """Return the steps of a block; each reads what those before it left and bound."""
    steps: list[Step] = []
    for item in items(written):
        word = next((word for word in STEPS if isinstance(item, Mapping) and word in item.entries), None)
        if word and isinstance(item, Mapping):
            steps += STEPS[word](here, item)
    return tuple(steps)
