"""`reve play` with several players: who types, what they share, what ends by itself, and what is saved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.exit import UsageProblem
from cli.playing import save
from cli.playing.complete import completions
from cli.playing.game import Game
from cli.playing.session import Session
from rules.ruleset import Ruleset
from tests.engine.scenario.market import market

NOON = 1767956400000


@pytest.fixture(scope="module")
def game_of() -> Ruleset:
    return market()


def begun(ruleset: Ruleset) -> Game:
    game = Game(ruleset, "en", 5, lambda: NOON)
    game.state = game.state.with_({"fox": 2, "gold": 100})
    game.become("ben")
    game.state = game.state.with_({"owl": 2, "gold": 995})
    game.become("me")
    return game


def said(game: Game, capsys: pytest.CaptureFixture[str], *commands: str) -> list[str]:
    capsys.readouterr()
    Session(game, None, None).play(commands)
    return capsys.readouterr().out.splitlines()


def test_players_trade_and_see_only_what_is_for_them(
    game_of: Ruleset, capsys: pytest.CaptureFixture[str]
) -> None:
    game = begun(game_of)
    assert said(game, capsys, "trade ben; put 3 fox; offers; as ben; put trade 3 card=owl; offers") == [
        "done",
        "  -1 Fox",
        "  trade 3  1 Fox of me; until 2026-01-09 11:15",
        "ben plays",
        "  -1 Owl",
        "  trade 3  1 Fox of me; 1 Owl of ben; until 2026-01-09 11:15",
    ]
    assert said(game, capsys, "as cem; offers; cancel 3; as ben; agree 3; as me; agree 3; offers") == [
        "cem plays",
        "  there are none for you",
        "That is not for you.",
        "ben plays",
        "done",
        "me plays",
        "  +1 Owl",
        "  there are none for you",
    ]


def test_offers_end_when_time_has_passed(game_of: Ruleset, capsys: pytest.CaptureFixture[str]) -> None:
    game = begun(game_of)
    assert said(
        game, capsys, "auction fox; as ben; bid 3 20; wait 23h; offers; wait 1h; bid 3 30; as me"
    ) == [
        "  -1 Fox",
        "ben plays",
        "  -20 Gold",
        "2026-01-10 10:00",
        "  auction 3  1 Fox of me; 20 Gold of ben; until 2026-01-10 11:00",
        "2026-01-10 11:00",
        "auction 3 is over",
        "That is over.",
        "me plays",
    ]
    assert game.state.named() == {"fox": 1, "gold": 118}


def test_words_and_views_show_what_lies_in_an_offer(
    game_of: Ruleset, capsys: pytest.CaptureFixture[str]
) -> None:
    game = begun(game_of)
    said(game, capsys, "trade ben; put 3 fox; as ben; put 3 owl 2; as me; put 3 fox")
    assert said(game, capsys, "look 3") == ["trade 3 of me: 2 Fox, 2 Owl; of that 2 Owl."]
    shown = [line.strip("│ ") for line in said(game, capsys, "open_purse 3")]
    assert shown[1:3] == ["all   2 Fox, 2 Owl", "mine  2 Fox"]


WRONG = {
    "as": "say who: `as ann`",
    "as 5": "say who: `as ann`",
    "bid 9 20": "there is no auction 9.",
    "befriend carl": "there is no player `carl`.",
    "put": "`trade` is missing; no trade fits now.",
    "trade": "`partner` is missing; give one of `ben`.",
}


@pytest.mark.parametrize("line", WRONG)
def test_what_names_nobody_and_nothing_is_said(
    game_of: Ruleset, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    assert said(begun(game_of), capsys, line) == [WRONG[line]]


def test_offers_and_players_are_completed(game_of: Ruleset, capsys: pytest.CaptureFixture[str]) -> None:
    game = begun(game_of)
    said(game, capsys, "auction fox; trade ben; trade ben")
    assert completions(game, "put ", "") == ["4", "5"]
    assert completions(game, "trade ", "") == ["ben"]
    assert completions(game, "as b", "b") == ["ben"]
    assert completions(game, "bid ", "") == []
    game.become("ben")
    assert completions(game, "bid ", "") == ["3"]
    assert completions(game, "cancel ", "") == ["4", "5"]


def test_what_a_table_put_is_shown_as_nobodys(game_of: Ruleset, capsys: pytest.CaptureFixture[str]) -> None:
    game = begun(game_of)
    found = said(game, capsys, "drop; offers; drop")
    assert found[1] in {"  drop 3  1 Fox; until 2026-01-09 12:00", "  drop 3  2 Owl; until 2026-01-09 12:00"}
    assert found[2] == "There is one already."


def test_what_a_receiver_has_no_room_for_is_said(
    game_of: Ruleset, capsys: pytest.CaptureFixture[str]
) -> None:
    game = begun(game_of)
    found = said(game, capsys, "trade ben; put 3 fox 2; agree 3; as ben")
    game.state = game.state.with_({"fox": 2})
    assert found[:2] == ["done", "  -2 Fox"]
    assert said(game, capsys, "agree 3") == ["There is only room for 1 of 2 Fox."]


def test_a_saved_game_has_all_players_and_offers(
    game_of: Ruleset, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    game, file = begun(game_of), tmp_path / "mine.json"
    said(game, capsys, "trade ben; put 3 fox; as ben; put 3 owl; auction owl; wait 1d")
    save.write(game, file)
    again = Game(game_of, "en", 5, lambda: NOON)
    assert save.restore(again, save.read(file)) == []
    assert (again.world.players, again.world.offers) == (game.world.players, game.world.offers)
    assert (again.world.names, again.me, again.count) == (game.world.names, 2, 6)
    save.write(again, tmp_path / "yours.json")
    assert (tmp_path / "yours.json").read_text("utf-8") == file.read_text("utf-8")


def test_an_offer_of_a_kind_that_is_gone_stays_in_the_file(game_of: Ruleset, tmp_path: Path) -> None:
    game = Game(game_of, "en", 5, lambda: NOON)
    old = {"swap.owner": 1, "swap.put.owned.card": {"1:fox": 2}}
    lost = save.restore(game, {"offers": {"7": old}, "players": {"ann": {"number": 2, "state": {"elk": 1}}}})
    assert lost == ["elk", "swap.owner", "1:fox"]
    save.write(game, tmp_path / "mine.json")
    written = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    assert written["offers"] == {"7": old}
    assert written["players"]["ann"]["state"] == {"elk": 1}
    assert (game.world.offers, game.world.reserved) == ({}, 7)


BROKEN: tuple[tuple[dict[str, Any], str], ...] = (
    ({"players": {"ann": 5}}, "a player `ann` who cannot be"),
    ({"players": {"ann": {"number": 1}}}, "a player `ann` who cannot be"),
    ({"players": {"ann": {"number": 2, "state": 5}}}, "does not say what `ann` has"),
    ({"offers": {"swap": {}}}, "an offer `swap` that cannot be"),
    ({"offers": {"3": {"trade.ends": "soon"}}}, "a `trade.ends` that cannot be"),
)


@pytest.mark.parametrize(("content", "message"), BROKEN)
def test_a_saved_game_that_cannot_be_is_refused(
    game_of: Ruleset, content: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageProblem, match=message):
        save.restore(Game(game_of, "en", 5, lambda: NOON), content)
