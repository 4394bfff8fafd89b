"""Settings come from the environment or from files; what is wrong is named, and no secret is shown."""

from __future__ import annotations

import os
from dataclasses import astuple
from pathlib import Path

import pytest

from engine.live.read_settings import HIDDEN, SettingsError, masked, read_settings, summary

SECRET = "do-not-show-this"  # noqa: S105 - it opens nothing


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder without `.env`, and an environment in which nothing is set."""
    for name in [*os.environ]:
        if name.startswith("REVE_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def token() -> str:
    found = read_settings().token
    return found.get_secret_value() if found else ""


def value(name: str) -> object:
    return next(row.value for row in summary(read_settings()) if row.variable == name)


@pytest.mark.system("P7")
def test_nothing_need_be_set() -> None:
    settings = read_settings()
    assert settings.store.get_secret_value() == "sqlite:///reve.db"
    assert settings.store_file == Path("reve.db")
    assert {row.source for row in summary(settings)} == {"default"}


def test_the_environment_goes_before_the_file_and_that_before_files_of_secrets(
    monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    (here / "token").write_text("from a file\n")
    monkeypatch.setenv("REVE_TOKEN_FILE", "token")
    assert token() == "from a file"
    (here / ".env").write_text("REVE_TOKEN=from dotenv\nREVE_PROCESSES=3\n")
    assert (token(), read_settings().processes) == ("from dotenv", 3)
    monkeypatch.setenv("REVE_TOKEN", "from outside")
    assert token() == "from outside"


def test_who_set_what_is_told(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    (here / "token").write_text("x")
    monkeypatch.setenv("REVE_TOKEN_FILE", "token")
    monkeypatch.setenv("REVE_PROCESSES", "2")
    sources = {row.variable: row.source for row in summary(read_settings())}
    assert (sources["REVE_TOKEN"], sources["REVE_PROCESSES"]) == ("token", "set")


SECRETS = [
    ("REVE_STORE", f"postgresql+asyncpg://me:{SECRET}@host/game"),
    ("REVE_STORE", f"postgresql+asyncpg://me@host/game?password={SECRET}"),
    ("REVE_REDIS", f"rediss://:{SECRET}@host:6379"),
    ("REVE_TOKEN", SECRET),
    ("REVE_SEED_KEYS", SECRET),
]


@pytest.mark.parametrize(("variable", "given"), SECRETS)
def test_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch, variable: str, given: str) -> None:
    monkeypatch.setenv(variable, given)
    settings = read_settings()
    assert SECRET not in f"{settings!r} {settings} {summary(settings)}"
    assert HIDDEN in str(value(variable))


def test_an_address_is_shown_but_for_its_password() -> None:
    assert masked(f"rediss://a:{SECRET}@host:1/2") == f"rediss://a:{HIDDEN}@host:1/2"
    assert masked("postgresql+asyncpg://me@/game?host=/run/x") == "postgresql+asyncpg://me@/game?host=/run/x"
    assert masked("sqlite:///game.db") == "sqlite:///game.db"


WRONG = [
    ("REVE_REDIS_TIMEOUT", "9", "should be less than or equal to 0.1"),
    ("REVE_STORE_POOL", "many", "should be a valid integer, unable to parse string as an integer"),
    ("REVE_STORE", "mysql://x", "no store is made by `mysql`"),
    ("REVE_REDIS", f"http://{SECRET}", "write `redis://host:6379`"),
    ("REVE_LOG_LEVEL", "loud", "should be 'debug', 'info', 'warning' or 'error'"),
    ("REVE_CACHE_TIMES", "leader", "write `leader=30m`, and a comma before the next"),
    ("REVE_TOKEN_FILE", "nowhere", "`nowhere` cannot be read: no such file or directory"),
    ("REVE_TOKN", SECRET, "there is no such setting; did you mean `REVE_TOKEN`?"),
]


@pytest.mark.parametrize(("variable", "given", "said"), WRONG)
def test_what_is_wrong_is_named_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, variable: str, given: str, said: str
) -> None:
    monkeypatch.setenv(variable, given)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert [name for name, _ in caught.value.problems] == [variable]
    assert said in str(caught.value)
    assert SECRET not in str(caught.value)


def test_all_that_is_wrong_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, given in (("REVE_STORE_POOL", "0"), ("REVE_PROCESSES", "x"), ("REVE_TOKN", "y")):
        monkeypatch.setenv(variable, given)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert {name for name, _ in caught.value.problems} == {"REVE_STORE_POOL", "REVE_PROCESSES", "REVE_TOKN"}


def test_a_variable_that_is_empty_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    untouched = read_settings()
    for variable in ("REVE_REDIS", "REVE_PROCESSES", "REVE_CACHE_TIMES", "REVE_TOKEN"):
        monkeypatch.setenv(variable, "")
    assert read_settings() == untouched


def test_times_are_written_as_in_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVE_CACHE_TIMES", "leader=30m, power=15m")
    assert read_settings().cache_times == {"leader": 1800.0, "power": 900.0}


def test_a_store_is_connected_to_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    given = (7, 9, 1.5, 0.5, 3.0, 4.0, 6.0)
    names = ("POOL", "OVERFLOW", "WAIT", "LOCK", "STATEMENT", "IDLE", "CONNECT")
    for name, number in zip(names, given, strict=True):
        monkeypatch.setenv(f"REVE_STORE_{name}", str(number))
    assert astuple(read_settings().pool) == given
