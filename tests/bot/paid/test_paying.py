"""Purchases on Discord, from the button to the cards: once, whatever is heard twice, late or never."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.local.discord import LocalDiscord
from bot.local.fault import Fault
from bot.local.shop import Sort
from bot.wire import Bought
from engine.live.paid.revenue import revenue
from rules.ruleset import Ruleset
from tests.bot.paid.market import COMMUNITY, FOUNDER, GOLD, UNKNOWN, Market, market
from tests.bot.playing import until
from tests.engine.live.paid.shop import SKUS, mall

CARDS = 5


def run(
    ruleset: Ruleset, story: Callable[[Market], Awaitable[None]], skus: dict[str, int] | None = None
) -> None:
    """Tell one story."""

    async def told() -> None:
        async with market(ruleset, skus=skus) as place:
            await story(place)

    asyncio.run(told())


async def count(place: Market, person: object) -> int:
    """Return how many cards somebody has."""
    return sum((await place.cards(person)).values())  # type: ignore[arg-type]


@pytest.mark.system("G12", "G36")
def test_the_shop_shows_price_and_odds_before_anybody_pays_and_what_is_paid_comes(ruleset: Ruleset) -> None:
    async def story(place: Market) -> None:
        ana = place.person("ana")
        shown = await ana.type("/shop")
        for part in (
            "Gold pack",
            "4.99 USD",
            "gold cards, each of them:",
            "- rare:",
            "%",
            "Founder pack",
            "once",
        ):
            assert part in shown
        assert f"[buy {GOLD}]" in shown
        await ana.pay(GOLD)
        await place.settled()
        assert await count(place, ana) == CARDS
        assert "Gold pack: it came" in await ana.type("/shop")
        assert len(place.shop.consumed) == 1

    run(ruleset, story)


@pytest.mark.system("G36")
def test_what_is_heard_twice_is_granted_once(ruleset: Ruleset) -> None:
    async def story(place: Market) -> None:
        ana = place.person("ana")
        id_ = await place.buys(ana)
        for what in ("CREATE", "UPDATE", "CREATE"):
            await place.shop.say(what, place.shop.entitlements[id_])
        await place.settled()
        assert await count(place, ana) == CARDS
        await place.buys(ana, FOUNDER)
        assert await count(place, ana) == 2 * CARDS
        assert place.shop.consumed == [id_]

    run(ruleset, story)


@pytest.mark.system("G36")
def test_what_was_missed_while_the_bot_was_away_is_granted_and_taken_back_at_its_start(
    ruleset: Ruleset, tmp_path: Path
) -> None:
    async def told() -> None:
        discord, url = LocalDiscord(), f"sqlite:///{tmp_path / 'game.db'}"
        ana = discord.person("ana")
        async with market(ruleset, url, discord) as place:
            early = await place.buys(ana)
            assert await count(place, ana) == CARDS
        bought = [await discord.shop.buy(ana.id, COMMUNITY, heard=False) for _ in range(150)]
        await discord.shop.pay_back(early, heard=False)
        async with market(ruleset, url, discord) as place:
            assert await count(place, ana) == 3 * len(bought)
            assert len(discord.shop.consumed) == 1 + len(bought)
        async with market(ruleset, url, discord) as place:
            assert await count(place, ana) == 3 * len(bought)

    asyncio.run(told())


@pytest.mark.system("G36")
def test_a_session_that_is_lost_makes_the_bot_look_again(ruleset: Ruleset) -> None:
    async def story(place: Market) -> None:
        ana, gateway = place.person("ana"), place.stage.discord.gateway
        await place.shop.buy(ana.id, GOLD, heard=False)
        lost, gateway.sessions = gateway.sessions, {}
        for session in lost.values():
            assert session.line is not None
            await session.line.socket.close(code=4000)
        await until(lambda: bool(gateway.sessions) and bool(place.shop.consumed))
        assert gateway.resumed == 0
        assert await count(place, ana) == CARDS

    run(ruleset, story)


@pytest.mark.system("G36")
def test_money_that_goes_back_takes_the_cards_and_what_is_gone_is_owed_and_paid_first(
    ruleset: Ruleset,
) -> None:
    async def story(place: Market) -> None:
        ana, ben = place.person("ana"), place.person("ben")
        for each in (ana, ben):
            await each.type("/start")
        before = await place.cards(ana)
        first = await place.buys(ana)
        await place.back(first)
        assert await place.cards(ana) == before
        second = await place.buys(ana)
        new = {id_: n - before.get(id_, 0) for id_, n in (await place.cards(ana)).items()}
        sold = next(id_ for id_, n in new.items() if n and not before.get(id_))
        voice = place.stage.bot.answers.play.talk.voice("en")
        await ana.type(f"/sell esprit:{voice.name('esprit', sold)} count:1")
        await ana.click("Yes, do it")
        await place.back(second)
        assert await place.owes(ana) == 1
        assert "You owe" in await ana.type("/shop")
        await ana.type(f"/trade trade partner:@{ben.id}")
        assert "Owed" in await ana.type("/trade gold trade:? gold_given:5")

    run(ruleset, story)


@pytest.mark.system("G36")
def test_a_product_without_its_sku_is_hidden_and_one_that_was_bought_waits_for_it(
    ruleset: Ruleset, tmp_path: Path
) -> None:
    async def told() -> None:
        discord, url = LocalDiscord(), f"sqlite:///{tmp_path / 'game.db'}"
        ana = discord.person("ana")
        async with market(ruleset, url, discord, {"gold_pack": GOLD}) as place:
            shown = await ana.type("/shop")
            assert "Gold pack" in shown
            assert "Founder" not in shown
            await place.buys(ana, COMMUNITY)
            assert await count(place, ana) == 0
            assert "paid, and on its way" in await ana.type("/shop")
            assert place.shop.consumed == []
        async with market(ruleset, url, discord) as place:
            assert await count(place, ana) == 3

    asyncio.run(told())


@pytest.mark.system("G36")
def test_nothing_is_granted_for_what_is_none_of_ours(ruleset: Ruleset) -> None:
    async def story(place: Market) -> None:
        ana, eve = place.person("ana"), place.person("eve")
        await place.buys(ana, GOLD, application_id="1")
        await place.buys(ana, GOLD, guild_id=ana.guild["id"])
        assert await count(place, ana) == 0
        assert await place.stage.bot.paying.till.rows.pending() == []
        id_ = await place.buys(ana)
        forged = {**place.shop.entitlements[id_], "user_id": str(eve.id)}
        await place.shop.say("CREATE", forged)
        await place.shop.say("CREATE", {**forged, "id": "123456"})
        await place.shop.say("DELETE", place.shop.entitlements[id_])
        place.shop.entitlements[id_]["user_id"] = str(eve.id)
        await place.shop.say("UPDATE", place.shop.entitlements[id_])
        await place.settled()
        assert [await count(place, each) for each in (ana, eve)] == [CARDS, 0]

    run(ruleset, story)


@pytest.mark.system("G36")
def test_purchases_for_a_test_are_granted_and_are_no_revenue(ruleset: Ruleset) -> None:
    async def story(place: Market) -> None:
        ana = place.person("ana")
        await place.buys(ana, GOLD, sort=Bought.TEST)
        await place.buys(ana, GOLD, sort=Bought.SUBSCRIPTION, starts_at=None)
        assert await count(place, ana) == 2 * CARDS
        (line,) = await revenue(place.stage.store)
        assert (line.tests, line.sold, line.cents) == (2, 0, 0)

    run(ruleset, story)


@pytest.mark.system("G36")
def test_what_discord_did_not_hear_is_told_again_and_what_it_does_not_say_is_asked_again(
    ruleset: Ruleset,
) -> None:
    async def story(place: Market) -> None:
        ana = place.person("ana")
        faults, paying = place.stage.discord.faults, place.stage.bot.paying
        faults.add("GET .*/entitlements/", Fault.BROKEN)
        await place.buys(ana)
        assert await count(place, ana) == 0
        faults.add("POST .*/consume", Fault.LOST)
        paying.look_through()
        await place.settled()
        paying.look_through()
        await place.settled()
        assert await count(place, ana) == CARDS
        assert len(place.shop.consumed) == 1

    run(ruleset, story)


@pytest.mark.system("G36")
def test_what_money_bought_is_not_traded_on_discord(ruleset: Ruleset) -> None:
    async def story(place: Market) -> None:
        ana, ben = place.person("ana"), place.person("ben")
        for each in (ana, ben):
            await each.type("/start")
        before = await place.cards(ana)
        await place.buys(ana)
        bought = next(id_ for id_ in await place.cards(ana) if id_ not in before)
        voice = place.stage.bot.answers.play.talk.voice("en")
        await ana.type(f"/trade trade partner:@{ben.id}")
        said = await ana.type(f"/trade put trade:? esprit:{voice.name('esprit', bought)} count:1")
        assert "What money bought stays with its buyer" in said
        assert (await place.cards(ana))[bought] >= 1

    run(ruleset, story)


@pytest.mark.system("G36")
def test_a_subscription_ends_with_its_time() -> None:
    async def told() -> None:
        discord = LocalDiscord()
        discord.shop.stock(SKUS["patron"], Sort.SUBSCRIPTION)
        ana = discord.person("ana")
        async with market(mall(), discord=discord, skus=SKUS) as place:
            id_ = await place.buys(ana, SKUS["patron"], sort=Bought.SUBSCRIPTION)
            assert "Done." in await ana.type("/boast")
            await place.shop.end(id_, "2020-01-01T00:00:00+00:00")
            await place.settled()
            assert "Poor." in await ana.type("/boast")
            assert place.shop.consumed == []

    asyncio.run(told())


def test_an_unknown_sku_is_named_to_operators(ruleset: Ruleset, caplog: pytest.LogCaptureFixture) -> None:
    async def story(place: Market) -> None:
        place.shop.stock(UNKNOWN)
        await place.buys(place.person("ana"), UNKNOWN)
        assert f"SKU {UNKNOWN}" in caplog.text

    run(ruleset, story)
