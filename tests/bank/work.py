"""A seed -> commands of players who stand in each other's way, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, MutableSequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from engine.live.command import Command
from engine.live.reply import Reply
from rules.load import load
from rules.ruleset import Ruleset

PACK = Path(__file__).parent / "pack"
CARDS = ("frog", "newt", "toad")
KEPT = 16  # offers of each kind that everybody knows of
WEIGHTS = {
    "gift": 24,
    "pass_on": 10,
    "fuse": 12,
    "melt": 4,
    "alms": 8,
    "save": 5,
    "rob": 5,
    "stamp": 2,
    "trade": 3,
    "trade_card": 4,
    "trade_gold": 4,
    "trade_agree": 6,
    "trade_cancel": 1,
    "list_card": 4,
    "buy_card": 5,
    "unlist": 1,
    "drop": 2,
    "grab": 4,
}
OPENS = {"trade": 0, "list_card": 1, "drop": 2}
SHELVES = KEPT * len(OPENS)


@cache
def bank() -> Ruleset:
    """Return the ruleset of the bank, which has no problem."""
    found = load(PACK)
    assert not list(found.problems)
    assert found.ruleset is not None
    return found.ruleset


class Work:
    """Commands of some players. *shelf* holds offers that were opened of late, by whatever process."""

    def __init__(self, seed: object, players: int, shelf: MutableSequence[int]) -> None:
        self._random = Random(str(seed))
        self._players = players
        self._shelf = shelf

    def next(self, id_: str) -> Command:
        """Return a command; it may be refused."""
        action = self._random.choices([*WEIGHTS], [*WEIGHTS.values()])[0]
        who = 1 + self._random.randrange(self._players)
        if action.startswith("trade_"):
            number, owner, partner = self._shelved("trade")
            who = owner if self._random.random() < 1 / 2 else partner
            return Command(id_, 0, who or 1, action, {"trade": number, **self._more(action)})
        return Command(id_, 0, who, action, {**self._more(action), **self._friend(action, who)})

    def heard(self, command: Command, reply: Reply) -> None:
        """Put an offer that was opened where everybody finds it."""
        kind = OPENS.get(command.action)
        if kind is not None and reply.opened:
            partner = int(command.params.get("partner", 0))
            at = kind * KEPT + self._random.randrange(KEPT)
            self._shelf[at] = reply.opened[0] << 32 | command.owner << 16 | partner

    def _shelved(self, action: str) -> tuple[int, int, int]:
        found = self._shelf[OPENS[action] * KEPT + self._random.randrange(KEPT)]
        return found >> 32, found >> 16 & 0xFFFF, found & 0xFFFF

    def _friend(self, action: str, who: int) -> dict[str, Any]:
        friend = 1 + (who + self._random.randrange(self._players - 1)) % self._players
        return {name: friend for name in ("friend", "partner") if name in _asked(action)}

    def _more(self, action: str) -> dict[str, Any]:
        ways: dict[str, Callable[[], Any]] = {
            "coin": lambda: self._random.choice(("gold", "gold", "gem")),
            "card": lambda: self._random.choice(CARDS),
            "first": lambda: self._random.choice(CARDS),
            "second": lambda: self._random.choice(CARDS),
            "count": lambda: 1 + self._random.randrange(20),
            "price": lambda: 1 + self._random.randrange(60),
            "listing": lambda: self._shelved("list_card")[0],
            "drop": lambda: self._shelved("drop")[0],
        }
        return {name: make() for name, make in ways.items() if name in _asked(action)}


@cache
def _asked(action: str) -> frozenset[str]:
    return frozenset(param.name for param in bank().programs[action].params)
