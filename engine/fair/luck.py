"""Who rolls, and for which time -> luck that can be verified; what fell -> the text that a receipt keeps.

The message of an HMAC begins with `SEEDS:PLAYERS:NONCE:`. For one player these are his seed, his number and
the how-manieth of his commands that rolled it is. For two who meet in an offer they are both seeds and both
numbers, joined with `+` in order of the numbers, and `OFFER.NONCE`: the offer's number, and the how-manieth
that rolled on it. Neither `+` nor `.` can stand in the parts, so no two commands ever share a message.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from engine.chance import FairChance, Roll
from engine.fair.canonical import canonical
from engine.fair.epoch import is_player_seed
from engine.fair.secret import Secret


class Holder(NamedTuple):
    """A player on whom luck hangs: the object's number and the seed he chose; none is empty."""

    player: int
    seed: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """What the luck of a command hangs on, besides the server's seed."""

    holders: tuple[Holder, ...]
    nonce: str

    def __post_init__(self) -> None:
        """Refuse what would make two commands' messages alike."""
        if any(holder.seed and not is_player_seed(holder.seed) for holder in self.holders):
            raise ValueError("a player's seed is 1 to 64 letters, digits, `_` and `-`")
        numbers = [holder.player for holder in self.holders]
        if not numbers or any(one >= other for one, other in pairwise(numbers)):
            raise ValueError("holders of luck are different players, in order of their numbers")

    def chance(self, server_seed: Secret) -> FairChance:
        """Return luck that keeps what it rolled."""
        seeds = "+".join(holder.seed for holder in self.holders)
        players = "+".join(str(holder.player) for holder in self.holders)
        return FairChance(server_seed.reveal(), seeds, players, self.nonce, record=True)


def of_player(holder: Holder, nonce: int) -> Basis:
    """Return what the luck of a command hangs on in which a player rolls for himself."""
    return Basis((holder,), str(nonce))


def of_offer(one: Holder, other: Holder, offer: int, nonce: int) -> Basis:
    """Return what the luck of a command hangs on in which two players roll against each other."""
    return Basis((min(one, other), max(one, other)), f"{offer}.{nonce}")


@dataclass(frozen=True, slots=True)
class Luck:
    """What a command's luck hung on and how it fell."""

    basis: Basis
    rolls: tuple[Roll, ...]

    def plain(self) -> dict[str, object]:
        """Return it for JSON; what may have 64 bits is spelt, as many languages read numbers by halves."""
        return {
            "holders": [[holder.player, holder.seed] for holder in self.basis.holders],
            "nonce": self.basis.nonce,
            "rolls": [[site, *map(str, numbers)] for site, *numbers in self.rolls],
        }


def written(basis: Basis, rolls: Sequence[Roll]) -> str:
    """Return what a receipt keeps of luck: `[]` where nothing was rolled."""
    return canonical(Luck(basis, tuple(rolls)).plain()) if rolls else "[]"


def read(text: str) -> Luck | None:
    """Return the luck that a receipt kept, None where nothing was rolled; raise `ValueError` at nonsense."""
    return of_plain(json.loads(text))


def of_plain(plain: object) -> Luck | None:
    """Return luck from what JSON holds of it."""
    match plain:
        case [] | None:
            return None
        case {"holders": [*holders], "nonce": str(nonce), "rolls": [*rolls]}:
            return Luck(Basis(tuple(map(_holder, holders)), nonce), tuple(map(_roll, rolls)))
        case _:
            raise ValueError("luck has holders, a nonce and rolls")


def _holder(plain: object) -> Holder:
    match plain:
        case [int(player), str(seed)]:
            return Holder(player, seed)
        case _:
            raise ValueError("a holder of luck is a number and a seed")


def _roll(plain: object) -> Roll:
    match plain:
        case [str(site), str(coordinate), str(n), str(value)] if _number(value) < _number(n):
            return Roll(site, _number(coordinate), _number(n), _number(value))
        case _:
            raise ValueError("a roll is a site, a coordinate, a number n and a value below n")


def _number(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= len(str(1 << 64)) and int(text) < 1 << 64:
        return int(text)
    raise ValueError("a number of a roll is a text of digits, below 2^64")
