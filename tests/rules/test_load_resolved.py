"""A ruleset that was kept as one text is built again from it, the same in everything."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from engine.odds.chain import Draw
from engine.odds.report import report
from engine.state import State
from rules.load import load_resolved
from rules.pack import Texts
from rules.pack.kept import PLACE, keep, restore
from rules.program.catalogue import Calendar
from rules.program.moment import Moment
from rules.ruleset import Ruleset
from tests import packs
from tests.games import NAMES, compiled, game

RETIRING = (
    "kinds:\n  coin: {holdable: stack}\n  card: {holdable: stack}\ncoin: {gold: {name: Gold}}\n"
    "card: {fox: {name: Fox}, owl: {name: Owl}}\n"
    "patches: {a: [{at: card.fox, becomes: {gold: 50}}, {at: card.ibis, becomes: {gold: 7, owl: 1}}]}\n"
)


def again(ruleset: Ruleset) -> Ruleset:
    return load_resolved(keep(ruleset.definitions.resolved), ruleset.catalogue.calendar)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_game_that_was_kept_is_the_same_game(name: str) -> None:
    before, after = game(name), again(game(name))
    assert_alike(after, before)
    if before.variants is None or after.variants is None:
        assert before.variants is after.variants
        return
    assert after.variants.windows == before.variants.windows
    assert after.variants.meeting == before.variants.meeting
    for held in before.variants.meeting:
        assert after.during(held).held == held
        assert_alike(after.during(held), before.during(held))


def assert_alike(after: Ruleset, before: Ruleset) -> None:
    left_out = {"definitions", "scenarios", "variants"}  # the rulesets of events are compared one by one
    for each in fields(Ruleset):
        if each.name not in left_out:
            assert getattr(after, each.name) == getattr(before, each.name), each.name


def test_it_is_kept_in_the_same_text_again() -> None:
    for name in NAMES:
        text = keep(game(name).definitions.resolved)
        assert keep(restore(text)) == text


def test_odds_are_the_same() -> None:
    for name in NAMES:
        before, after = game(name), again(game(name))
        for table in sorted(before.tables)[
            -3:
        ]:  # a drop of three unlike each other is among the first, and slow
            assert report(drawn(after, table)) == report(drawn(before, table))


def drawn(ruleset: Ruleset, table: str) -> Draw:
    moment = Moment(0, 0)
    cells = State.new(ruleset.catalogue, moment).cells
    return Draw(ruleset.catalogue, ruleset.tables[table], cells, moment)


def test_places_are_in_the_stored_ruleset() -> None:
    found = again(game("tutorial")).definitions.resolved.at("game.title")
    assert found is not None
    assert (found.origin.place.file, found.node.place.line) == (PLACE, 1)


def test_the_kept_calendar_counts_and_not_what_the_machine_knows_of_zones() -> None:
    ruleset = game("reve")
    other = Calendar((-(1 << 60), 5), (0, 3_600_000), 7)
    found = load_resolved(keep(ruleset.definitions.resolved), other)
    assert found.catalogue == replace(ruleset.catalogue, calendar=other)


@pytest.mark.parametrize("text", ["[]", "{}", '{"definitions": [], "renamed": {}, "retired": {}}', "x"])
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"stored ruleset|Expecting"):
        restore(text)


def pack(text: str) -> Ruleset:
    found = compiled(Texts("mine", {"game.yaml": packs.GAME + text})).ruleset
    assert found is not None
    return found


def test_retired_records_are_gone_and_what_they_become_is_kept() -> None:
    ruleset = pack(RETIRING)
    becomes = {
        ("card", "fox"): (("coin", "gold", 50),),
        ("card", "ibis"): (("coin", "gold", 7), ("card", "owl", 1)),
    }
    assert ruleset.catalogue.kinds["card"].ids == ("owl",)
    assert ruleset.retired == becomes
    assert again(ruleset).retired == becomes
    assert again(ruleset).hash == ruleset.hash
    assert json.loads(ruleset.definitions.resolved.json)["retired"]["card"]["fox"] == {"gold": "50"}


def test_what_a_retired_record_becomes_is_part_of_the_name() -> None:
    assert pack(RETIRING).hash != pack(RETIRING.replace("50", "51")).hash


def test_what_is_renamed_later_is_paid_out_under_its_new_id() -> None:
    ruleset = pack(RETIRING.replace("]}\n", ", {at: coin.gold, rename: silver}]}\n"))
    assert ruleset.retired["card", "fox"] == (("coin", "silver", 50),)
