"""`reve bot` -> a tour on this machine, the link of an invitation, and what it says where it cannot begin."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from pathlib import Path

import pytest

from tests.cli.transcript import ran

GAME = "game: {id: mine, title: Mine, version: 1.0.0, language: 1}\nactions: {wave: {say: waved}}\n"
TEXTS = "texts: {en: {waved: Hello., again: Again.}}\n"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing is set."""
    monkeypatch.delenv("REVE_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)


def _game(folder: Path, tour: str) -> tuple[str, ...]:
    (folder / "game.yaml").write_text(GAME + TEXTS, "utf-8")
    (folder / "tour.txt").write_text(tour, "utf-8")
    return "bot", "--local", "--pace", "0", "--pack", str(folder)


def test_a_tour_shows_what_players_see_and_goes_on_after_a_reload(tmp_path: Path) -> None:
    new = "reload {at: actions, append: {wave_again: {say: again}}}"
    out, err, code = ran(*_game(tmp_path, f"Ann en-US enters\nAnn /wave\n{new}\nAnn /wave_again\n"))
    assert (err, code) == ("", 0)
    lines = out.splitlines()
    assert lines[:4] == ["* Mine 1.0.0; commands: 1", "* Ann is here (en-US)", "Ann > /wave", "    Hello."]
    assert lines[-3:] == ["* reloaded; there is /wave_again now", "Ann > /wave_again", "    Again."]


@pytest.mark.parametrize(
    ("tour", "told"),
    [
        ("Ann jumps", "line 1 says nothing that can be done"),
        ("Ann en-US enters\nAnn /fly", "there is no command /fly"),
        ("patch {at: nothing, set: 1}", "the tour cannot be played"),
    ],
)
def test_a_tour_that_cannot_be_played_says_why(tmp_path: Path, tour: str, told: str) -> None:
    _, err, code = ran(*_game(tmp_path, tour))
    assert told in err
    assert code == 2


def test_a_game_without_a_tour_says_so(tmp_path: Path) -> None:
    arguments = _game(tmp_path, "")
    (tmp_path / "tour.txt").unlink()
    assert "this game has no tour" in ran(*arguments)[1]


def test_a_bot_without_a_token_does_not_begin() -> None:
    _, err, code = ran("bot")
    assert "set `REVE_TOKEN`" in err
    assert code == 2


def test_the_link_asks_for_no_permission(monkeypatch: pytest.MonkeyPatch) -> None:
    link = "https://discord.com/oauth2/authorize?client_id={}&scope=bot+applications.commands&permissions=0\n"
    assert ran("bot", "invite", "--application", "77")[0] == link.format(77)
    monkeypatch.setenv("REVE_TOKEN", f"{urlsafe_b64encode(b'1234').decode().rstrip('=')}.x.y")
    assert ran("bot", "invite")[0] == link.format(1234)


def test_whose_link_it_is_must_be_known() -> None:
    assert ran("bot", "invite")[2] == 2


@pytest.mark.parametrize("shards", ["x", "4-2/8", "3/3", "0", "1-2"])
def test_shards_that_there_are_not_are_refused(monkeypatch: pytest.MonkeyPatch, shards: str) -> None:
    monkeypatch.setenv("REVE_TOKEN", "a.b.c")
    assert "names no shards" in ran("bot", "--shards", shards)[1]
