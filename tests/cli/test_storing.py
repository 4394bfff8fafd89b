"""A store is found by its address, and connected to as the settings say."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import QueuePool

from cli.exit import UsageProblem
from cli.storing import named


def test_connections_are_as_many_and_as_patient_as_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVE_STORE_POOL", "7")
    monkeypatch.setenv("REVE_STORE_WAIT", "1.5")

    pool = named("postgresql+asyncpg://nobody@localhost/nothing").engine.pool

    assert isinstance(pool, QueuePool)
    assert (pool.size(), pool.timeout()) == (7, 1.5)


def test_a_file_that_is_not_there_is_made_only_where_a_game_begins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageProblem, match="there is no such file"):
        named("sqlite:///game.db")
    assert named("sqlite:///game.db", new=True) is not None
