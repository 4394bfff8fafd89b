"""`reve settings` and `reve doctor` say what is so, and end as a script needs them to."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from engine.live.fair.seal import fresh_key
from tests.cli.transcript import ran

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabc12." + "x" * 38


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in [*os.environ]:
        if name.startswith("REVE_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.system("P7")
def test_settings_are_shown_without_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVE_STORE", "postgresql+asyncpg://me:hush@host/game")
    monkeypatch.setenv("REVE_CACHE_TIMES", "leader=30m")
    out, err, code = ran("settings")
    lines = {line.split()[0]: line.split()[1:3] for line in out.splitlines()}
    assert lines["REVE_STORE"] == ["postgresql+asyncpg://me:********@host/game", "set"]
    assert lines["REVE_CACHE_TIMES"] == ["leader=1800s", "set"]
    assert lines["REVE_PROCESSES"] == ["1", "default"]
    assert lines["REVE_TOKEN"] == ["-", "default"]
    assert ("hush" in out, err, code) == (False, "", 0)
    told = json.loads(ran("settings", "--format", "json")[0])["settings"]
    assert told["REVE_CACHE_TIMES"]["value"] == {"leader": 1800.0}


@pytest.mark.parametrize("command", ["settings", "doctor"])
def test_wrong_settings_are_usage_and_name_the_variable(
    monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("REVE_PROCESSES", "some")
    monkeypatch.setenv("REVE_REDIS", "hush")
    out, err, code = ran(command)
    assert (out, code) == ("", 2)
    assert "`REVE_PROCESSES`: should be a valid integer" in err
    assert "`REVE_REDIS`: write" in err
    assert "hush" not in err


@pytest.mark.system("P8")
def test_the_doctor_ends_with_findings_until_there_are_none(
    monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    out, _, code = ran("doctor")
    assert code == 1
    assert [line.split()[1] for line in out.splitlines() if line.startswith("!!")] == ["token", "keys"]
    monkeypatch.setenv("REVE_TOKEN", TOKEN)
    monkeypatch.setenv("REVE_SEED_KEYS", fresh_key())
    monkeypatch.setenv("REVE_DISK_WARNING", "1")
    out, err, code = ran("doctor", "--format", "json")
    assert (json.loads(out)["sound"], err, code) == (True, "", 0)
    assert [path.name for path in here.iterdir()] == []


def test_the_key_that_lies_beside_a_database_is_found_and_missed(here: Path) -> None:
    pack = str(Path(__file__).parents[1] / "bank" / "pack")
    ran("play", pack, "--store", "sqlite:///reve.db", "-c", "join")
    out = ran("doctor")[0]
    assert "(`reve.db.key`) lies beside the database" in out
    assert "seeds" not in out.replace("the key to the seeds", "")
    (here / "reve.db.key").unlink()
    out, _, code = ran("doctor")
    assert (code, "!!  seeds " in out, "it cannot go on" in out) == (1, True, True)


def test_an_address_without_its_driver_is_tried_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVE_STORE", "postgresql://u:secret@localhost:1/x")
    out, _, code = ran("doctor")
    assert (code, "nobody answers there" in out, "secret" in out) == (1, True, False)


def test_a_clock_that_was_ahead_is_told_of(here: Path) -> None:
    pack = str(Path(__file__).parents[1] / "bank" / "pack")
    ran("play", pack, "--store", "sqlite:///reve.db", "-c", "join")
    assert "hours ahead" not in ran("doctor")[0]
    with sqlite3.connect(here / "reve.db") as line:
        line.execute("UPDATE object SET time = time + 7200000")
    line.close()
    out, _, code = ran("doctor")
    assert (code, "used up to 2.0 hours ahead of now" in out) == (1, True)
