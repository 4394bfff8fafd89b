"""Offers as they are written, lowered: a fair on which several players bet, trade, sell, bid and fight."""

# ruff: noqa: E501 - packs are written one definition a line

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.player.run import Executor
from engine.sample.agree import compare
from engine.scenario.run import run
from rules.expression.node import Cell, Escrow, Local, walk
from rules.expression.type import NONE, PLAYER
from rules.load import Loaded, compile_pack
from rules.pack import Texts
from rules.problem import Problems
from rules.program.node import Close, Empty, If, Move, Open, Program, Require, Select, Step
from rules.program.social import offers_in
from rules.program.walk import Walker, every
from rules.ruleset import Ruleset
from tests.play import problems

FAIR = Path(__file__).with_name("fair.yaml").read_text("utf-8")


def fair() -> Loaded:
    return compile_pack(Texts("fair", {"game.yaml": FAIR}), Problems(), lambda *_: None)


LOADED = fair()
assert LOADED.ruleset is not None
RULES: Ruleset = LOADED.ruleset
EXECUTOR = Executor(RULES.catalogue)


def steps(program: Program) -> list[Step]:
    """Return what an action or an end does, reactions left out."""
    return [step for phase, found in program.phases if phase != "react" for step in every(found)]


def only(name: str, kind: type[Any]) -> Any:
    """Return the one step of a kind in an action, or in the end of an offer."""
    (found,) = (
        step for step in steps(RULES.programs.get(name) or RULES.endings[name]) if isinstance(step, kind)
    )
    return found


def test_the_fair_has_no_error() -> None:
    assert [f"{each.place}: {each.message}" for each in LOADED.problems if each.is_error] == []


@pytest.mark.system("G11", "G15", "G18", "G19")
@pytest.mark.parametrize("name", list(RULES.scenarios))
def test_a_scenario_of_the_fair_comes_out(name: str) -> None:
    assert [failure.message for failure in run(RULES, EXECUTOR, RULES.scenarios[name]).failures] == []


def test_the_reference_agrees_on_every_expression_of_the_fair() -> None:
    assert LOADED.session is not None
    agreement = compare(RULES.catalogue, LOADED.session, points=8)
    assert agreement.points > 500
    assert agreement.disagreements == ()


def test_the_slots_of_an_offer_are_its_own_and_what_lies_in_it() -> None:
    slots = {slot.name: slot for slot in RULES.catalogue.slots if slot.scope == "trade"}
    assert sorted(slots) == [
        *("trade.agreed", "trade.channel", "trade.ends", "trade.guild", "trade.over", "trade.owner"),
        *("trade.partner", "trade.put.owned.coin", "trade.put.owned.esprit", "trade.version"),
    ]
    assert slots["trade.agreed"].kind == "player"
    assert slots["trade.put.owned.coin"].kind == "coin"
    assert slots["trade.owner"].default == slots["trade.ends"].default == NONE
    assert all(slot.of_offer and not slot.asset for slot in slots.values())


def test_the_only_one_of_a_guild_is_a_cell_of_the_guild() -> None:
    slot = RULES.catalogue.slot("one.raid")
    assert (slot.scope, slot.default, slot.kind) == ("guild", 0, "")
    assert only("raid", Open).one == "one.raid"
    assert only("drop", Open).one == ""


def test_an_offer_is_opened_with_its_fields_and_its_end() -> None:
    opened = only("wager", Open)
    assert opened.kind == "wager"
    assert [(write.slot, write.value) for write in opened.fields] == [
        ("wager.rival", Local(PLAYER, "rival")),
        ("wager.stake", Local(opened.fields[1].value.type, "stake")),
    ]
    assert opened.ends is not None
    assert only("wager", Move).target.name == opened.local  # what is called `it` is what was opened


@pytest.mark.parametrize(
    ("action", "reasons"),
    [
        ("grab", ["params.card", "offer.gone", "offer.not_yours"]),
        ("buy_card", ["offer.gone", "params.listing"]),
        ("unlist", ["offer.gone", "offer.not_yours"]),
        ("trade_put", ["params.esprit", "params.esprit", "offer.gone", "offer.not_yours"]),
        ("take_wager", ["offer.gone", "offer.not_yours", "params.wager"]),
        ("strike", ["offer.gone", "offer.not_yours"]),
        ("buy_lots", ["offer.gone"]),
    ],
)
def test_an_offer_that_is_named_must_stand_and_be_for_the_player(action: str, reasons: list[str]) -> None:
    (step,) = RULES.programs[action].phase("params")
    assert isinstance(step, Require)
    assert [row.reason for row in step.rows] == reasons


def test_mine_is_what_the_player_opened_unless_more_are_named() -> None:
    (listing,) = RULES.programs["unlist"].phase("params")
    (trade,) = RULES.programs["trade_cancel"].phase("params")
    assert isinstance(listing, Require)
    assert isinstance(trade, Require)
    read = [
        {part.slot for part in walk(each.rows[1].test) if isinstance(part, Cell)} for each in (listing, trade)
    ]
    assert read == [{"listing.owner"}, {"trade.owner", "trade.partner"}]


def test_a_hand_of_one_part_names_the_player_and_a_fee_is_a_rate() -> None:
    parts = [step for step in steps(RULES.programs["trade_agree"]) if isinstance(step, Move)]
    assert [(part.rows, getattr(part.of, "slot", "")) for part in parts] == [
        (None, "trade.owner"),
        (None, "trade.partner"),
    ]
    assert [[fee.slot for fee in part.fee] for part in parts] == [["owned.coin"], ["owned.coin"]]
    assert only("trade_put", Empty).slot == "trade.agreed"


def test_every_offer_has_an_end_after_which_it_is_over() -> None:
    assert sorted(RULES.endings) == sorted(RULES.offers)
    for kind, program in RULES.endings.items():
        assert (program.name, program.who) == (f"{kind}.at_end", "clock")
        assert [param.name for param in program.params] == [kind]
        assert any(isinstance(step, Close) for step in steps(program))
    assert {kind for kind, offer in RULES.offers.items() if offer.at_end} == {"listing", "auction", "lottery"}


def test_an_end_that_may_close_by_itself_closes_what_still_stands() -> None:
    pack = """
kinds: {coin: {holdable: stack}}
coin: {gold: {name: Gold}}
limits: {rest: {times: 1, in: 1m}}
offers: {pot: {ends: {in: 1h}, at_end: [{when: "pot.held[gold] > 3", then: [{close: pot}]}]}}
actions: {pot: {limit: rest, do: [{open: pot}]}}
"""
    found = compile_pack(Texts("mine", {"game.yaml": GAME + pack}), Problems(), lambda *_: None).ruleset
    assert found is not None
    last = found.endings["pot"].phase("do")[-1]
    assert isinstance(last, If)
    assert isinstance(last.then[0], Close)


GAME = "game: {id: mine, title: Mine, version: 1.0.0, language: 1}\n"


def test_a_player_is_rolled_for_by_what_he_put_in() -> None:
    select = only("lottery", Select)
    assert (select.domain.form, select.domain.owner) == ("players", "lottery")
    assert isinstance(select.weigh, Escrow)


def test_what_moves_all_there_is_is_known_to_write_all_that_can_lie_there() -> None:
    walker = Walker(RULES.catalogue)
    used = walker.use(RULES.programs["trade_cancel"].phase("do"))
    assert used.slots == {
        *("trade.over", "trade.put.owned.coin", "trade.put.owned.esprit", "owned.coin", "owned.esprit")
    }
    put = walker.use(RULES.programs["trade_gold"].phase("do"))
    assert put.slots == {"owned.coin", "trade.put.owned.coin", "trade.agreed"}
    assert put.refuses


@pytest.mark.parametrize(("name", "kinds"), [("rest", ()), ("drop", ("drop",)), ("bid", ("auction",))])
def test_who_plays_alone_learns_which_actions_are_about_offers(name: str, kinds: tuple[str, ...]) -> None:
    assert offers_in(RULES.programs[name]) == kinds


SMALL = """
kinds: {coin: {holdable: stack}}
coin: {gold: {name: Gold}}
limits: {rest: {times: 1, in: 1m}}
texts: {en: {hi: Hi.}}
offers: {pot: {ends: {in: 1h}, fields: {hp: int, low: {int: [0, 9]}, best: {type: player, optional: true}}}}
actions: {open: {limit: rest, do: [{open: pot}]}, act: {limit: rest, params: {pot: {type: pot}}, do: DO}}
"""
FINE = [
    "[{let: {hit: 'min(pot.hp, 5)'}}, {add: {pot.hp: -hit}}]",
    "[{when: pot.low < 9, then: [{add: {pot.low: 1}}]}]",
    "[{when: has(pot.best), then: [{give: {gold: 1}, to: pot.best}]}]",
    "[{set: {pot.ends: now + 5 * minute, pot.best: none}}, {reset: [pot.low]}]",
    "[{when: 'pot.held[gold] > 0', then: [{roll: {p: {one_of: pot.players, weigh: 'pot.put(it)[gold]'}}}, {hand: all, from: pot, to: p}]}]",
    "[{open: pot, with: {low: 3}}, {when: it.low < 9, then: [{add: {it.low: 1}}]}, {when: has(it.best), then: [{tell: hi, to: it.best}]}]",
    "[{open: pot}, {each: {c: coin}, do: [{give: {c: 1}}]}, {put: {gold: 1}, into: it}, {open: pot}, {close: it}]",
    "[{roll: {p: {one_of: pot.players}}}, {when: has(p), then: [{hand: all, from: pot, to: p}]}]",
    "[{each: {p: pot.players}, where: p != me, do: [{give: {gold: 1}, to: p}]}]",
    "[{open: pot, as: other}, {hand: all, from: pot, to: other}, {give: {gold: 3}, to: other}]",
    "[{when: 'count(p for p in pot.players if p != me) > 2 and pot.owner == me', then: [{close: pot}]}]",
]
WRONG = [
    ("[{add: {pot.hp: -1}}]", "E509"),
    ("[{let: {hit: 'max(pot.hp, 5)'}}, {add: {pot.hp: -hit}}]", "E509"),
    ("[{let: {hit: 'min(pot.hp, 5)'}}, {add: {pot.hp: -3}}]", "E509"),
    ("[{let: {hit: 'min(pot.hp, 5)'}}, {set: {pot.hp: 0}}, {add: {pot.hp: -hit}}]", "E509"),
    ("[{give: {gold: 1}, to: pot.best}]", "E409"),
    ("[{when: has(pot.best), then: [{set: {pot.best: none}}, {give: {gold: 1}, to: pot.best}]}]", "E409"),
    (
        "[{when: 'pot.held[gold] > 0', then: [{hand: all, from: pot}, {roll: {p: {one_of: pot.players, weigh: 'pot.put(it)[gold]'}}}, {give: {gold: 1}, to: p}]}]",
        "E409",
    ),
    ("[{roll: {p: {one_of: pot.players, weigh: 'pot.put(it)[gold]'}}}, {give: {gold: 1}, to: p}]", "E409"),
    ("[{open: pot, as: other}, {hand: pot.put(me), from: other}]", "E522"),
    ("[{chance: 50%, as: x}, {put: {gold: 1}, into: pot}]", "E517"),
    ("[{hand: {gold: 1..3}, from: pot}]", "E503"),
    ("[{set: {pot.over: true}}]", "E510"),
]


@pytest.mark.parametrize("do", FINE)
def test_what_can_be_done_with_offers(do: str) -> None:
    assert problems(SMALL.replace("DO", do)) == []


@pytest.mark.parametrize(("do", "code"), WRONG)
def test_what_cannot_be_proved_of_offers_is_refused(do: str, code: str) -> None:
    assert {each for each, _ in problems(SMALL.replace("DO", do))} == {code}


RENAMED = """
patches:
  new_names:
    - {at: offers.auction, rename: sale}
    - {at: offers.trade, rename: barter}
    - {at: offers.raid, rename: hunt}
"""


def test_offers_that_are_called_otherwise_stay_understood() -> None:
    found = compile_pack(
        Texts("fair", {"game.yaml": FAIR, "patches.yaml": RENAMED}), Problems(), lambda *_: None
    )
    assert [f"{each.place}: {each.message}" for each in found.problems if each.is_error] == []
    assert found.ruleset is not None
    assert found.ruleset.catalogue.slot("trade.agreed").name == "barter.agreed"
    assert found.ruleset.catalogue.slot("one.raid").name == "one.hunt"
    executor = Executor(found.ruleset.catalogue)
    for name in ("a_trade", "an_auction", "a_second_trade"):
        verdict = run(found.ruleset, executor, found.ruleset.scenarios[name])
        assert [failure.message for failure in verdict.failures] == []
