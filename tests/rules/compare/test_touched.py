"""A change names exactly the tables, actions and targets that it touches, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from rules.compare.changes import changes
from rules.compare.touched import touched
from tests.rules.compare.meaning import meanings
from tests.rules.compare.planted import Edit, edited, game

LAMPION = """\
esprit:
  lampion: {name: Lampion, tier: rare, element: fire, rarity: rare, attack: 9, defence: 9, abilities: []}
"""


@dataclass(frozen=True, slots=True)
class Case:
    """Edits of the default game, what changes by them, and what that touches."""

    edits: tuple[Edit, ...]
    changed: set[str]
    tables: set[str] = field(default_factory=set)
    actions: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)


CASES = {
    "one weight": Case(
        (("packs.yaml", "legendary: {weight: 2, ", "legendary: {weight: 3, "),),
        {"tables.community.entries.legendary.weight"},
        {"community"},
        {"buy_pack", "pack_paid"},
        {"asked_of_community", "asked_of_trade"},
    ),
    "one weight of another table": Case(
        (("resources.yaml", "purse:   {weight: 12,", "purse:   {weight: 13,"),),
        {"tables.wilds.entries.purse.weight"},
        {"wilds"},
        {"forage"},
        {"asked_of_foraging"},
    ),
    "when a guarantee is met": Case(
        (("packs.yaml", "counter: pack_pity, by: 40", "counter: pack_pity, by: 50"),),
        {"tables.community.guarantees.legendary.by"},
        {"community"},
        {"buy_pack", "pack_paid"},
        {"asked_of_community", "asked_of_trade"},
    ),
    "a table with parameters": Case(
        (("fusion.yaml", "weigh: it.rarity.often", "weigh: it.rarity.often + 1"),),
        {"tables.fusion_result.entries.card.weigh"},
        {"fusion_result"},
        {"fuse"},
    ),
    "nothing": Case((), set()),
    "a comment and blanks": Case(
        (("packs.yaml", "kinds: {booster:", "# nothing else\nkinds:  {booster:"),),
        set(),
    ),
    "a price in a record": Case(
        (("packs.yaml", "price: {gold: 500}", "price: {gold: 450}"),),
        {"booster.community_pack.price.gold"},
        set(),
        {"buy_pack"},
        {"asked_of_trade"},
    ),
    "which table a record draws": Case(
        (("packs.yaml", "cards: 3, table: community", "cards: 3, table: gold_cards"),),
        {"booster.community_pack.table"},
        set(),
        {"buy_pack", "pack_paid"},
        {"asked_of_trade"},
    ),
    "a field that weighs the records of a pool": Case(
        (("rarities.yaml", "often: 60", "often: 50"),),
        {"rarity.common.often"},
        {"fusion_result"},
        {"fuse"},
    ),
    "a formula": Case(
        (("fusion.yaml", "0.95 - 0.03 * t.order", "0.95 - 0.04 * t.order"),),
        {"formulas.fuse_chance.is"},
        set(),
        {"fuse"},
    ),
    "a limit": Case(
        (("daily.yaml", "times: 1, each: day", "times: 2, each: day"),),
        {"limits.daily_reward.times"},
        set(),
        {"daily"},
    ),
    "how fast something grows back": Case(
        (("resources.yaml", "regenerates: {by: 5,", "regenerates: {by: 6,"),),
        {"variables.wood.regenerates.by"},
        set(),
        {"tinker", "satchel"},
    ),
    "a text": Case(
        (("texts/en.yaml", "    opened: ", "    opened: 'Look!' # "),),
        {"texts.en.opened"},
        set(),
        {"buy_pack", "pack_paid", "open_echo"},
    ),
    "the name of a record": Case(
        (("rarities.yaml", "name: Epic,", "name: Splendid,"),),
        {"rarity.epic.name"},
    ),
    "a label of a view": Case(
        (("fusion.yaml", "      result: result\n", "      becomes: result\n"),),
        {"views.fuse_preview.show.becomes", "views.fuse_preview.show.result"},
        set(),
        {"fuse"},
    ),
    "a scenario": Case(
        (("more.yaml", "", "scenarios: {a_start: {when: {start: {}}, then: {registered: true}}}"),),
        {"scenarios.a_start"},
    ),
    "another kind of simulated player": Case(
        (
            (
                "more.yaml",
                "",
                "profiles: {guest: {logs_in: {chance: 5%}, does: [{do: start, while: not registered}]}}",
            ),
        ),
        {"profiles.guest"},
    ),
    "a record that can be drawn": Case(
        (
            (
                "more.yaml",
                "",
                LAMPION,
            ),
        ),
        {"esprit.lampion"},
        {"community", "gold_cards", "echo_standard", "fusion_result", "channel_drop"},
        {
            *("buy_pack", "pack_paid", "open_echo", "fuse", "battle", "collection", "profile"),
            *("card_drop", "wager", "take_wager"),
        },
        {"asked_of_community", "asked_of_echoes", "asked_of_trade"},
    ),
    "a patch": Case(
        (("more.yaml", "", "patches: {easier: [{at: tables.wilds.entries.hum.weight, scale: 2}]}"),),
        {"tables.wilds.entries.hum.weight"},
        {"wilds"},
        {"forage"},
        {"asked_of_foraging"},
    ),
    "a record by another id": Case(
        (("more.yaml", "", "patches: {called: [{at: opponent.waking_world, rename: monday}]}"),),
        {"opponent.monday"},
    ),
    "a table by another id": Case(
        (("more.yaml", "", "patches: {called: [{at: tables.wilds, rename: woods}]}"),),
        {"tables.woods"},
        {"woods"},
    ),
    "what is asked before every action": Case(
        (("game.yaml", "times: 30, in: 10s", "times: 31, in: 10s"),),
        {"limits.haste.times"},
        set(),
        set(game().ruleset.programs) - {"pack_paid"},  # which excepts it
        {"asked_of_foraging", "asked_of_trade"},
    ),
    "what is asked of all but two actions": Case(
        (
            (
                "game.yaml",
                "{that: registered, else: start_first}",
                "{that: registered or registered, else: start_first}",
            ),
        ),
        {"game.every_action.require.start_first.that"},
        set(),
        set(game().ruleset.programs) - {"start", "pack_paid"},
        {"asked_of_foraging", "asked_of_trade"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_change_names_what_it_touches_and_nothing_else(name: str) -> None:
    case = CASES[name]
    after = edited(*case.edits)
    found = changes(game().resolved, after.resolved)
    assert {change.name for change in found} == case.changed
    reached = touched(game(), after, found)
    assert (set(reached.tables), set(reached.actions)) == (case.tables, case.actions)
    assert {name for name in reached.targets if name.startswith("asked_of_")} == case.targets


OTHER_RECORDS = {"a record that can be drawn", "a record by another id", "a table by another id"}


@pytest.mark.parametrize("name", sorted(CASES.keys() - OTHER_RECORDS))
def test_whatever_means_something_else_is_touched(name: str) -> None:
    after = edited(*CASES[name].edits)
    reached = touched(game(), after, changes(game().resolved, after.resolved))
    old, new = meanings(game()), meanings(after)
    differ = {each for each in old.keys() | new.keys() if old.get(each) != new.get(each)}
    named = {f"tables.{each}" for each in reached.tables} | {f"actions.{each}" for each in reached.actions}
    assert differ <= named
    inlined = any(
        change.noun in {"variables", "texts", "views"} for change in changes(game().resolved, after.resolved)
    )
    assert inlined or {each for each in named if each != "tables.fusion_result"} <= differ
