"""A key beside its database protects nothing, and that is seen through links and dots."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.live.fair.beside import key_beside


@pytest.mark.parametrize(
    ("database", "key", "beside"),
    [
        ("game/game.db", "game/.env", True),
        ("game/game.db", "game/keys/seed.key", True),
        ("game/game.db", "secrets/seed.key", False),
        ("game/game.db", "game/../game/.env", True),
        ("game/game.db", "game/../secrets/seed.key", False),
        ("game/game.db", "linked/seed.key", True),
        ("game/game.db", "", False),
        ("", "game/.env", False),
    ],
)
def test_who_takes_the_folder_has_both(tmp_path: Path, database: str, key: str, beside: bool) -> None:
    (tmp_path / "game").mkdir()
    (tmp_path / "linked").symlink_to("game")
    there, here = (tmp_path / each if each else None for each in (database, key))

    assert key_beside(there, here) is beside
