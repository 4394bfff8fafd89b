"""Scenarios of several players: who acts, what an offer is called, what ends by itself, what is shared."""

from __future__ import annotations

from typing import Any

import pytest

from engine.player.run import Executor
from engine.scenario.run import run
from rules.expression.type import DAY, HOUR, MINUTE
from rules.program.scenario import Act, Expected, Scenario
from tests.engine.scenario.market import market

MARKET = market()
EXECUTOR = Executor(MARKET.catalogue)
NOON = 20_000 * DAY + 12 * HOUR
ANN = {"fox": 2, "gold": 100}
BEN = {"owl": 1, "gold": 995}


def act(
    action: str, *, by: str = "", after: int = 0, rolls: Any = None, refused: str = "", **params: str
) -> Act:
    return Act(action, params, after, rolls or {}, refused, by=by)


def want(**cells: Any) -> tuple[Expected, ...]:
    return tuple(Expected(name.replace("__", "."), value) for name, value in cells.items())


def tried(
    *acts: Act, given: dict[str, Any] = ANN, players: dict[str, dict[str, Any]] | None = None, **more: Any
) -> list[str]:
    scenario = Scenario(
        "one", NOON, given, acts, players={"ben": BEN} if players is None else players, **more
    )
    return [failure.message for failure in run(MARKET, EXECUTOR, scenario).failures]


OPENED = (
    act("trade", partner="ben"),
    act("put", trade="trade", card="fox"),
    act("put", by="ben", trade="trade", card="owl"),
)
AUCTION = (act("auction", card="fox"), act("bid", by="ben", auction="auction", amount="20"))


@pytest.mark.system("G18")
def test_two_players_trade() -> None:
    found = tried(
        *OPENED,
        act("agree", trade="trade"),
        act("agree", by="ben", trade="trade"),
        then=want(fox=1, owl=1, gold=100),
        then_players={"ben": want(fox=1, owl=0, gold=995)},
        then_offers={"trade": want(over=True, owner="me", partner="ben", agreed={"me": True, "ben": True})},
    )
    assert found == []


def test_what_was_shown_before_a_change_is_agreed_to_no_more() -> None:
    found = tried(*OPENED, act("agree", trade="trade", seen_version="2", refused="trade_changed"))
    assert found == []
    assert tried(*OPENED, act("agree", trade="trade", seen_version="3")) == []


def test_who_is_not_named_in_an_offer_may_not_act_on_it() -> None:
    two = {"ben": BEN, "cem": {"owl": 1}}
    found = tried(
        OPENED[0], act("put", by="cem", trade="trade", card="owl", refused="offer.not_yours"), players=two
    )
    assert found == []


def test_offers_are_called_by_the_order_in_which_they_were_opened() -> None:
    found = tried(
        act("trade", partner="ben"),
        act("trade", partner="ben"),
        act("put", trade="trade.1", card="fox"),
        act("cancel", trade="trade"),
        act("put", trade="trade.2", card="fox", refused="offer.gone"),
        act("put", trade="trade.3", card="fox", refused="bad_param"),
        act("put", trade="auction", card="fox", refused="bad_param"),
        act("trade", partner="carl", refused="bad_param"),
        then=want(fox=1),
        then_offers={"trade.1": want(over=False), "trade.2": want(over=True)},
    )
    assert found == []


@pytest.mark.system("S6")
def test_an_auction_ends_by_itself_and_its_fee_is_burnt() -> None:
    found = tried(
        *AUCTION,
        act("rest", after=DAY),
        then=want(fox=1, gold=118),
        then_players={"ben": want(fox=1, gold=975)},
        then_offers={"auction": want(over=True, bidder="ben")},
    )
    assert found == []


def test_nobody_acts_on_an_offer_that_has_ended() -> None:
    late = act("bid", by="ben", after=DAY, auction="auction", amount="30", refused="offer.gone")
    assert tried(*AUCTION, late, then=want(gold=118)) == []


def test_an_end_that_is_refused_only_closes_and_fails_the_scenario() -> None:
    found = tried(
        act("pot"), act("rest", after=HOUR), then=want(gold=100), then_offers={"pot": want(over=True)}
    )
    assert found == [
        "the end of `pot` was refused with `short` (2 of 5 `gold`); it was only closed",
    ]


def test_a_draw_into_an_offer_is_everybodys_until_somebody_takes_it() -> None:
    found = tried(
        act("drop", rolls={"draw": "b"}),
        act("drop", by="ben", refused="one.drop"),
        act("grab", by="ben", drop="drop"),
        act("drop", by="ben", rolls={"draw": "a"}, after=HOUR),
        act("rest", by="ben", after=HOUR),
        act("drop", rolls={"draw": "a"}),
        then=want(rounds=3),
        then_players={"ben": want(owl=3, fox=0, gold=997, rounds=3)},
        then_offers={"drop.2": want(over=True), "drop": want(over=False)},
    )
    assert found == []


def test_players_are_given_as_what_they_are_called() -> None:
    again = act("befriend", whom="ben", refused="bid_low")
    assert tried(again, given={"friend": "ben"}, then=want(friend="ben")) == []
    found = tried(act("befriend", whom="ben"), then=want(friend="me"))
    assert found == ["`friend` is ben; expected was me"]


def test_what_is_otherwise_is_said_of_whom_and_what() -> None:
    found = tried(
        *OPENED,
        then=want(fox=2),
        then_players={"ben": want(gold=1)},
        then_offers={
            "trade": want(partner="me", agreed={"ben": True}),
            "trade.1": want(over=True),
            "auction": want(over=True),
        },
    )
    assert found == [
        "`fox` is 1; expected was 2",
        "`ben.gold` is 995; expected was 1",
        "`trade.partner` is ben; expected was me",
        "`trade.agreed` is {ben: 0}; expected was {ben: true}",
        "`trade.1.over` is 0; expected was true",
        "there is no `auction`; its `over` was expected",
    ]


def test_time_alone_ends_no_offer_before_it_is_due() -> None:
    assert tried(*OPENED, act("rest", after=15 * MINUTE - 1), then_offers={"trade": want(over=False)}) == []
    assert (
        tried(
            *OPENED, act("rest", after=15 * MINUTE), then_offers={"trade": want(over=True)}, then=want(fox=2)
        )
        == []
    )
