"""Slots: the families of cells of which a state is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rules.expression.node import Node
from rules.expression.type import Type

Scope = Literal["player", "guild", "channel", "world", "draw"]


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
