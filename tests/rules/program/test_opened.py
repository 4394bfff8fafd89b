"""Programs -> how many offers they may open; as many can be opened, in memory and in a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.load import load
from rules.program.opened import opened
from tests.cli.transcript import ran

GAME = """
game: {id: boxes, title: Boxes, version: 1.0.0, language: 1}
offers:
  box: {summary: A box., ends: {in: 1m}}
actions:
  look:   {summary: Look., do: []}
  one:    {summary: One., do: [{open: box}]}
  five:   {summary: Five., do: [{open: box}, {open: box}, {open: box}, {open: box}, {open: box}]}
  many:   {summary: Many., do: [{repeat: 30, do: [{open: box}, {repeat: 2, do: [{open: box}]}]}]}
  either: {summary: One of two., do: [{chance: 0.5, then: [{open: box}], else: [{open: box}, {open: box}]}]}
"""
MOST = {"look": 0, "one": 1, "five": 5, "many": 90, "either": 3}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The game, in a folder."""
    (tmp_path / "game.yaml").write_text(GAME, "utf-8")
    return tmp_path


def test_loops_multiply_and_branches_add(pack: Path) -> None:
    ruleset = load(pack).ruleset
    assert ruleset is not None
    assert {name: opened(ruleset.programs[name].steps) for name in MOST} == MOST


@pytest.mark.parametrize("stored", [False, True])
def test_a_command_opens_as_many_as_it_says(
    pack: Path, stored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVE_SEED_KEYS", "ab" * 32)
    where = ("--store", f"sqlite:///{pack / 'game.db'}") if stored else ()
    out = ran("play", str(pack), *where, "-c", "five; many; many; offers")[0]
    assert (out.count("box "), "wrong" in out) == (185, False)
