"""Purchases in the middle of something else: another process, a refund, a player who is forgotten."""

from __future__ import annotations

import pytest

from engine.live.paid.entitlement import Entitlement
from engine.live.paid.purchases import REFUNDED
from engine.live.paid.till import Settled, Till
from engine.live.people.erase import erase
from engine.live.reply import Reply
from rules.program.product import Product
from tests.engine.live.paid.shop import SKUS, Shop, open_shop

PURSE = Entitlement("e1", 1, SKUS["purse"], at=1)


class _Between(Till):
    """A till during whose grant the money goes back elsewhere."""

    async def _asked(self, receipt: str, account: int, product: Product, action: str) -> Reply:
        reply = await super()._asked(receipt, account, product, action)
        row = await self.rows.get("e1")
        assert row is not None
        if row.state != REFUNDED:
            await self.rows.change(row, 1, state=REFUNDED)
        return reply


@pytest.mark.system("G36")
def test_money_that_goes_back_while_it_is_granted_leaves_nothing(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        between = _Between(shop.players.game, SKUS)
        assert await between.settle(PURSE) == Settled(REFUNDED)
        assert await shop.has(1) == 0
        assert (await shop.pays(1, "purse")).state == REFUNDED

    open_shop(store_url, body)


@pytest.mark.system("G36")
def test_a_grant_that_was_refused_is_tried_again_and_one_that_was_not_never_is(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        # As another process would have it, whose rules refuse.
        await shop.players.ask(1, "gold_paid", {"count": 100}, id_="sku:e1")
        assert (await shop.pays(1, "purse")).state == "pending"
        assert (await shop.pays(1, "purse")).state == "granted"
        assert await shop.has(1) == 100
        await shop.back(1, "purse")
        assert await shop.has(1) == 0

    open_shop(store_url, body)


@pytest.mark.system("G36", "G42")
def test_who_is_forgotten_gets_nothing_more_and_his_money_may_still_go_back(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        await shop.pays(1, "purse")
        await shop.till.settle(Entitlement("e2", 1, 404, at=1))
        await erase(shop.players.game.store, 1, "op")
        assert (await shop.pays(1, "purse")).state == "granted"
        later = Till(shop.players.game, {"purse": 404})
        assert (await later.settle(Entitlement("e2", 1, 404))).state == "pending"
        assert (await shop.back(1, "purse")).state == REFUNDED
        assert await shop.has(1) == 0

    open_shop(store_url, body)
