"""Slots: the families of cells of which a state is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.expression.node import Node
from rules.expression.type import Type

# Whose a slot is: one of these, or the id of an offer.
BELONGINGS = ("player", "guild", "channel", "world", "draw")
Scope = str

PUTTERS = 24  # bits of a code in the key of an escrow


@dataclass(frozen=True, slots=True)
class Slot:
    """A family of whole numbers that a state remembers: one cell, or one for each record of *kind*.

    Holdings of a kind are the slot `owned.KIND`. Truths are 0 or 1, records their codes, optionals may be
    `NONE`. *type* has the bounds that every write keeps. A *draw* slot is scratch: gone with the command.
    """

    index: int
    name: str
    type: Type
    kind: str = ""
    scope: Scope = "player"
    default: int = 0
    initial: Node | None = None  # what a new player starts with, where it is not a constant
    asset: bool = False  # may stand in amounts: given, taken, paid

    @property
    def of_offer(self) -> bool:
        """Tell whether an offer has this slot, and not a player or a place."""
        return self.scope not in BELONGINGS


def pair(putter: int, code: int) -> int:
    """Return the key of an escrow: so much of the record *code* was put in by *putter* (0: a table)."""
    return putter << PUTTERS | code


def unpair(key: int) -> tuple[int, int]:
    """Return who put in what an escrow holds under *key*, and the record's code."""
    return key >> PUTTERS, key & ((1 << PUTTERS) - 1)


def held(escrow: Mapping[int, int], code: int) -> int:
    """Return how much of the record *code* an escrow holds, whoever put it in."""
    return sum(amount for key, amount in escrow.items() if unpair(key)[1] == code)
