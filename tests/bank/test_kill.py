"""A process is killed at each step of a command: delivered again, that is carried out and told once."""

from __future__ import annotations

from pathlib import Path

from tests.bank.kill import killed

TIMES = 5


def test_nothing_is_lost_or_doubled_by_deaths_at_any_step_on_postgresql(postgres_url: str) -> None:
    assert killed(postgres_url, TIMES) == []


def test_nothing_is_lost_or_doubled_by_deaths_at_any_step_in_a_file(tmp_path: Path) -> None:
    assert killed(f"sqlite:///{tmp_path / 'game.db'}", TIMES) == []
