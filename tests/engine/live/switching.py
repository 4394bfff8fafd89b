"""A live game whose rulesets are kept in its store, and packs that differ a little, for tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from engine.live.activate import Activated, Stopped, activate
from engine.live.game import Game
from engine.live.rulesets import Rulesets
from engine.live.store.protocol import Store
from rules.pack import Texts
from rules.ruleset import Ruleset
from tests import packs
from tests.engine.live.playing import Heard, Known, Players, Shelf
from tests.games import compiled

GAME = packs.GAME.replace("language: 1", "language: 1, allow: {E622: free, W790: not always}")
BASE = """
kinds:
  coin: {holdable: stack, most: 1000}
  card: {holdable: stack}
coin: {gold: {name: Gold}}
card: {fox: {name: Fox}, owl: {name: Owl}}
variables:
  leader: {type: card, optional: true}
  finds: {type: {int: [0, 1000000]}}
actions:
  find: {name: Find, do: [{give: {fox: 3, gold: 1}}, {set: {finds: "min(finds + 1, 1000000)"}}]}
  lead: {name: Lead, params: {who: {type: card}}, do: [{set: {leader: who}}]}
  rest: {name: Rest, do: [{set: {leader: none}}]}
"""


def pack(*patches: str, text: str = BASE, version: str = "1.0.0") -> Ruleset:
    """Return a pack of which *patches* are rows."""
    rows = f"patches: {{a: [{', '.join(patches)}]}}\n" if patches else ""
    found = compiled(Texts("mine", {"game.yaml": GAME.replace("1.0.0", version) + text + rows}))
    assert found.ruleset is not None, [problem.message for problem in found.problems]
    return found.ruleset


class Switching(Players):
    """A live game that goes from ruleset to ruleset."""

    def __init__(self, game: Game, rulesets: Rulesets, heard: Heard) -> None:
        super().__init__(game, Shelf(), heard)
        self.rulesets = rulesets

    async def switch(self, ruleset: Ruleset, *, forced: bool = False) -> Activated | Stopped:
        """Activate a ruleset."""
        return await activate(self.game.store, self.rulesets, ruleset, "test", "me", forced=forced)


@asynccontextmanager
async def switching(store: Store, ruleset: Ruleset) -> AsyncIterator[Switching]:
    """Play a ruleset that is kept in a store."""
    heard = Heard()
    await store.open()
    rulesets = Rulesets(store.engine)
    await activate(store, rulesets, ruleset, "first")
    game = Game(store, rulesets, Known(), heard)
    await game.start()
    try:
        yield Switching(game, rulesets, heard)
    finally:
        await game.stop()
        await store.close()
        assert heard.errors == []
