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

SHOWN = {
    "en-US": """(only you can see this)
What you buy, and all that it pays for, stays with you: you cannot give it away.
📦 Community pack
Three esprits, wrapped by the neighbours.
**2.99 USD**
3 \u00d7 community, each of them:
- common: 80%
- rare: 18%
- legendary: 2%
🎁 Gold pack
Five esprits; at least one is rare or better.
**4.99 USD**
5 \u00d7 gold cards, each of them:
- common: 58.44%
- rare: 36.56%
- legendary: 5%
👑 Founder pack
Five esprits for those who came early. Once.
**9.99 USD, once**
5 \u00d7 gold cards, each of them:
- common: 58.44%
- rare: 36.56%
- legendary: 5%
[buy 9001] [buy 9002] [buy 9003]""",
    "de": """(only you can see this)
Was du kaufst und damit bezahlst, bleibt bei dir: Es lässt sich nicht tauschen.
📦 Gemeinschaftspack
Drei Esprits, von den Nachbarn eingepackt.
**2,99 USD**
3 \u00d7 Gemeinschaftskarten, jeweils:
- Gewöhnlich: 80\u00a0%
- Selten: 18\u00a0%
- Legendär: 2\u00a0%
🎁 Goldpack
Fünf Esprits, mindestens einer selten oder besser.
**4,99 USD**
5 \u00d7 Goldkarten, jeweils:
- Gewöhnlich: 58,44\u00a0%
- Selten: 36,56\u00a0%
- Legendär: 5\u00a0%
👑 Gründerpack
Fünf Esprits für alle, die früh kamen. Einmal.
**9,99 USD, einmal**
5 \u00d7 Goldkarten, jeweils:
- Gewöhnlich: 58,44\u00a0%
- Selten: 36,56\u00a0%
- Legendär: 5\u00a0%
[buy 9001] [buy 9002] [buy 9003]""",
}


@pytest.mark.system("G12", "G36")
@pytest.mark.parametrize("locale", list(SHOWN))
def test_the_shop_is_read_in_each_language(ruleset: Ruleset, locale: str) -> None:
    async def told() -> None:
        async with market(ruleset) as place:
            assert await place.person("uwe", locale).type("/shop") == SHOWN[locale]

    asyncio.run(told())


@pytest.mark.system("G36")
def test_odds_are_exact_with_the_guarantee_of_whoever_asks() -> None:
    ruleset = mall()
    state, moment = State.empty(ruleset.catalogue), Moment(0, 0, 1, 0)
    voice = Voice(ruleset, "en")
    situation = Situation(state, moment, {})
    assert paid_odds(voice, ruleset.products["purse"], situation) == ()
    assert paid_odds(voice, ruleset.products["cards"], situation) == (
        Draws("cards", "3", (("Fox", "50%"), ("Owl", "50%"))),
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
