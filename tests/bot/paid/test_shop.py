"""What is sold, to players in their language and to owners in numbers."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.local.judge.message import wrong_message
from bot.message import Button, Message
from bot.wire import Payload
from engine.state import State
from engine.view.ask import Situation
from engine.view.paid import Draws, paid_odds
from engine.view.voice import Voice
from rules.program.moment import Moment
from rules.ruleset import Ruleset
from tests.bot.own.among import among
from tests.bot.paid.market import GOLD, UNKNOWN, market
from tests.bot.playing import until
from tests.engine.live.paid.shop import mall

GERMAN = """📦 Gemeinschaftspack
Drei Esprits, von den Nachbarn eingepackt.
**2,99 USD**"""


@pytest.mark.system("G12", "G36")
def test_the_shop_speaks_the_language_of_who_asks(ruleset: Ruleset) -> None:
    async def told() -> None:
        async with market(ruleset) as place:
            shown = await place.person("uwe", "de").type("/shop")
            assert GERMAN in shown
            assert "jedes davon:" in shown
            assert "bleibt bei dir" in shown
            assert max(map(len, shown.split("\n"))) < 120

    asyncio.run(told())


@pytest.mark.system("G36")
def test_odds_are_exact_with_the_guarantee_of_whoever_asks() -> None:
    ruleset = mall()
    state, moment = State.empty(ruleset.catalogue), Moment(0, 0, 1, 0)
    voice = Voice(ruleset, "en")
    situation = Situation(state, moment, {})
    assert paid_odds(voice, ruleset.products["purse"], situation) == ()
    assert paid_odds(voice, ruleset.products["cards"], situation) == (
        Draws("cards", "3", (("fox", "50%"), ("owl", "50%"))),
    )


@pytest.mark.system("G36")
def test_what_has_no_odds_that_are_known_is_not_sold() -> None:
    ruleset = mall()
    situation = Situation(State.empty(ruleset.catalogue), Moment(0, 0, 1, 0), {})
    wrong = replace(ruleset.products["purse"], action="cards_paid", params=(("nothing", 1),))
    assert paid_odds(Voice(ruleset, "en"), wrong, situation) is None


@pytest.mark.system("G36", "G37")
def test_owners_read_revenue_and_nobody_else_does(ruleset: Ruleset) -> None:
    async def told() -> None:
        async with among(ruleset) as all_:
            shop, ana = all_.played.discord.shop, all_.played.discord.person("ana")
            shop.stock(UNKNOWN)
            heard: list[int] = []
            all_.played.bot.client.on_entitled.append(heard.append)
            await shop.buy(ana.id, UNKNOWN)
            await until(lambda: bool(heard))
            await all_.played.bot.paying.quiet()
            shown = await all_.owner.type("/revenue")
            assert "Nothing was sold in 30 days" in shown
            assert f"SKU {UNKNOWN}" in shown
            for each in (all_.moderator, all_.admin()):
                assert "That is not for you." in await each.type("/revenue days:3")

    asyncio.run(told())


@pytest.mark.parametrize(
    ("button", "wrong"),
    [
        ({"style": 6, "sku_id": str(GOLD)}, []),
        ({"style": 6}, ["button: nothing is bought with it"]),
        ({"style": 6, "sku_id": "1", "label": "Buy"}, ["button: to buy with one needs no `label`"]),
        ({"style": 6, "sku_id": "1", "custom_id": "x"}, ["button: to buy with one needs no `custom_id`"]),
        (
            {"style": 1, "label": "Buy", "custom_id": "x", "sku_id": "1"},
            ["button: nothing but what is bought has an SKU"],
        ),
    ],
)
def test_a_button_that_sells_is_judged(button: Payload, wrong: list[str]) -> None:
    row = {"type": 1, "components": [{"type": 2, **button}]}
    assert list(wrong_message({"content": "Buy.", "components": [row]})) == wrong


def test_a_button_that_sells_says_nothing_of_its_own() -> None:
    message = Message("Buy.", buttons=(Button("unread", "sku", sku="7"),))
    assert message.payload["components"][0]["components"] == [{"type": 2, "style": 6, "sku_id": "7"}]
