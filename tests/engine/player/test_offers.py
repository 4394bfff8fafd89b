"""Open, Move, Close, Empty: who gets what, in what order, what is burnt, and what refuses."""

from __future__ import annotations

from typing import Any

import pytest

from engine.chance import CounterChance
from engine.offer import Offers
from engine.outcome import Cut, Given, Lack, Moved, Said
from engine.player.escrow import MOST_PUTTERS
from engine.player.run import Executor
from engine.state import State
from rules.expression.evaluate import Situation, evaluate
from rules.expression.node import Const, Domain, Escrow, Fold, Lying, const
from rules.expression.scalar import ScalarCode
from rules.expression.type import AMOUNTS, BOOL, CHANCE, COUNT, TIME, integer
from rules.program.moment import Moment
from rules.program.node import (
    Assign,
    Close,
    Emit,
    Empty,
    Fee,
    Give,
    Move,
    Open,
    Program,
    Reaction,
    Row,
    Select,
    Step,
    Sweep,
    Tally,
    Write,
)
from rules.site import Site
from tests.engine.player.bazaar import (
    ANN,
    BAZAAR,
    BEN,
    DEAL,
    ME,
    NEXT,
    NOW,
    TRADE,
    at,
    coins,
    deal,
    items,
    lying,
    named,
    player,
    world,
)

HALF = Fee("coins", None, Const(CHANCE, 0.5))
WAKE = Assign((Write("woken", None, const(1), add=True),))


def sweep(slot: str) -> Sweep:
    return Sweep((Reaction("a", frozenset({slot}), Const(BOOL, 1), (WAKE,)),))


def test_an_offer_is_made_of_whom_where_and_until_when() -> None:
    step = Open(
        "trade",
        "it",
        Const(TIME, NOW + 5),
        (
            Write("trade.step", None, const(4)),
            Write("trade.agreed", player(ANN), const(1)),
        ),
    )
    outcome = world(me={"coins": 5}).accepted(step, Move((coins(2),), target=named("it"), why="put"))
    assert outcome.offers[NEXT].named() == {
        "trade.owner": ME,
        "trade.ends": NOW + 5,
        "trade.guild": 11,
        "trade.channel": 12,
        "trade.step": 4,
        "trade.agreed": {str(ANN): True},
        "trade.put.coins": {str(ME << 24): 2},
    }
    assert outcome.events == (Moved("coins", None, 2, ME, NEXT, "put"),)
    assert outcome.state.named() == {"coins": 3}
    assert outcome.others == {}


def test_each_offer_has_a_number_of_its_own() -> None:
    outcome = world().accepted(Open("trade", "a"), Open("trade", "b"))
    assert sorted(outcome.offers) == [NEXT, NEXT + 1]


def test_more_offers_than_there_are_numbers_is_a_defect() -> None:
    with pytest.raises(StopIteration):
        world().run(Open("trade", "a"), Open("trade", "b"), Open("trade", "c"))


def test_what_an_offer_starts_with_keeps_its_bounds() -> None:
    refused = world().refused(Open("trade", "it", fields=(Write("trade.step", None, const(12)),)))
    assert (refused.reason, refused.message) == ("fault", "`trade.step` would be 12, outside 0..9")


ONE = Open("trade", "it", one="one.trade")
STANDING: tuple[tuple[dict[str, Any], bool], ...] = (
    ({}, True),
    ({"ends": NOW + 1}, True),
    ({"ends": NOW}, False),
    ({"over": True}, False),
)


@pytest.mark.parametrize(("cells", "stands"), STANDING)
def test_the_only_one_of_its_kind_stands_until_it_is_over_or_has_ended(
    cells: dict[str, Any], *, stands: bool
) -> None:
    around = world({DEAL: deal(**cells)}, me={"one.trade": DEAL})
    if stands:
        assert around.refused(ONE).reason == "one.trade"
    else:
        assert around.accepted(ONE).state.named() == {"one.trade": NEXT}


def test_the_only_one_of_its_kind_may_be_gone() -> None:
    outcome = world(me={"one.trade": 1}).accepted(ONE, sweep("one.trade"))
    assert outcome.state.named() == {"one.trade": NEXT, "woken": 1}


def test_what_is_put_is_of_who_put_it() -> None:
    around = world({DEAL: deal(("coins", None, ANN, 3))}, me={"coins": 9, "axe": 2, "credit": 1})
    rows = (coins(2), items("axe", 2), coins(1), Row("credit", None, const(6)), items("bow", 0))
    outcome = around.accepted(Move(rows, target=at(DEAL)), sweep("coins"))
    assert outcome.state.named() == {"coins": 6, "credit": -5, "woken": 1}
    assert lying(outcome) == [
        ("coins", None, ANN, 3),
        ("coins", None, ME, 3),
        ("owned.item", "axe", ME, 2),
        ("credit", None, ME, 6),
    ]
    assert outcome.events == (
        Moved("coins", None, 3, ME, DEAL),
        Moved("owned.item", "axe", 2, ME, DEAL),
        Moved("credit", None, 6, ME, DEAL),
    )


def test_what_is_lacking_is_all_said_and_nothing_moves() -> None:
    around = world({DEAL: deal()}, me={"coins": 9})
    rows = (coins(5), coins(5), items("axe", 1), Row("credit", None, const(6)))
    refused = around.refused(Move(rows, target=at(DEAL), reason="poor"))
    assert (refused.reason, refused.phase) == ("poor", "do")
    assert refused.lacking == (
        Lack("coins", None, 9, 10),
        Lack("owned.item", "axe", 0, 1),
        Lack("credit", None, 5, 6),
    )


BIDS = (("coins", None, 0, 1), ("coins", None, ANN, 10), ("coins", None, ME, 20), ("coins", None, BEN, 30))


def test_rows_are_taken_from_others_first_and_from_the_receiver_last() -> None:
    around = world({DEAL: deal(*BIDS)})
    outcome = around.accepted(Move((coins(35),), source=at(DEAL), target=player(ME)), sweep("coins"))
    assert lying(outcome) == [("coins", None, ME, 20), ("coins", None, BEN, 6)]
    assert outcome.state.named() == {"coins": 35, "woken": 1}
    assert outcome.events == (Moved("coins", None, 35, DEAL, ME),)
    more = around.accepted(Move((coins(45),), source=at(DEAL)))
    assert lying(more) == [("coins", None, ME, 16)]


def test_all_that_one_player_put_is_taken_and_nothing_else() -> None:
    around = world({DEAL: deal(*BIDS, ("owned.item", "axe", BEN, 2))})
    outcome = around.accepted(Move(None, source=at(DEAL), target=player(ANN), of=player(BEN)))
    assert lying(outcome) == [("coins", None, 0, 1), ("coins", None, ANN, 10), ("coins", None, ME, 20)]
    assert outcome.others[ANN].named() == {"coins": 30, "axe": 2}
    few = around.refused(Move((coins(31),), source=at(DEAL), of=player(BEN)))
    assert few.lacking == (Lack("coins", None, 30, 31),)


def test_all_of_an_offer_is_taken() -> None:
    outcome = world({DEAL: deal(*BIDS)}).accepted(Move(None, source=at(DEAL), target=player(BEN)))
    assert lying(outcome) == []
    assert outcome.events == (Moved("coins", None, 61, DEAL, BEN),)
    assert world({DEAL: deal()}).accepted(Move(None, source=at(DEAL))).events == ()


def test_what_an_offer_lacks_refuses() -> None:
    refused = world({DEAL: deal(*BIDS)}).refused(Move((coins(62), items("axe", 1)), source=at(DEAL)))
    assert refused.lacking == (Lack("coins", None, 61, 62), Lack("owned.item", "axe", 0, 1))


def test_a_fee_is_burnt_and_rounded_up() -> None:
    lies = (("coins", None, 0, 1), ("coins", None, BEN, 4), ("owned.item", "axe", BEN, 1))
    step = Move(
        None, source=at(DEAL), fee=(HALF, Fee("owned.item", items("bow", 0).key, const(1))), why="sold"
    )
    outcome = world({DEAL: deal(*lies)}).accepted(step)
    assert outcome.events == (
        Moved("coins", None, 2, DEAL, ME, "sold"),
        Moved("coins", None, 3, DEAL, 0, "sold"),
        Moved("owned.item", "axe", 1, DEAL, ME, "sold"),
    )
    assert outcome.state.named() == {"coins": 2, "axe": 1}


def test_a_fee_of_everything_leaves_nothing() -> None:
    fee = (HALF, HALF, HALF)
    outcome = world({DEAL: deal(("coins", None, BEN, 4))}).accepted(
        Move((coins(3),), source=at(DEAL), fee=fee)
    )
    assert outcome.events == (Moved("coins", None, 3, DEAL, 0),)


def test_what_goes_from_an_offer_to_another_stays_of_who_put_it() -> None:
    around = world({DEAL: deal(*BIDS), NEXT: deal(("coins", None, ANN, 1))})
    outcome = around.accepted(Move((coins(13),), source=at(DEAL), target=at(NEXT), fee=(HALF,)))
    assert lying(outcome) == [("coins", None, ME, 18), ("coins", None, BEN, 30)]
    assert lying(outcome, NEXT) == [("coins", None, ANN, 5), ("coins", None, ME, 2)]
    assert outcome.events == (Moved("coins", None, 6, DEAL, NEXT), Moved("coins", None, 7, DEAL, 0))


def test_what_a_receiver_has_no_room_for_refuses() -> None:
    around = world({DEAL: deal(*BIDS, ("owned.item", "axe", BEN, 2))}, ann={"coins": 50, "axe": 4})
    refused = around.refused(Move(None, source=at(DEAL), target=player(ANN)))
    assert (refused.reason, refused.phase) == ("no_room", "do")
    assert refused.lacking == (Lack("coins", None, 50, 61), Lack("owned.item", "axe", 1, 2))


def test_at_the_end_what_does_not_fit_stays_as_the_receivers() -> None:
    around = world({DEAL: deal(*BIDS, ("owned.item", "axe", BEN, 2))}, ann={"coins": 50, "axe": 5})
    step = Move(None, source=at(DEAL), target=player(ANN), fee=(HALF,), why="won")
    outcome = around.accepted(step, name="trade.at_end")
    assert outcome.others[ANN].named() == {"coins": 80, "axe": 5}
    assert lying(outcome) == [("owned.item", "axe", ANN, 2)]
    assert outcome.events == (
        Moved("coins", None, 30, DEAL, ANN, "won"),
        Moved("coins", None, 31, DEAL, 0, "won"),
        Cut("owned.item", "axe", 2, "won", ANN),
    )


def test_an_offer_holds_the_puts_of_so_many_players() -> None:
    many = deal(*(("coins", None, 100 + each, 1) for each in range(MOST_PUTTERS)), ("coins", None, 0, 1))
    around = world({DEAL: many}, me={"coins": 9})
    assert around.refused(Move((coins(1),), target=at(DEAL))).reason == "offer_full"
    around.accepted(Move((coins(0),), target=at(DEAL)))
    around.accepted(Give((coins(1),), to=at(DEAL)))
    one_less = world({DEAL: deal(*(("coins", None, 100 + each, 1) for each in range(MOST_PUTTERS - 1)))})
    one_less.players[ME] = State.of(BAZAAR, {"coins": 9})
    one_less.accepted(Move((coins(1),), target=at(DEAL)))


def test_a_negative_amount_is_a_fault() -> None:
    row = Row("coins", None, Const(integer(-5, 5), -1))
    refused = world({DEAL: deal()}).refused(Move((row,), target=at(DEAL)))
    assert (refused.reason, refused.message) == ("fault", "an amount of `coins` would be -1, below 0")


def test_a_closed_offer_gives_back_and_burns_what_a_table_put() -> None:
    lies = (*BIDS, ("owned.item", "bow", ME, 1), ("owned.item", "cup", 0, 3))
    outcome = world({DEAL: deal(*lies)}).accepted(Close(at(DEAL), "gone"), sweep("owned.item"))
    assert outcome.offers[DEAL].named() == {"trade.owner": ANN, "trade.over": True}
    assert outcome.state.named() == {"coins": 20, "bow": 1, "woken": 1}
    assert {number: state.named() for number, state in outcome.others.items()} == {
        ANN: {"coins": 10},
        BEN: {"coins": 30},
    }
    assert outcome.events == (
        Moved("coins", None, 1, DEAL, 0, "gone"),
        Moved("coins", None, 10, DEAL, ANN, "gone"),
        Moved("coins", None, 20, DEAL, ME, "gone"),
        Moved("coins", None, 30, DEAL, BEN, "gone"),
        Moved("owned.item", "bow", 1, DEAL, ME, "gone"),
        Moved("owned.item", "cup", 3, DEAL, 0, "gone"),
    )


def test_what_nobody_has_room_for_stays_in_the_closed_offer() -> None:
    lies = (("coins", None, ANN, 10), ("owned.item", "axe", BEN, 1))
    around = world({DEAL: deal(*lies)}, ann={"coins": 97}, ben={"axe": 5})
    outcome = around.accepted(Close(at(DEAL)))
    assert lying(outcome) == [("coins", None, ANN, 7), ("owned.item", "axe", BEN, 1)]
    assert outcome.events == (
        Moved("coins", None, 3, DEAL, ANN),
        Cut("coins", None, 7, "", ANN),
        Cut("owned.item", "axe", 1, "", BEN),
    )
    again = world({DEAL: outcome.offers[DEAL].cells}).accepted(Close(at(DEAL)))
    assert (lying(again), again.others[ANN].named()) == ([], {"coins": 7})


def test_a_table_puts_as_nobody() -> None:
    steps: tuple[Step, ...] = (
        Tally("got"),
        Give((coins(500), items("cup", 2), items("axe", 0)), tally="got", to=at(DEAL), why="table"),
    )
    outcome = world({DEAL: deal(("coins", None, 0, 1))}).accepted(*steps, sweep("coins"))
    assert lying(outcome) == [("coins", None, 0, 501), ("owned.item", "cup", 0, 2)]
    assert outcome.state.named() == {}
    assert outcome.events == (
        Given("coins", None, 500, "table", DEAL),
        Given("owned.item", "cup", 2, "table", DEAL),
    )


def test_cells_of_an_offer_are_set_and_added_to() -> None:
    writes = (
        Write("trade.step", None, const(3), add=True, owner=at(DEAL)),
        Write("trade.agreed", player(ME), const(1), owner=at(DEAL)),
    )
    outcome = world({DEAL: deal(step=4)}).accepted(Assign(writes))
    assert outcome.offers[DEAL].named() == {
        "trade.owner": ANN,
        "trade.step": 7,
        "trade.agreed": {str(ME): True},
    }
    assert world({DEAL: deal(step=8)}).refused(Assign(writes)).reason == "fault"


def test_a_slot_is_emptied() -> None:
    around = world(
        {DEAL: deal(agreed={"1": True}, mark="axe")}, me={"seen": {"axe": True}}, ann={"seen": {"bow": True}}
    )
    outcome = around.accepted(
        Empty("trade.agreed", at(DEAL)),
        Empty("trade.mark", at(DEAL)),
        Empty("seen"),
        Empty("seen", player(ANN)),
        sweep("seen"),
    )
    assert outcome.offers[DEAL].named() == {"trade.owner": ANN}
    assert outcome.others[ANN].named() == {}
    assert outcome.state.named() == {"woken": 1}
    nothing = world({DEAL: deal()}).accepted(Empty("seen"), Empty("trade.agreed", at(DEAL)), sweep("seen"))
    assert (nothing.offers, nothing.state.named()) == ({}, {})


def test_an_accepted_command_makes_the_next_version() -> None:
    before = {DEAL: deal(version=4)}
    outcome = world(before).accepted(Close(at(DEAL)), Open("trade", "it"))
    raised = Offers(BAZAAR).raised(before, outcome.offers)
    assert {number: state.read("trade.version") for number, state in raised.items()} == {DEAL: 5, NEXT: 1}
    assert outcome.offers[DEAL].read("trade.version") == 4
    assert Offers(BAZAAR).of(raised[NEXT].cells) == TRADE


def test_who_is_rolled_for_in_an_offer_is_looked_up_each_time() -> None:
    executor = Executor(BAZAAR)
    players = Domain("players", 1000, node=at(DEAL), owner="trade")
    pick = Select(Site("who"), "who", players, "it")
    program = Program("roll", (), (("do", (pick, Emit("say", "who", (("who", named("who")),)))),))
    for number in (ANN, BEN):
        moment = Moment(NOW, 20_000, ME, 1, {}, {DEAL: deal(("coins", None, number, 1))})
        outcome = executor.play(program, State.empty(BAZAAR), {}, CounterChance(1), moment)
        assert outcome.events == (Said("who", (("who", number),)),)  # type: ignore[union-attr]


def test_what_lies_in_an_offer_is_read_before_anything_is_written() -> None:
    inside = Escrow(COUNT, at(DEAL), "coins", None)
    counted = Fold(COUNT, "count", Domain("players", 1000, node=at(DEAL), owner="trade"), "it", None, None)
    rows = (coins(5), Row("credit", None, inside), Row("owned.item", items("axe", 0).key, counted))
    outcome = world({DEAL: deal(("coins", None, ANN, 2))}).accepted(Give(rows, to=at(DEAL)))
    assert lying(outcome)[2:] == [("owned.item", "axe", 0, 1), ("credit", None, 0, 2)]


def test_all_that_lies_in_an_offer_is_told_by_asset() -> None:
    everything, hers = (Lying(AMOUNTS, at(DEAL), putter) for putter in (None, player(ANN)))
    lies = (("coins", None, 0, 1), ("coins", None, ANN, 2), ("owned.item", "axe", ANN, 3))
    step = Emit("say", "in it", (("all", everything), ("hers", hers)))
    outcome = world({DEAL: deal(*lies)}).accepted(step)
    assert outcome.events == (
        Said(
            "in it",
            (
                ("all", (("coins", None, 3), ("owned.item", "axe", 3))),
                ("hers", (("coins", None, 2), ("owned.item", "axe", 3))),
            ),
        ),
    )
    moment = Moment(NOW, 20_000, ME, 1, {}, {DEAL: deal(*lies)})
    for node in (everything, hers):
        compiled = ScalarCode(BAZAAR).function(node, ())(State.empty(BAZAAR).cells, moment)
        assert evaluate(node, Situation(BAZAAR, State.empty(BAZAAR).cells, moment)) == compiled
