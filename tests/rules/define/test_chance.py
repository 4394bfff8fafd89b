"""A field of type chance is read exactly, and proved to be one wherever it stands."""

from __future__ import annotations

from tests.play import player, ruleset

LUCKY = """
kinds: {card: {holdable: stack, fields: {luck: chance, often: {type: chance, default: 5%}}}}
card: {ant: {luck: 100%}, bee: {luck: 0.25, often: 1}, cat: {luck: 0%}}
actions: {dip: {params: {card: {type: card}}, do: [{chance: card.luck, as: won, then: [{give: {card: 1}}]}]}}
"""


def test_percentages_and_numbers_are_chances_alike() -> None:
    card = ruleset(LUCKY).catalogue.kinds["card"]

    assert card.columns["luck"] == (1.0, 0.25, 0.0)
    assert card.columns["often"] == (0.05, 1, 0.05)


def test_a_chance_of_a_record_is_rolled_for() -> None:
    assert player(LUCKY).do("dip", card="ant").has() == {"ant": 1}
    assert player(LUCKY).do("dip", card="cat").has() == {}
    assert player(LUCKY).do("dip", {"won": True}, card="bee").has() == {"bee": 1}
