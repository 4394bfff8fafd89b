"""How an experiment is lived: whatever plays it, with or without a compiler, it comes to the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cli.exit import UsageProblem
from cli.simulating import foundry
from cli.simulating.executor import Executor
from cli.simulating.way import MANY, Way, way
from engine.lab.simulate import Experiment
from rules.ruleset import Ruleset
from tests.cli.packs import pack, reve
from tests.engine.lab.pond import PLAY, pond

Capture = pytest.CaptureFixture[str]
SOUND = "int live(void) { return 7; }"
FEW, MUCH = Experiment({"keen": 3}, 2, 7, 20_605), Experiment({"keen": MANY}, 2, 7, 20_605)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    foundry.found.cache_clear()


@pytest.fixture
def without_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(foundry.COMPILER, "")


def compiler(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> Path:
    """Name a compiler that writes down that it was asked, and then does something."""
    script, asked = folder / "compiler", folder / "asked"
    script.write_text(f"#!/bin/sh\necho asked >> {asked}\n{does}\n")
    script.chmod(0o755)
    monkeypatch.setenv(foundry.COMPILER, str(script))
    return asked


def test_a_library_is_built_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    makes = 'while [ "$1" != -o ]; do shift; done; echo made > "$2"'
    asked = compiler(tmp_path, monkeypatch, makes)
    one, other = foundry.built(SOUND), foundry.built(SOUND)
    assert one == other
    assert one is not None
    assert one.read_text() == "made\n"
    assert foundry.built(SOUND, thorough=True) != one
    assert asked.read_text() == "asked\nasked\n"


def test_only_the_libraries_that_were_built_last_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foundry, "MOST", 2)
    compiler(tmp_path, monkeypatch, 'while [ "$1" != -o ]; do shift; done; echo made > "$2"')
    made = [foundry.built(f"{SOUND} // {number}") for number in range(4)]
    for age, path in enumerate(reversed(made)):
        if path is not None and path.exists():
            os.utime(path, (1_000_000 - age, 1_000_000 - age))
    last = foundry.built(f"{SOUND} // the last")
    kept = {*(tmp_path / "cache").rglob("*.so")}
    assert len(kept) == 2
    assert last in kept


def test_a_compiler_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiler(tmp_path, monkeypatch, "exit 1")
    assert foundry.built(SOUND) is None
    assert [*(tmp_path / "cache").rglob("*.so")] == []


@pytest.mark.parametrize("named", ["", "no-such-compiler"])
def test_without_a_compiler_nothing_is_built(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(foundry.COMPILER, named)
    assert foundry.built(SOUND) is None


def test_little_is_lived_one_by_one_and_much_as_columns_or_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert way(pond(), FEW, Executor.AUTO) == Way(Executor.PLAYER)
    compiler(tmp_path, monkeypatch, "exit 1")
    assert way(pond(), MUCH, Executor.AUTO) == Way(Executor.COLUMNS)


@pytest.mark.usefixtures("without_compiler")
def test_who_asks_for_a_library_that_nobody_can_build_is_told() -> None:
    with pytest.raises(UsageProblem, match="no C compiler"):
        way(pond(), FEW, Executor.NATIVE)


def test_a_profile_that_needs_other_players_is_refused_by_name() -> None:
    with pytest.raises(UsageProblem, match="profile `idle` does `wake`"):
        way(_generous(), FEW, Executor.AUTO)


def _generous() -> Ruleset:
    given = PLAY.replace("do: [{give: {gold: 3..7}}, {when", "do: [{give: {gold: 3}, to: friend}, {when")
    given = given.replace("    limit: hurry\n", "    limit: hurry\n    params: {friend: {type: player}}\n")
    return pond(given.replace("{do: wake", "{do: wake, with: {friend: me}"))


@pytest.mark.parametrize("executor", ["player", "columns", "auto"])
def test_every_executor_tells_the_same(executor: str, tmp_path: Path, capsys: Capture) -> None:
    asked = ("--players", "9", "--days", "4", "--workers", "1", "--format", "json")
    game = pack(tmp_path)
    plain = reve(capsys, "simulate", game, *asked)
    other = reve(capsys, "simulate", game, *asked, "--executor", executor)
    assert plain.code == other.code == 0
    assert other.out == plain.out
