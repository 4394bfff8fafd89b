"""`reve db` -> what it says, and its exit codes."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.transcript import ran


def test_a_database_is_made_and_then_is_as_it_should_be(tmp_path: Path) -> None:
    store = ("--store", f"sqlite:///{tmp_path / 'game.db'}")

    assert ran("db", "check", *store)[2] == 2
    assert not list(tmp_path.iterdir())
    assert ran("db", "upgrade", *store) == (
        "the database went from nothing to version 0002 of the schema\n",
        "",
        0,
    )
    assert ran("db", "upgrade", *store)[1:] == (
        "nothing to do: the database has version 0002 of the schema\n",
        0,
    )
    out, _, code = ran("db", "check", *store, "--format", "json")
    assert (json.loads(out)["is_needed"], code) == (True, 0)


def test_a_database_without_tables_is_a_finding(empty_postgres_url: str) -> None:
    out, _, code = ran("db", "check", "--store", empty_postgres_url)

    assert (out, code) == ("the database has no tables, and 0002 is needed; run `reve db upgrade`\n", 1)


def test_a_database_that_is_newer_is_left_alone(tmp_path: Path) -> None:
    store = ("--store", f"sqlite:///{tmp_path / 'game.db'}")
    ran("db", "upgrade", *store)
    with sqlite3.connect(tmp_path / "game.db") as line:
        line.execute("UPDATE schema_version SET version_num = '9999'")
    line.close()
    out, _, code = ran("db", "check", *store)
    assert (code, "run the newer program" in out) == (1, True)
    for command in (("db", "upgrade"), ("rulesets",), ("play", "-c", "offers")):
        _, err, code = ran(*command, *store)
        assert (code, "run the newer version of this program that made it" in err) == (2, True)


def test_seeds_are_sealed_with_a_new_key_and_then_the_old_one_is_not_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ("--store", f"sqlite:///{tmp_path / 'game.db'}")
    old, new = "11" * 32, "22" * 32
    monkeypatch.setenv("REVE_SEED_KEYS", old)
    assert ran("play", "-c", "start", *store)[2] == 0
    monkeypatch.setenv("REVE_SEED_KEYS", f"{new},{old}")
    resealed = [json.loads(ran("db", "reseal", *store, "--format", "json")[0])["resealed"] for _ in "ab"]
    assert (resealed[0] > 0, resealed[1]) == (True, 0)
    monkeypatch.setenv("REVE_SEED_KEYS", new)
    assert ran("db", "reseal", *store)[2] == 0
    monkeypatch.setenv("REVE_SEED_KEYS", old)
    assert "sealed with a key that is not here" in ran("db", "reseal", *store)[1]


@pytest.mark.parametrize("made", ["folder", "text", "nowhere"])
def test_what_is_no_database_is_named(tmp_path: Path, made: str) -> None:
    where = tmp_path / "game.db" if made != "nowhere" else tmp_path / "none" / "game.db"
    if made == "folder":
        where.mkdir()
    elif made == "text":
        where.write_text("hello " * 500, "utf-8")
    _, err, code = ran("play", "-c", "offers", "--store", f"sqlite:///{where}")
    assert (code, "game.db` cannot be used: " in err, "`reve doctor`" in err) == (2, True, True)
    assert not (tmp_path / "game.db.key").exists()


@pytest.mark.parametrize(
    ("store", "said"),
    [
        ("game.db", "this is no address of a store; write `memory://`"),
        ("mysql://x:secret@y/z", "no store is made by `mysql`"),
        ("sqlite://game.db", "three slashes: `sqlite:///game.db`"),
        ("postgresql+asyncpg://x:secret@/z?host=/nowhere", "No such file or directory"),
    ],
)
def test_what_cannot_be_reached_is_said_without_its_password(store: str, said: str) -> None:
    _, err, code = ran("db", "upgrade", "--store", store)

    assert code == 2
    assert said in err
    assert "secret" not in err


def test_without_a_word_the_environment_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVE_STORE", f"sqlite:///{tmp_path / 'game.db'}")

    assert ran("db", "upgrade")[2] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["game.db"]
