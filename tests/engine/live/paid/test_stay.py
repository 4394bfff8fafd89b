"""What money bought stays with its buyer, and all that is paid with it; who owes gives nothing away."""

from __future__ import annotations

import pytest

from engine.live.reply import Reply
from engine.outcome import Lack
from tests.engine.live.paid.shop import Shop, open_shop


def _why(reply: Reply) -> tuple[str, tuple[Lack, ...]]:
    return reply.reason, reply.lacking


@pytest.mark.system("G36")
def test_what_was_bought_is_given_to_nobody_and_what_was_earned_is(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        do = shop.players.do
        await do(1, "earn", count=30)
        await shop.pays(1, "purse")
        assert _why(await do(1, "gift", friend=2, count=31)) == (
            "not_tradable",
            (Lack("owned.coin", "gold", 30, 31),),
        )
        assert (await do(1, "gift", friend=2, count=30)).outcome == "accepted"
        (swap,) = (await do(1, "swap", partner=2)).opened
        assert _why(await do(1, "lay_gold", swap=swap, count=1))[0] == "not_tradable"
        assert [await shop.has(1), await shop.has(2)] == [100, 30]

    open_shop(store_url, body)


@pytest.mark.system("G36")
def test_what_is_paid_with_what_was_bought_is_bought_too(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        do = shop.players.do
        await do(1, "earn", count=10)
        await shop.pays(1, "purse")
        await do(1, "buy")  # with what was earned
        await do(1, "buy")  # with what was bought
        (swap,) = (await do(1, "swap", partner=2)).opened
        assert (await do(1, "lay_fox", swap=swap)).outcome == "accepted"
        assert _why(await do(1, "lay_fox", swap=swap)) == ("not_tradable", (Lack("owned.card", "fox", 0, 1),))
        await do(1, "leave", swap=swap)
        assert await shop.has(1, "fox") == 2

    open_shop(store_url, body)


@pytest.mark.system("G36")
def test_what_a_pack_lets_be_traded_is_traded(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        await shop.pays(1, "free_purse")
        assert (await shop.players.do(1, "gift", friend=2, count=100)).outcome == "accepted"

    open_shop(store_url, body)


@pytest.mark.system("G36")
def test_what_goes_back_is_what_was_bought_and_what_was_earned_stays_free(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        await shop.players.do(1, "earn", count=40)
        await shop.pays(1, "purse")
        await shop.back(1, "purse")
        assert (await shop.players.do(1, "gift", friend=2, count=40)).outcome == "accepted"

    open_shop(store_url, body)


@pytest.mark.system("G36")
def test_who_owes_gives_nothing_away_until_he_has_paid(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        do = shop.players.do
        await do(1, "earn", count=10)
        await do(1, "buy")
        await shop.pays(1, "purse")
        await do(1, "buy")
        await shop.back(1, "purse")
        (swap,) = (await do(1, "swap", partner=2)).opened
        assert _why(await do(1, "lay_fox", swap=swap)) == ("in_debt", (Lack("owned.coin", "gold", 0, 10),))
        await do(1, "earn", count=10)
        assert (await do(1, "lay_fox", swap=swap)).outcome == "accepted"

    open_shop(store_url, body)


@pytest.mark.system("G36")
def test_what_a_debtor_had_laid_out_before_goes_to_nobody_but_back_to_him(store_url: str) -> None:
    async def body(shop: Shop) -> None:
        do = shop.players.do
        await do(1, "earn", count=10)
        await do(1, "buy")
        await do(2, "earn", count=50)
        (swap,) = (await do(1, "swap", partner=2)).opened
        await do(1, "lay_fox", swap=swap)
        await do(2, "lay_gold", swap=swap, count=5)
        await shop.pays(1, "purse")
        await do(1, "buy")
        await shop.back(1, "purse")
        assert (await do(2, "agree", swap=swap)).reason == "in_debt"
        assert (await do(2, "leave", swap=swap)).outcome == "accepted"
        assert [await shop.has(1, "fox"), await shop.has(2)] == [2, 50]

    open_shop(store_url, body)
