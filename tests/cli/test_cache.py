"""A large pack is read faster the second time; a small one leaves nothing behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cli import cache
from cli.cache import Folder, cache_for
from tests.cli.transcript import PLACES, ran


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "reve"


def test_a_small_pack_leaves_nothing_behind(home: Path) -> None:
    assert ran("validate", str(PLACES / "mill"))[2] == 0
    assert not home.exists()


def test_a_large_pack_has_the_same_report_again_from_its_cache(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "LARGE", 1)
    first = ran("validate", str(PLACES / "broken"))
    kept = sorted(path.name for path in home.iterdir())
    second = ran("validate", str(PLACES / "broken"))

    assert first == second
    assert first[2] == 1
    assert kept == sorted(path.name for path in home.iterdir())


def test_without_a_place_for_it_there_is_no_cache(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.write_text("a file stands where the folder should be", "utf-8")
    monkeypatch.setattr(cache, "LARGE", 1)

    assert cache_for(PLACES / "mill") is None


def test_what_cannot_be_kept_is_lost_in_silence(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "nowhere")
    folder.write("a", b"1")

    assert folder.read("a") is None


def test_the_oldest_are_forgotten_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(tmp_path).tidied()
    for age, name in enumerate("abc"):
        folder.write(name, b"1")
        os.utime(tmp_path / name, (age, age))
    monkeypatch.setattr(cache, "MOST", 2)

    assert sorted(path.name for path in folder.tidied().path.iterdir()) == ["b", "c"]
