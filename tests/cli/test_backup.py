"""`reve backup`, `reve restore`, `reve db check --deep` -> what they say, make and refuse."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.transcript import ran

PACK = str(Path(__file__).parents[1] / "bank" / "pack")
KEY = "ab" * 32


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a game in `game.db`, and a backup of it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REVE_SEED_KEYS", raising=False)
    where = ("--store", "sqlite:///game.db")
    assert ran("db", "upgrade", *where)[2] == 0
    assert ran("reload", PACK, *where)[2] == 0
    assert ran("player", "grant", "7", "gold=5", *where)[2] == 0
    out, err, code = ran("backup", "one.backup", *where)
    assert (err, code) == ("", 0)
    assert out.startswith("one.backup: schema ")
    return tmp_path


@pytest.mark.system("S6")
@pytest.mark.usefixtures("place")
def test_a_backup_is_checked_and_restored_into_an_empty_store_only() -> None:
    assert ran("backup", "one.backup", "--check")[2] == 0
    out, err, code = ran("restore", "one.backup", "--store", "sqlite:///two.db")
    assert (out.splitlines()[-1], err, code) == ("exact", "", 0)
    assert "  gold  5\n" in ran("player", "show", "7", "--store", "sqlite:///two.db")[0]
    _, err, code = ran("restore", "one.backup", "--store", "sqlite:///two.db")
    assert (code, "the store is not empty" in err) == (2, True)


@pytest.mark.system("S6")
def test_new_seeds_are_promised_where_there_are_keys(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVE_SEED_KEYS", KEY)
    assert ran("restore", "one.backup", "--store", "sqlite:///two.db")[0].endswith(
        "exact, and its luck has new seeds\n"
    )
    ran("backup", "two.backup", "--store", "sqlite:///two.db")
    monkeypatch.delenv("REVE_SEED_KEYS")
    _, err, code = ran("restore", "two.backup", "--store", "sqlite:///three.db")
    assert (code, "set `REVE_SEED_KEYS`" in err, (place / "three.db").exists()) == (2, True, False)
    monkeypatch.setenv("REVE_SEED_KEYS", "cd" * 32)
    _, err, code = ran("restore", "two.backup", "--store", "sqlite:///four.db")
    assert (code, "is not the key that is given" in err, (place / "four.db").exists()) == (2, True, False)
    (place / "five.db.key").write_text(KEY, "utf-8")
    monkeypatch.delenv("REVE_SEED_KEYS")
    assert ran("restore", "two.backup", "--store", "sqlite:///five.db")[2] == 0
    assert ran("play", "--store", "sqlite:///five.db", "-c", "offers")[1:] == ("", 0)


@pytest.mark.system("S6")
def test_a_game_is_not_begun_again_with_another_key(place: Path) -> None:
    where = ("--store", "sqlite:///game.db")
    assert "`game.db.key`" in ran("play", *where, "-c", "offers")[1]
    assert ran("replay", "--all", *where)[1:] == ("", 0)
    key = (place / "game.db.key").rename(place / "kept")
    _, err, code = ran("play", *where, "-c", "offers")
    assert (code, "is sealed with a key that is not here" in err) == (2, True)
    assert not (place / "game.db.key").exists()
    for bad in ("", "no key", "cd" * 32):
        (place / "game.db.key").write_text(bad, "utf-8")
        assert ran("play", *where, "-c", "offers")[2] == 2
    key.replace(place / "game.db.key")
    assert ran("play", *where, "-c", "offers")[2] == 0


@pytest.mark.system("S6")
def test_a_backup_does_not_take_the_place_of_the_game(place: Path) -> None:
    _, err, code = ran("backup", "game.db", "--store", "sqlite:///game.db")
    assert (code, "it is no backup; name another one" in err) == (2, True)
    assert ran("db", "check", "--store", "sqlite:///game.db")[2] == 0
    assert not [*place.glob(".*.part")]


@pytest.mark.system("S6")
def test_what_is_no_backup_is_said(place: Path) -> None:
    (place / "bad").write_text("no", "utf-8")
    assert "`bad` cannot be restored: it cannot be read" in ran("backup", "bad", "--check")[1]
    assert ran("restore", "none")[1:] == ("reve: cannot read or write `none`: no such file or directory\n", 2)


@pytest.mark.system("S6")
def test_a_database_is_looked_through(place: Path) -> None:
    where = ("--store", "sqlite:///game.db")
    assert ran("db", "check", "--deep", *where)[1:] == ("", 0)
    with sqlite3.connect(place / "game.db") as line:
        line.execute("UPDATE holding SET amount = amount + 1")
    line.close()
    out, _, code = ran("db", "check", "--deep", "--format", "json", *where)
    assert (code, json.loads(out)["sound"], len(json.loads(out)["findings"])) == (1, False, 2)
    ran("backup", "unsound", *where)
    assert ran("backup", "unsound", "--check")[2] == 1
