"""Programs -> whether they need others than the one player who acts: offers, and what lies in them.

Columns, distributions and C have one player; who carries programs out by them asks here first, and refuses by
name.
"""

from __future__ import annotations

from collections.abc import Iterable

from rules.program.catalogue import Catalogue
from rules.program.node import Close, Empty, Move, Open, Program, Step
from rules.program.walk import Walker, every

WORDS: dict[type[Step], str] = {Open: "open", Move: "put or hand", Close: "close", Empty: "reset"}


def offers_in(program: Program, walker: Walker) -> tuple[str, ...]:
    """Return what a program does with offers, in the words of authors; nothing where it does nothing."""
    asked = [f"name a `{param.type.kind}`" for param in program.params if param.type.name == "offer"]
    done = [
        word for kind, word in WORDS.items() if any(isinstance(step, kind) for step in every(program.steps))
    ]
    found = [*asked, *done]
    if not found and _slots(program.steps, walker):
        found = ["look into offers"]
    return tuple(found)


def offer_kinds(catalogue: Catalogue) -> frozenset[str]:
    """Return the kinds of offers that a catalogue has slots of."""
    return frozenset(slot.scope for slot in catalogue.slots if slot.of_offer)


def _slots(steps: Iterable[Step], walker: Walker) -> bool:
    used = walker.use(steps)
    slots = (walker.catalogue.by_name.get(name) for name in used.reads.slots | used.slots)
    return any(slot is not None and slot.of_offer for slot in slots)
