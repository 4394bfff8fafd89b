"""Purchases: granted once and taken back once, whatever the shop says how often, and in which order."""

from __future__ import annotations

from typing import Any

import pytest

from engine.live.correct.collect import owed
from engine.live.paid.entitlement import Entitlement
from engine.live.paid.revenue import Line, revenue
from engine.live.paid.till import STRANGE, Settled, Till
from engine.live.reply import Reply
from tests.engine.live.correct.bank import stored
from tests.engine.live.paid.shop import Shop, open_shop


@pytest.mark.system("G36")
def test_what_is_paid_is_granted_once_however_often_the_shop_says_so(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        assert await shop.pays(1, "purse") == Settled("granted", "purse", consume=True)
        assert await shop.pays(1, "purse") == Settled("granted", "purse", consume=True)
        assert await shop.pays(1, "purse", used=True) == Settled("granted", "purse")
        assert await shop.has(1) == 100
        await shop.pays(1, "purse", "e2")
        assert await shop.has(1) == 200

    open_shop(store_url, body)


@pytest.mark.system("G36")
def test_a_grant_that_was_carried_out_and_not_written_down_is_not_done_again(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        await shop.pays(1, "purse")
        row = await shop.till.rows.get("e1")
        assert row is not None
        await shop.till.rows.change(row, 5, state="pending", product="")
        again = Shop(shop.players, shop.till.skus)
        assert (await again.pays(1, "purse")).state == "granted"
        assert await shop.has(1) == 100

    open_shop(store_url, body)


@pytest.mark.system("G36")
def test_money_that_goes_back_takes_back_what_is_left_and_the_rest_is_owed(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        await shop.pays(1, "purse")
        await shop.players.do(1, "buy")
        assert (await shop.back(1, "purse")).state == "refunded"
        assert (await shop.back(1, "purse")).state == "refunded"
        assert [await shop.has(1), await shop.has(1, "fox")] == [0, 1]
        active = shop.players.game.active
        assert [*owed(active, await stored(shop.players, 1)).values()] == [10]
        await shop.players.do(1, "earn", count=25)
        await shop.players.do(1, "earn", count=1)
        assert await shop.has(1) == 16
        assert owed(active, await stored(shop.players, 1)) == {}
        assert (await shop.pays(1, "purse")).state == "refunded"
        assert await shop.has(1) == 16

    open_shop(store_url, body)


@pytest.mark.system("G36")
def test_what_went_back_before_we_heard_of_it_is_never_granted(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        assert (await shop.back(1, "purse")).state == "refunded"
        assert (await shop.pays(1, "purse")).state == "refunded"
        assert await shop.has(1) == 0

    open_shop(store_url, body)


@pytest.mark.system("G36")
def test_luck_that_was_paid_for_goes_back_card_by_card(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        await shop.pays(1, "cards")
        assert await shop.has(1, "fox") + await shop.has(1, "owl") == 3
        await shop.back(1, "cards")
        assert await shop.has(1, "fox") + await shop.has(1, "owl") == 0

    open_shop(store_url, body)


@pytest.mark.system("G36")
def test_a_subscription_is_granted_until_it_is_over_and_over_once(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        assert await shop.pays(1, "patron") == Settled("granted", "patron")
        assert (await shop.players.do(1, "boast")).outcome == "accepted"
        await shop.pays(1, "patron", over=True)
        assert (await shop.players.do(1, "boast")).reason == "poor"
        await shop.pays(1, "patron", over=True)
        assert await shop.has(1, "owl") == 1
        await shop.back(1, "patron")
        assert await shop.has(1, "owl") == 0

    open_shop(store_url, body)


@pytest.mark.system("G36")
def test_a_subscription_that_is_paid_again_begins_again_and_all_of_it_goes_back(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        for over in (False, True, False, True, False, False):
            await shop.pays(1, "patron", over=over)
        assert (await shop.players.do(1, "boast")).outcome == "accepted"
        assert await shop.has(1, "owl") == 3
        await shop.back(1, "patron")
        assert (await shop.players.do(1, "boast")).reason == "poor"
        assert await shop.has(1, "owl") == 0

    open_shop(store_url, body)


@pytest.mark.system("G36")
def test_a_sku_that_nobody_knows_waits_until_somebody_does(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        assert shop.till.sold == {}
        assert await shop.pays(1, "purse") == Settled("pending")
        assert [row.details for row in await shop.till.rows.pending()] == [{"sku": 11}]
        known = Till(shop.players.game, {"purse": 11})
        assert await known.settle(Entitlement("e1", 1, 11)) == Settled("granted", "purse", consume=True)
        assert await shop.has(1) == 100
        assert await shop.till.rows.pending() == []

    open_shop(store_url, body, {})


@pytest.mark.system("G36")
def test_a_purchase_cannot_become_another_persons(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        await shop.pays(1, "purse")
        assert await shop.pays(2, "purse") == STRANGE
        assert await shop.back(2, "purse") == STRANGE
        assert [await shop.has(1), await shop.has(2)] == [100, 0]

    open_shop(store_url, body)


@pytest.mark.system("G36")
def test_revenue_is_what_was_sold_less_what_went_back_without_tests(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        for id_ in ("e1", "e2", "e3"):
            await shop.pays(1, "purse", id_)
        await shop.back(1, "purse", "e3")
        await shop.pays(2, "free_purse", "e4")
        await shop.pays(2, "free_purse", "e5", test=True)
        await shop.back(3, "cards", "e6")
        found = await revenue(shop.players.game.store)
        assert found == [
            Line("1970-01-01", "", "", 0, 0, 0, 0, 0, 0),
            Line("1970-01-01", "free_purse", "EUR", 1, 999, 0, 0, 1, 0),
            Line("1970-01-01", "purse", "USD", 3, 1497, 1, 499, 0, 0),
        ]
        assert found[-1].net == 998
        assert await revenue(shop.players.game.store, since=2) == []

    open_shop(store_url, body)


@pytest.mark.system("G36")
def test_what_is_refused_at_an_end_or_a_new_beginning_is_tried_again(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        await shop.pays(1, "patron")
        asked = shop.till._asked

        async def refused(receipt: str, *_: Any) -> Reply:
            return Reply(receipt, "refused", reason="poor")

        for paid, over in ((False, True), (True, False)):
            shop.till._asked = refused  # type: ignore[method-assign, assignment]
            await shop.pays(1, "patron", over=over)
            row = await shop.till.rows.get("e1")
            assert row is not None
            assert bool(row.details.get("over")) is not over
            shop.till._asked = asked  # type: ignore[method-assign]
            await shop.pays(1, "patron", over=over)
            row = await shop.till.rows.get("e1")
            assert row is not None
            assert bool(row.details.get("over")) is over
            assert (await shop.players.do(1, "boast")).outcome == ("accepted" if paid else "refused")
        assert await shop.has(1, "owl") == 2
        await shop.back(1, "patron")
        assert await shop.has(1, "owl") == 0

    open_shop(store_url, body)
