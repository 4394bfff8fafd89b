"""A small game with a shop, its purchases, and players who trade what they have."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from engine.live.backup.sound import findings
from engine.live.paid.entitlement import Entitlement
from engine.live.paid.till import Settled, Till
from engine.live.replay.replay import Replay
from engine.live.store.connect import connect
from rules.pack import Texts
from rules.ruleset import Ruleset
from tests.engine.live.correct.bank import stored
from tests.engine.live.playing import Known
from tests.engine.live.switching import Switching, switching
from tests.games import sound

GAME = """
game: {id: mall, title: Mall, version: 1.0.0, language: 1, locales: [en], allow: {E622: free, W760: meant}}
kinds: {coin: {holdable: stack}, card: {holdable: stack}}
coin: {gold: {name: Gold}}
card: {fox: {name: Fox}, owl: {name: Owl}}
variables: {patron: {type: bool}}
tables: {cards: {pick: one, entries: {fox: {weight: 1, give: {fox: 1}}, owl: {weight: 1, give: {owl: 1}}}}}
offers: {swap: {open_to: named, ends: {in: 1h}, fields: {partner: player}}}
actions:
  gold_paid: {who: shop, params: {count: {type: {int: [1, 900]}}}, do: [{give: {gold: count}}], say: done}
  cards_paid: {who: shop, do: [{draw: cards, times: 3}], say: done}
  patron_paid: {who: shop, do: [{set: {patron: true}}, {give: {owl: 1}}], say: done}
  patron_over: {who: shop, do: [{set: {patron: false}}], say: done}
  earn: {params: {count: {type: {int: [1, 900]}}}, do: [{give: {gold: count}}], say: done}
  buy: {cost: {gold: 10}, do: [{give: {fox: 1}}], say: done}
  boast: {require: [{that: patron, else: poor}], say: done}
  swap: {params: {partner: {type: player}}, do: [{open: swap, with: {partner: partner}, as: it_}], say: done}
  lay_gold:
    params: {swap: {type: swap, mine: true}, count: {type: {int: [1, 900]}}}
    do: [{put: {gold: count}, into: swap}]
    say: done
  lay_fox: {params: {swap: {type: swap, mine: true}}, do: [{put: {fox: 1}, into: swap}], say: done}
  agree:
    params: {swap: {type: swap, mine: true}}
    do:
      - {hand: swap.put(swap.owner), from: swap, to: swap.partner}
      - {hand: swap.put(swap.partner), from: swap, to: swap.owner}
      - {close: swap}
    say: done
  leave: {params: {swap: {type: swap, mine: true}}, do: [{close: swap}], say: done}
  gift:
    params: {friend: {type: player}, count: {type: {int: [1, 900]}}}
    cost: {gold: count}
    do: [{give: {gold: count}, to: friend}]
    say: done
products:
  purse: {name: Purse, price: 4.99 USD, action: gold_paid, with: {count: 100}}
  free_purse: {name: Free purse, price: 9.99 EUR, action: gold_paid, with: {count: 100}, tradable: true}
  cards: {name: Cards, price: 2.99 USD, action: cards_paid}
  patron: {name: Patron, price: 5.00 USD, kind: subscription, action: patron_paid, ends: patron_over}
texts: {en: {done: Done., poor: Poor.}}
"""
SKUS = {"purse": 11, "free_purse": 12, "cards": 13, "patron": 14}


def mall() -> Ruleset:
    """Return the game."""
    return sound(Texts("mall", {"game.yaml": GAME}))


class Shop:
    """A live game, its till, and what was paid."""

    def __init__(self, players: Switching, skus: dict[str, int]) -> None:
        self.players = players
        self.till = Till(players.game, skus)

    async def pays(self, owner: int, product: str, id_: str = "e1", **more: bool) -> Settled:
        """Have somebody pay."""
        return await self.till.settle(Entitlement(id_, owner, SKUS[product], at=1, **more))

    async def back(self, owner: int, product: str, id_: str = "e1") -> Settled:
        """Have the money go back."""
        return await self.pays(owner, product, id_, gone=True)

    async def has(self, owner: int, name: str = "gold") -> int:
        """Return how much somebody has."""
        numbers = self.players.game.active.codec.numbers
        wanted = next(number for (noun, id_), number in numbers.items() if id_ == name and noun != "slot")
        held = (await stored(self.players, owner)).holdings
        return sum(row.amount for row in held if row.key == wanted)


def open_shop(url: str, body: Callable[[Shop], Awaitable[None]], skus: dict[str, int] | None = None) -> None:
    """Run a shop; in the end all is sound, and its history leads to what is there."""

    async def run() -> None:
        async with switching(connect(url), mall()) as players:
            await body(Shop(players, SKUS if skus is None else skus))
            store = players.game.store
            assert await findings(store) == []
            replayed = await Replay(store, players.rulesets, Known()).run()
            assert [str(each) for each in replayed.differences] == []

    asyncio.run(run())
