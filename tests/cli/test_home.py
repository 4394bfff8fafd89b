"""The shipped games are found in a checkout and in a wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli import home


def test_a_checkout_has_its_games_beside_the_rooms() -> None:
    assert home.shipped() == Path(__file__).parents[2] / "content"
    assert (home.shipped() / "reve" / "game.yaml").is_file()


def test_a_wheel_has_its_games_inside_a_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cli" / "content").mkdir(parents=True)
    monkeypatch.setattr(home, "__file__", str(tmp_path / "cli" / "home.py"))

    assert home.shipped() == tmp_path / "cli" / "content"
