"""A receipt -> the leaf of the log that stands for it, which shows nothing that is personal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256

from engine.fair.canonical import canonical
from engine.fair.luck import Luck, of_plain

_NUMBERS = ("epoch", "generation", "player", "time")
_TEXTS = ("action", "commitment", "id", "outcome", "private", "ruleset")


@dataclass(frozen=True, slots=True)
class Leaf:
    """What anyone may know of a receipt.

    *ruleset* is the hash of the rules it was decided by, *commitment* that of the server's seed (64 hex
    digits, empty where nothing was rolled), *private* that of all else that the receipt says.
    """

    id: str
    player: int
    action: str
    outcome: str
    ruleset: str
    generation: int
    time: int
    epoch: int
    commitment: str
    luck: Luck | None
    private: str

    def written(self) -> str:
        """Return the text whose hash is in the log."""
        plain = {name: getattr(self, name) for name in (*_NUMBERS, *_TEXTS)}
        return canonical({**plain, "luck": self.luck.plain() if self.luck else None})


def read(text: str) -> Leaf:
    """Return the leaf that a text spells; raise `ValueError` where it spells none."""
    plain = json.loads(text)
    if not isinstance(plain, dict) or plain.keys() != {*_NUMBERS, *_TEXTS, "luck"}:
        raise ValueError("a leaf has other fields")
    if not all(type(plain[name]) is int for name in _NUMBERS):
        raise ValueError("a leaf's numbers are whole")
    if not all(isinstance(plain[name], str) for name in _TEXTS):
        raise ValueError("a leaf's names are texts")
    return Leaf(**{**plain, "luck": of_plain(plain["luck"])})


def private(request: bytes, reply: str, saw: str, objects: str, state: bytes) -> str:
    """Return the hash of what a leaf does not show.

    *request* is its digest; *reply*, *saw* and *objects* are texts as the receipt keeps them; *state* is the
    hash of what the player had after it.
    """
    return sha256(canonical([request.hex(), reply, saw, objects, state.hex()]).encode()).hexdigest()
