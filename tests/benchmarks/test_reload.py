"""Twenty reloads, half of them bad, while three processes are asked: nobody fails, each receipt is right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks.reload import apart, reloaded
from benchmarks.reloading import Storm

GAME = """
game: {id: pond, title: Pond, version: 1.0.0, language: 1}
variables: {finds: {type: {int: [0, 1000000]}}}
actions:
  begin: {do: [{set: {finds: 0}}]}
  find: {do: [{set: {finds: "min(finds + 1, 1000000)"}}]}
"""
RELOADS = 20
ASKED: Sequence[tuple[int, str, dict[str, Any]]] = ((1, "find", {}),)


@pytest.mark.system("P11")
def test_nobody_fails_and_every_process_switches_through_a_storm_of_reloads(
    postgres_url: str, tmp_path: Path
) -> None:
    game = tmp_path / "game"
    game.mkdir()
    (game / "game.yaml").write_text(GAME, "utf-8")
    felt, wrong = reloaded(
        Storm(postgres_url, tmp_path / "pack", RELOADS, 60.0, 20, game=game, begin="begin", actions=ASKED)
    )

    assert wrong == []
    assert [error for each in felt for error in each.errors] == []
    assert {outcome for each in felt for outcome in each.outcomes} == {"accepted"}
    assert (felt[0].came["Activated"], felt[0].came["Refusal"]) == (RELOADS // 2, RELOADS // 2)
    assert apart(felt)[1] >= RELOADS // 2 - 1  # the first is what is played already
