"""A game in which players roll alone and against each other, over a store whose seeds are promised."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from engine.live.fair.epochs import Epochs
from engine.live.game import Game
from engine.live.store.protocol import Store
from rules.ruleset import Ruleset
from tests.engine.live.fair.keeping import epochs
from tests.engine.live.playing import Heard, Players, Shelf
from tests.play import ruleset

TEXT = """
kinds: {money: {holdable: stack}}
money: {gold: {name: Gold}}
offers: {duel: {open_to: anyone, ends: {in: 15m}}}
actions:
  find: {summary: Find., do: [{give: {gold: 1..1000}}]}
  call: {summary: Call., do: [{open: duel}]}
  meet:
    summary: Meet.
    params: {duel: {type: duel}}
    do: [{chance: 50%, as: won, then: [{give: {gold: 1}}]}]
"""


def rules() -> Ruleset:
    """Return the game."""
    return ruleset(TEXT)


@asynccontextmanager
async def duelling(store: Store) -> AsyncIterator[tuple[Players, Epochs]]:
    """Play it over an open store, under a first epoch."""
    shelf, heard, promised = Shelf(), Heard(), epochs(store)
    await store.activate(await shelf.keep(store, rules()), "test")
    await promised.begin(5)
    game = Game(store, shelf, promised, heard)
    await game.start()
    try:
        yield Players(game, shelf, heard), promised
    finally:
        await game.stop()
    assert heard.errors == []
