"""An id that a patch changed stays understood: in references, expressions, amounts, texts, scripts and stored states."""

# ruff: noqa: E501 - packs are written one definition a line

from __future__ import annotations

import pytest

from engine.player.run import Executor
from engine.scenario.run import run
from engine.state import State
from rules.load import load
from tests.packs import CONTENT
from tests.play import Player, loaded

BASE = """
kinds:
  card: {holdable: stack, fields: {power: int, kin: {type: [card], default: []}, worth: {type: amounts, default: {}}, foe: {type: card, optional: true}}}
variables:
  gold: {type: int, spendable: true}
  marks: {per: card, type: {int: [0, 9]}}
  best: {type: card, default: fox}
  wins: {type: int}
card:
  fox: {power: 3, kin: [owl], worth: {gold: 7, owl: 1}}
  owl: {power: 5, worth: {fox: 1}, foe: fox}
formulas: {bonus: {is: "1 if best == fox else 2"}}
choices: {today_card: {one_of: card, for: player, each: day}}
tables: {lucky: {entries: {a: {weight: 1, give: {fox: 1}}, b: {weight: 1, one_of: card}}}}
limits: {often: {times: 1000, in: 1s}, calm: {times: 1, in: 1h}}
texts: {en: {got: "{owned(fox)} of {card.fox.name}", card.fox.name: Fox, why: Why.}}
views: {album: {title: got}}
actions:
  fight: {limit: often, require: [{that: wins < 9, else: why}], cost: {fox: 1}, do: [{add: {wins: 1}}, {give: card.owl.worth}, {set: {marks(fox): 3}}, {say: album}]}
  dig: {limit: calm, do: [{draw: lucky, as: prize}, {when: 'prize[fox] > 0 and today_card.power > 0', then: [{give: {gold: bonus}}]}]}
reactions: {cheers: {after: fight, do: [{give: {gold: 5}}]}}
profiles: {daily: {logs_in: {chance: 50%}, does: [{do: fight, while: owned(fox) > 0}]}}
scenarios:
  it_fights: {given: {fox: 2, gold: 1, marks: {fox: 1}}, when: {fight: {}}, then: {fox: 2, gold: 6, wins: 1, marks: {fox: 3}}}
  it_digs: {when: {dig: {}}, rolls: {prize: b, prize.b: fox}, then: {fox: 1, gold: 1}}
"""
PATCHES = """
patches:
  new_names:
    - {at: card.fox, rename: vixen}
    - {at: variables.wins, rename: victories}
    - {at: variables.gold, rename: coins}
    - {at: variables.marks, rename: signs}
    - {at: formulas.bonus, rename: extra}
    - {at: choices.today_card, rename: daily_card}
    - {at: tables.lucky, rename: fortunate}
    - {at: limits.calm, rename: quiet}
    - {at: actions.fight, rename: brawl}
    - {at: views.album, rename: binder}
"""


@pytest.fixture(scope="module")
def renamed() -> Player:
    found = loaded(BASE + PATCHES)
    assert [f"{each.code} {each.message}" for each in found.problems if each.is_error] == []
    assert found.ruleset is not None
    rules = found.ruleset
    return Player(rules, State.empty(rules.catalogue), 1_767_600_000_000)


def test_everything_is_called_by_its_new_id(renamed: Player) -> None:
    rules = renamed.rules

    assert rules.catalogue.kinds["card"].ids == ("owl", "vixen")
    assert {"victories", "coins", "signs", "choice.daily_card"} <= {
        slot.name for slot in rules.catalogue.slots
    }
    assert set(rules.programs) == {"brawl", "dig"}
    assert set(rules.tables) == {"fortunate"}
    assert set(rules.views) == {"binder"}
    assert rules.renamed["card"] == {"fox": "vixen"}


def test_columns_amounts_and_defaults_lead_to_the_new_record(renamed: Player) -> None:
    kind = renamed.rules.catalogue.kinds["card"]
    worth = renamed.rules.definitions.vocabulary.kinds["card"].fields["worth"].amounts

    assert kind.columns["foe"][0] == kind.codes["vixen"] == kind.codes["fox"]
    assert worth["owned.card", 1] == (1, 0)
    assert worth["coins", -1] == (0, 7)
    assert State.empty(renamed.rules.catalogue).read("best") == 1


def test_scenarios_by_old_ids_hold(renamed: Player) -> None:
    rules = renamed.rules
    executor = Executor(rules.catalogue)

    assert [run(rules, executor, each).failures for each in rules.scenarios.values()] == [(), ()]


def test_a_stored_state_by_old_ids_is_understood(renamed: Player) -> None:
    old = State.of(
        renamed.rules.catalogue, {"fox": 2, "gold": 5, "wins": 3, "marks": {"fox": 4}, "best": "fox"}
    )
    new = {"vixen": 2, "coins": 5, "victories": 3, "signs": {"vixen": 4}}

    assert old.named() == new
    assert old == State.of(renamed.rules.catalogue, new)


def test_a_text_about_the_old_id_is_said_of_the_new(renamed: Player) -> None:
    assert renamed.rules.texts["en"]["card.vixen.name"].forms == {"other": "Fox"}


def test_a_renamed_game_is_another_game() -> None:
    one, other = loaded(BASE), loaded(BASE + PATCHES)

    assert one.ruleset is not None
    assert other.ruleset is not None
    assert one.ruleset.hash != other.ruleset.hash


@pytest.mark.system("G15")
def test_the_weekend_knows_its_opponent_by_both_names() -> None:
    found = load(CONTENT / "examples" / "weekend", find=lambda name: CONTENT / name)

    assert found.problems == []
    assert found.ruleset is not None
    catalogue = found.ruleset.catalogue
    assert (
        catalogue.kinds["opponent"].codes["waking_world"]
        == catalogue.kinds["opponent"].codes["monday_morning"]
    )
    assert found.ruleset.renamed == {"opponent": {"waking_world": "monday_morning"}}
    stored = State.of(catalogue, {"defeated": {"waking_world": 2}})
    assert stored.named() == {"defeated": {"monday_morning": 2}}
