"""The operators' page -> what its commands print, typed in one sitting, on real servers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.docs.console import Console
from tests.docs.fences import DOCS, fenced
from tests.docs.pond import dig

BLOCKS = [block for block in fenced(DOCS / "operate.md") if block.said == ("console", "operate")]


def test_the_operators_page_shows_what_is_printed(
    tmp_path: Path,
    empty_postgres_url: str,
    redis_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in [name for name in os.environ if name.startswith("REVE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "110")
    (secrets := tmp_path / "secrets").mkdir()
    (home := tmp_path / "home").mkdir()
    monkeypatch.chdir(home)
    dig(Path("pond"))
    places = {
        "/run/secrets": str(secrets),
        "postgresql+asyncpg://reve:secret@db.example/reve": empty_postgres_url,
        "redis://cache.example:6379": redis_url,
    }
    capsys.readouterr()
    console = Console(monkeypatch, capsys, places)
    for block in BLOCKS:
        console.play(block)
    assert len(BLOCKS) > 7
