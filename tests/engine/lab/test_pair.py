"""The same players under two rulesets: what a change does not touch comes out alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.lab.living import Living, one_by_one, side_by_side
from engine.lab.pair import Pair, live_pair
from engine.lab.simulate import Block, Experiment, live_block
from rules.ruleset import Ruleset
from tests.engine.lab.paired import live_twins
from tests.engine.lab.pond import PLAY, pond

SLOW, LIVELY = (PLAY.replace("by: 1, every: 1h", f"by: {by}, every: 9h") for by in (1, 2))
DEARER = PLAY.replace("cost: {gold: 2, verve: 1}", "cost: {gold: 3, verve: 1}")
EXPERIMENT = Experiment({"keen": 8}, 5, 7, 20_605)
WHOLE = Block("keen", 0, 8)
POND, DEAR = one_by_one(pond()), one_by_one(pond(DEARER))


def test_nothing_differs_between_a_ruleset_and_itself() -> None:
    pair = live_pair(POND, POND, EXPERIMENT, WHOLE)
    assert pair.before == pair.after
    assert not any(pair.paired.values())


def test_differences_are_those_of_the_summaries() -> None:
    pair = live_pair(POND, DEAR, EXPERIMENT, WHOLE)
    assert pair.players == 8
    assert pair.before == live_block(pond(), EXPERIMENT, WHOLE)
    for asset in ("gold", "verve", "frog"):
        before, after = (one.moments[asset, "net", "x"] for one in (pair.before, pair.after))
        assert pair.paired[asset, "d"] == after - before
    assert pair.paired["gold", "dd"] * 8 >= pair.paired["gold", "d"] ** 2 > 0


def test_pairs_of_blocks_add_up() -> None:
    whole, parts = live_pair(POND, DEAR, EXPERIMENT, WHOLE), Pair()
    for first in (0, 3, 6):
        parts.add(live_pair(POND, DEAR, EXPERIMENT, Block("keen", first, min(3, 8 - first))))
    assert parts == whole


@pytest.mark.parametrize("way", [one_by_one, side_by_side])
def test_what_grows_by_itself_differs_too(way: Callable[[Ruleset], Living]) -> None:
    before, after = pond(SLOW), pond(LIVELY)
    few, block = Experiment({"idle": 8}, 3, 7, 20_605), Block("idle", 0, 8)
    pair = live_pair(way(before), way(after), few, block)
    assert pair.paired["verve", "d"] > 0
    twins = live_twins(before, after, few, block)
    assert +pair.paired == +twins.paired
