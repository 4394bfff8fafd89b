"""A crowd as columns comes to what its players come to one by one, summed up."""

from __future__ import annotations

from ctypes import CDLL
from functools import cache
from pathlib import Path

import pytest

from cli.simulating.foundry import built
from engine.columns.run import Executor
from engine.lab import living
from engine.lab.crowd import Crowd
from engine.lab.simulate import Block, Experiment, live_block
from engine.lab.summary import Summary
from engine.lab.watch import watch_of
from rules.load import load
from rules.ruleset import Ruleset
from tests.engine.lab.pond import GAME, PLAY, pond

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


TWICE = {
    "kinds:\n": "kinds:\n  hue: {}\n",
    "glow: glow}}": "glow: glow, hue: hue}}",
    "money: {gold": "hue: {red: {name: Red}, blue: {name: Blue}}\nmoney: {gold",
    "name: Plop,": "name: Plop, hue: red,",
    "name: Dot,": "name: Dot, hue: blue,",
    "name: Ghost,": "name: Ghost, hue: blue,",
}


def test_a_record_may_be_the_first_of_several_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.engine.lab.pond.GAME", GAME.replace("[frog.glow]", "[frog.glow, frog.hue]"))
    play = PLAY
    for before, after in TWICE.items():
        play = play.replace(before, after, 1)
    game = pond(play)
    library = built(living.native_source(game) or "")
    ways = [living.one_by_one(game), living.side_by_side(game)]
    ways += [living.compiled(game, CDLL(str(library)))] if library else []
    experiment, block = Experiment({"keen": 20}, DAYS, SEED, FIRST_DAY), Block("keen", 0, 20)
    firsts = [live(experiment, block).summary.firsts for live in ways]
    assert {name for name, _ in firsts[0]} >= {"frog.glow: dull", "frog.hue: red", "frog.hue: blue"}
    assert all(found == firsts[0] for found in firsts)
