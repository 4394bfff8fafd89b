"""Both databases -> the same tests."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address of each kind of database that several processes may open."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'game.db'}"
    return str(request.getfixturevalue("postgres_url"))
