"""Corrections: what they undo, when they refuse, what stays owed; over every store, and replayed."""

from __future__ import annotations

import pytest

from engine.live.correct.collect import owed
from engine.live.correct.flow import FlowError, flow
from engine.outcome import Lack
from tests.engine.live.correct.bank import ban, grant, has, played, revert, stored
from tests.engine.live.switching import Switching

LATE = 1 << 60


@pytest.mark.system("G42")
def test_a_receipt_is_reverted_once_and_all_that_it_moved_flows_back(store_url: str) -> None:
    async def body(players: Switching) -> None:
        await players.do(1, "join")
        await players.do(1, "melt", card="toad", id_="melted")
        assert await has(players, 1) == {"gold": 1008, "gem": 20, "frog": 10, "newt": 10, "toad": 9}
        reply = await revert(players, "melted", id_="back")
        assert reply.assets == (("owned.coin", "gold", -8), ("owned.card", "toad", 1))
        assert await has(players, 1) == {"gold": 1000, "gem": 20, "frog": 10, "newt": 10, "toad": 10}
        again = await revert(players, "melted", id_="back")
        assert again == reply
        assert again.again
        assert (await revert(players, "melted")).reason == "reverted"
        with pytest.raises(FlowError, match="which is not reverted"):
            await flow(players.game.store, "back")

    played(store_url, body)


@pytest.mark.system("G42")
def test_what_is_spent_is_named_and_what_was_refused_can_be_tried_with_a_debt(store_url: str) -> None:
    async def body(players: Switching) -> None:
        await grant(players, 1, "given", gold=50, frog=1)
        await players.do(1, "gift", friend=2, coin="gold", count=30)
        refused = await revert(players, "given")
        assert (refused.reason, refused.lacking) == ("spent", (Lack("owned.coin", "gold", 20, 50),))
        assert await has(players, 1) == {"gold": 20, "frog": 1}
        accepted = await revert(players, "given", debt=True)
        assert accepted.lacking == refused.lacking
        assert await has(players, 1) == {}
        assert [*owed(players.game.active, await stored(players, 1)).values()] == [30]

    played(store_url, body)


@pytest.mark.system("G42")
def test_a_debt_is_collected_by_receipts_as_soon_as_there_is_something(store_url: str) -> None:
    async def body(players: Switching) -> None:
        await grant(players, 1, "given", gold=50)
        await players.do(1, "gift", friend=2, coin="gold", count=40)
        await revert(players, "given", debt=True)
        await grant(players, 1, gold=25)
        await players.do(1, "purse")
        assert await has(players, 1) == {}
        await grant(players, 1, gold=100)
        await players.do(1, "purse")
        assert await has(players, 1) == {"gold": 85}
        assert owed(players.game.active, await stored(players, 1)) == {}

    played(store_url, body)


@pytest.mark.system("G42")
def test_what_passed_through_an_offer_flows_back_to_everybody(store_url: str) -> None:
    async def body(players: Switching) -> None:
        for owner in (1, 2):
            await players.do(owner, "join")
        before = [await has(players, owner) for owner in (1, 2)]
        (trade,) = (await players.do(1, "trade", partner=2)).opened
        await players.do(1, "trade_gold", trade=trade, count=50, id_="put")
        await players.do(2, "trade_card", trade=trade, card="toad")
        await players.do(1, "trade_agree", trade=trade)
        await players.do(2, "trade_agree", trade=trade, id_="swapped")
        assert await has(players, 1) != before[0]
        assert (await revert(players, "swapped")).outcome == "accepted"
        assert [await has(players, owner) for owner in (1, 2)] == before
        with pytest.raises(FlowError, match="put something into `trade`"):
            await flow(players.game.store, "put")

    played(store_url, body)


@pytest.mark.system("G42")
def test_one_of_two_who_spent_his_part_keeps_the_other_from_getting_his_back(store_url: str) -> None:
    async def body(players: Switching) -> None:
        await players.do(1, "join")
        await players.do(1, "gift", friend=2, coin="gem", count=5, id_="gift")
        await players.do(2, "gift", friend=3, coin="gem", count=4)
        assert (await revert(players, "gift")).lacking == (Lack("owned.coin", "gem", 1, 5),)
        assert (await has(players, 1))["gem"] == 15
        await revert(players, "gift", debt=True)
        assert (await has(players, 1))["gem"] == 20
        assert await has(players, 2) == {}

    played(store_url, body)


@pytest.mark.system("G42")
def test_who_is_banned_may_do_nothing_until_then_but_operators_may(store_url: str) -> None:
    async def body(players: Switching) -> None:
        await players.do(1, "join")
        assert (await ban(players, 1, LATE)).outcome == "accepted"
        assert (await players.do(1, "alms")).reason == "banned"
        assert (await grant(players, 1, gem=1)).outcome == "accepted"
        await ban(players, 1, 0)
        assert (await players.do(1, "alms")).outcome == "accepted"

    played(store_url, body)


@pytest.mark.system("G42")
def test_who_was_banned_before_he_ever_played_begins_like_anybody(store_url: str) -> None:
    async def body(players: Switching) -> None:
        await ban(players, 1, LATE)
        await ban(players, 1, 0)
        assert (await players.do(1, "join")).outcome == "accepted"
        assert (await has(players, 1))["gold"] == 1000

    played(store_url, body)


@pytest.mark.system("G42")
def test_players_cannot_correct(store_url: str) -> None:
    async def body(players: Switching) -> None:
        await players.do(1, "join", id_="joined")
        for action, params in (("system.ban", {"until": 0}), ("system.grant", {"gold": 1})):
            assert (await players.ask(1, action, params)).reason == "not_allowed"

    played(store_url, body)
