"""`reve play --store` -> games that last: played on, by several, in both databases; with a history."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from cli.playing.lasting import lasting
from cli.playing.session import Session
from tests.cli.transcript import ran
from tests.servers import database, postgres

BANK = str(Path(__file__).parents[1] / "bank" / "pack")
KEY = "ab" * 32


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Where a game may be."""
    monkeypatch.setenv("REVE_SEED_KEYS", KEY)
    if request.param == "sqlite":
        return ("--store", f"sqlite:///{tmp_path / 'game.db'}")
    return ("--store", str(request.getfixturevalue("postgres_url")))


def _played(store: tuple[str, str], lines: str, code: int = 0) -> list[str]:
    out, err, ended = ran("play", BANK, *store, "-c", lines)
    assert (err, ended) == ("", code)
    return out.splitlines()


def test_a_game_goes_on_where_it_was_left_and_several_play_it(store: tuple[str, str]) -> None:
    first = _played(store, "join; as ann; join; gift me gold 7; trade me")
    assert first[0] == "  +10 frog, +20 gem, +1,000 gold, +10 newt, +10 toad"
    assert "  -7 gold" in first
    again = _played(store, "state; offers; join", 0)
    assert "  gold    1,007" in again
    assert [line for line in again if "trade" in line] != []
    assert again[-1] == "Once is enough."
    listed = _played(store, "as ann; history")
    assert listed.pop().startswith("  `reve verify RECEIPT")
    assert [line.split("  ")[2:4] for line in listed[1:]] == [
        ["trade", "accepted"],
        ["gift", "accepted"],
        ["join", "accepted"],
    ]


def test_what_was_put_into_an_offer_comes_to_the_other(store: tuple[str, str]) -> None:
    _played(store, "join; as ann; join; trade me")
    (offer,) = [line.split()[1] for line in _played(store, "offers")]
    agreed = f"as me; trade_agree {offer}; as ann; trade_agree {offer}"
    _played(store, f"as ann; trade_card {offer} toad; {agreed}")
    assert [line for line in _played(store, "state") if "toad" in line] == ["  toad    11"]


def test_what_a_store_cannot_do_is_said(store: tuple[str, str]) -> None:
    said = _played(store, "wait 3h; :save x; nothing", 1)
    assert said[:2] == ["its clock is the store's, and goes on by itself", "it is kept as it is played"]
    assert ran("play", BANK, *store, "--seed", "5")[2] == 2
    assert ran("play", BANK, *store, "--locale", "xx")[2] == 2


def test_a_server_without_tables_is_told_of(empty_postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVE_SEED_KEYS", KEY)
    _, err, code = ran("play", BANK, "--store", empty_postgres_url, "-c", "join")
    assert (code, "run `reve db upgrade`" in err) == (2, True)


def test_a_pack_with_errors_begins_no_store(tmp_path: Path) -> None:
    (tmp_path / "game.yaml").write_text("game: {id: x}\n", "utf-8")
    store = tmp_path / "game.db"
    assert ran("play", str(tmp_path), "--store", f"sqlite:///{store}", "-c", "offers")[2] == 1
    assert [*tmp_path.glob("game.db*")] == []


def test_nobody_is_called_nothing() -> None:
    out, _, code = ran("play", BANK, "-c", "as ''; as ' '; as 5; as ann")
    assert (out, code) == ("say who: `as ann`\n" * 3 + "ann plays\n", 1)


def test_a_game_that_is_not_stored_has_no_history() -> None:
    assert "reve play --store" in ran("play", BANK, "-c", "history")[0]


def test_a_key_is_made_beside_a_database_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REVE_SEED_KEYS", raising=False)
    assert "game.db.key" in ran("play", BANK, "--store", "sqlite:///game.db", "-c", "join")[1]
    assert (tmp_path / "game.db.key").stat().st_mode & 0o077 == 0
    assert ran("play", BANK, "--store", "sqlite:///game.db", "-c", "alms")[1] == ""
    (tmp_path / "game.db.key").write_text("cd" * 32, "utf-8")
    assert (
        "is sealed with a key that is not here"
        in ran("play", BANK, "--store", "sqlite:///game.db", "-c", "alms")[1]
    )
    assert "set `REVE_SEED_KEYS`" in ran("play", BANK, "--store", "memory://", "-c", "alms")[1]


def test_who_plays_goes_on_when_the_database_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVE_SEED_KEYS", KEY)
    with postgres(durable=True, own=True) as server, database(server) as url:
        assert ran("db", "upgrade", "--store", url)[2] == 0
        with lasting(url, Path(BANK), "") as game:
            session = Session(game, None, lambda _: True)
            session.play(["join"])
            server.stop(signal.SIGQUIT)
            session.play(["state"])
            assert session.misunderstood == 1
            server.start()
            session.play(["alms; as ann; join"])
            assert session.misunderstood == 1
            server.stop(signal.SIGQUIT)
            server.start()
            session.play(["as me; history"])
            assert [each.action for each in game.history()] == ["alms", "join"]
