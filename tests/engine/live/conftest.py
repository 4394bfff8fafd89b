"""Every store -> the same tests."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address of each kind of store, with nothing in it."""
    if request.param == "memory":
        return "memory://"
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'game.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(params=["sqlite", "postgres"])
def shared_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address of each kind of store that several processes may open."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'game.db'}"
    return str(request.getfixturevalue("postgres_url"))
