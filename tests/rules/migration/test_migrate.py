"""A pack is rewritten to a newer language, and stays its author's in all else."""

from __future__ import annotations

from rules.migration import NEWEST, Edit, edited, migrate, version_of

OLD = {
    "game.yaml": "game: {id: mine, title: Mine, version: 1.0.0, language: 0}   # the first\n",
    "play.yaml": """# what one can do
actions:
  wave: {price: {gold: 3}, say: wave}      # not dear
  "bow":
    price:   # nor this
      gold: 2
  rest: {say: wave}
kinds: {price: {fields: {price: int}}}
""",
}
NEW = {
    "game.yaml": "game: {id: mine, title: Mine, version: 1.0.0, language: 1}   # the first\n",
    "play.yaml": """# what one can do
actions:
  wave: {cost: {gold: 3}, say: wave}      # not dear
  "bow":
    cost:   # nor this
      gold: 2
  rest: {say: wave}
kinds: {price: {fields: {price: int}}}
""",
}


def test_a_key_is_renamed_where_it_stands_and_nothing_else_is_touched() -> None:
    found = migrate(OLD)

    assert found.texts == NEW
    assert found.notes == ["language 1: an action's `price` is called `cost`"]


def test_what_is_new_stays_as_it_is() -> None:
    found = migrate(NEW)

    assert found.texts == NEW
    assert found.notes == []


def test_a_pack_may_stop_on_the_way() -> None:
    assert migrate(OLD, to=0).texts == OLD


def test_a_pack_that_needs_no_change_only_says_its_version() -> None:
    found = migrate({"game.yaml": OLD["game.yaml"]})

    assert found.texts == {"game.yaml": NEW["game.yaml"]}
    assert found.notes == []


def test_what_cannot_be_read_stays_as_it_is() -> None:
    broken = {"game.yaml": OLD["game.yaml"], "broken.yaml": "actions: {wave: {price"}

    assert migrate(broken).texts["broken.yaml"] == broken["broken.yaml"]


def test_a_pack_without_a_version_is_left_alone() -> None:
    assert version_of({"a.yaml": "actions: {}\n", "b.yaml": "[1]\n"}) is None
    assert migrate({"a.yaml": OLD["play.yaml"]}).texts == {"a.yaml": OLD["play.yaml"]}


def test_the_newest_version_is_that_of_the_last_change() -> None:
    assert version_of(migrate(OLD).texts) == NEWEST


def test_edits_do_not_disturb_each_other() -> None:
    assert edited("one two three", [Edit(0, 3, "eleven"), Edit(8, 13, "4")]) == "eleven two 4"
