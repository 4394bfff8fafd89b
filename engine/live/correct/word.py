"""The actions of corrections, and under which numbers an object remembers them.

What is owed, what was reverted and what money bought are cells of the player, under slots that no game
declares: they are locked, hashed, backed up and replayed with all else that he has. An asset is one number
there, so that no rename of a record or of its kind loses a debt.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.ledger.entry import NOBODY

REVERT, BAN, COLLECT = "system.revert", "system.ban", "system.collect"
CORRECTIONS = frozenset({REVERT, BAN})
_NOUN = "system"
DEBT, REVERTED, BOUGHT = (_NOUN, "debt"), (_NOUN, "reverted"), (_NOUN, "bought")
WORDS = (DEBT, REVERTED, BOUGHT)  # to be numbered with all that a ruleset names
Asset = tuple[int, int]
_BITS = 32


def debt_slot(numbers: Mapping[tuple[str, str], int]) -> int:
    """Return under which number debts are kept; -1, which nothing is, where they have none."""
    return numbers.get(DEBT, -1)


def bought_slot(numbers: Mapping[tuple[str, str], int]) -> int:
    """Return under which number stands how much of an asset money bought."""
    return numbers.get(BOUGHT, -1)


def key_of(asset: Asset) -> int:
    """Return the one number under which an asset is owed, or bought."""
    return asset[0] << _BITS | asset[1]


def asset_of(key: int) -> Asset:
    """Return the asset of a number."""
    return key >> _BITS, key & ((1 << _BITS) - 1)


def accounts_of(params: Mapping[str, Any]) -> set[int]:
    """Return the objects that a correction touches besides its player."""
    moves = params.get("moves", ())
    return {number for move in moves for number in move[3:5] if number != NOBODY}
