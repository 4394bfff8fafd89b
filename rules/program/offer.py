"""A kind of offer: who may act on one, what it holds, when it ends, and what is done then."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from rules.expression.node import Node
from rules.expression.type import NONE, Type
from rules.program.catalogue import Catalogue
from rules.program.slot import unpair

OPEN_TO = ("anyone", "guild", "channel", "named")
OpenTo = Literal["anyone", "guild", "channel", "named"]
BUILT_IN = ("owner", "ends", "over", "version", "held", "put", "players", "guild", "channel")
ONE = "one."  # what the slots begin with that hold the number of the only offer of a kind
GONE = "offer.gone"  # why a command is refused whose offer is over
NOT_YOURS = "offer.not_yours"  # or is not for the player who asks
MOST_PLAYERS = 1000  # of an offer, where they are gone through


@dataclass(frozen=True, slots=True)
class Offer:
    """What `open` makes one of; *fields* are its own, by name, without those that are kept per player.

    *named* are the slots that hold players who are named in it. *ends*: whether it has an end; *at_end*:
    whether there is a program for that, `Ruleset.endings[kind]`. *one_per*: guild, channel, world or nothing.
    """

    kind: str
    open_to: OpenTo = "anyone"
    fields: dict[str, Type] = field(default_factory=dict)
    per_player: dict[str, Type] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    one_per: str = ""
    ends: Node | None = None
    at_end: bool = False


def put_slot(kind: str, asset: str) -> str:
    """Return the slot in which an offer of *kind* holds what was put in of the slot *asset*."""
    return f"{kind}.put.{asset}"


def ending(kind: str) -> str:
    """Return the name of the program that ends an offer."""
    return f"{kind}.at_end"


def lying(
    catalogue: Catalogue, kind: str, cells: list[Any], putter: int | None = None
) -> dict[tuple[int, int], int]:
    """Return what lies in an offer as a tally: by slot and record (-1: one cell), of one putter or of all."""
    found: dict[tuple[int, int], int] = {}
    for slot in catalogue.slots:
        if slot.scope == kind and slot.name.startswith(put_slot(kind, "")):
            asset = catalogue.slot(slot.name.removeprefix(put_slot(kind, "")))
            for key, amount in cells[slot.index].items():
                who, code = unpair(key)
                if putter in {None, who}:
                    at = asset.index, code if asset.kind else -1
                    found[at] = found.get(at, 0) + amount
    return found


def players_in(catalogue: Catalogue, kind: str, cells: list[object]) -> list[int]:
    """Return who put something into an offer or stands in a field of it, by number."""
    found: set[int] = set()
    for slot in catalogue.slots:
        if slot.scope != kind:
            continue
        held = cells[slot.index]
        if isinstance(held, dict):
            keyed = slot.kind != "player"
            found |= {
                unpair(key)[0] if keyed else key for key, value in held.items() if value != slot.default
            }
        elif slot.type.name == "player" and slot.name != f"{kind}.owner" and isinstance(held, int):
            found.add(held)
    return sorted(found - {0, NONE})
