"""A crowd as columns comes to what its players come to one by one, summed up."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from engine.columns.run import Executor
from engine.lab.crowd import Crowd
from engine.lab.simulate import Block, Experiment, live_block
from engine.lab.summary import Summary
from engine.lab.watch import watch_of
from rules.load import load
from rules.ruleset import Ruleset
from tests.engine.lab.pond import pond

CONTENT = Path(__file__).parents[3] / "content"
FIRST_DAY, DAYS, SEED = 20_605, 6, 3
PACKS = sorted(file.parent.relative_to(CONTENT).as_posix() for file in CONTENT.rglob("game.yaml"))


@cache
def ruleset(pack: str) -> Ruleset:
    found = load(CONTENT / pack, find=lambda name: CONTENT / name).ruleset
    assert found is not None
    return found


def crowd(game: Ruleset, profile: str, first: int, count: int, executor: Executor | None = None) -> Summary:
    lived = Crowd(game, game.profiles[profile], SEED, watch_of(game), executor)
    return lived.live(first, count, FIRST_DAY, DAYS).summary()


def one_by_one(game: Ruleset, profile: str, first: int, count: int) -> Summary:
    experiment = Experiment({profile: first + count}, DAYS, SEED, FIRST_DAY)
    return live_block(game, experiment, Block(profile, first, count))


@pytest.mark.parametrize(
    ("pack", "profile"), [(pack, profile) for pack in PACKS for profile in ruleset(pack).profiles]
)
def test_columns_count_what_single_lives_count(pack: str, profile: str) -> None:
    game = ruleset(pack)
    assert crowd(game, profile, 40, 9) == one_by_one(game, profile, 40, 9)


@pytest.mark.parametrize("size", [1, 7, 20])
def test_blocks_of_any_size_add_up_to_the_same(size: int) -> None:
    game, executor = pond(), Executor(pond().catalogue)
    whole, parts = Summary(), Summary()
    whole.add(crowd(game, "keen", 0, 20, executor))
    for first in range(0, 20, size):
        parts.add(crowd(game, "keen", first, min(size, 20 - first), executor))
    assert parts == whole
