"""The same players under two rulesets: nothing moves by itself, and what moves is told with its interval."""

from __future__ import annotations

from engine.lab.effect import flow_effects, live_pairs
from engine.lab.living import one_by_one
from engine.lab.pair import live_pair
from engine.lab.simulate import Block
from engine.lab.watch import watch_of
from tests.engine.lab.paired import live_twins
from tests.engine.lab.pond import PLAY, experiment, pond

_DEARER = PLAY.replace("gold: 4 * count", "gold: 9 * count")
_INSERTED = PLAY.replace(
    "do: [{give: {gold: 3..7}},", "do: [{chance: 50%, as: lucky, then: []}, {give: {gold: 3..7}},"
)


def test_a_pair_is_what_its_players_do_one_by_one() -> None:
    before, after, asked = pond(), pond(_DEARER), experiment(days=3, keen=6)
    block = Block("keen", 2, 4)
    found = live_pair(one_by_one(before), one_by_one(after), asked, block)
    assert found == live_twins(before, after, asked, block)


def test_nothing_moves_where_nothing_changed_or_luck_is_as_it_was() -> None:
    for after in (pond(), pond(_INSERTED)):
        pairs = live_pairs(one_by_one(pond()), one_by_one(after), experiment(days=4, idle=5, keen=5))
        effects = flow_effects(pairs, watch_of(after).currencies)
        assert effects
        assert not any(effect.moved for effect in effects)
        assert {effect.difference.value for effect in effects} == {0.0}
        assert {effect.difference.low for effect in effects} == {0.0}


def test_what_moved_comes_first_and_holds_the_true_difference() -> None:
    before, after = pond(), pond(_DEARER)
    few, many = (
        flow_effects(
            live_pairs(one_by_one(before), one_by_one(after), experiment(days=4, idle=n, keen=n)), {"gold"}
        )
        for n in (20, 200)
    )
    assert (few[0].profile, few[0].asset, few[0].moved) == ("keen", "gold", True)
    assert few[0].difference.low < many[0].difference.value < few[0].difference.high
    assert many[0].difference.high - many[0].difference.low < few[0].difference.high - few[0].difference.low
    idle = [effect for effect in few if effect.profile == "idle"]
    assert not any(effect.moved for effect in idle)


def test_one_player_tells_nothing_of_how_players_differ() -> None:
    (first, *_) = flow_effects(
        live_pairs(one_by_one(pond()), one_by_one(pond(_DEARER)), experiment(days=4, keen=1)), {"gold"}
    )
    assert not first.moved
