"""A game in the terminal goes on where it was saved, completes what is typed, and asks before it acts."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from cli.pack import playable
from cli.playing import save
from cli.playing.command import Command, split
from cli.playing.complete import completions
from cli.playing.game import Game
from cli.playing.session import Session
from engine.outcome import Refused
from rules.ruleset import Ruleset
from tests.cli.transcript import PLACES, ran

TIMES = "\u00d7"
NOON = 1767956400000
MILL = str(PLACES / "mill")


@pytest.fixture(scope="module")
def mill() -> Ruleset:
    return playable(PLACES / "mill")


def begun(mill: Ruleset, *commands: str, seed: int = 5) -> Game:
    game = Game(mill, "en", seed, lambda: NOON)
    Session(game, None, None).play(commands)
    return game


def test_a_saved_game_goes_on_where_it_was(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    at = ("--at", "2026-01-09 12:00")
    once = ran("play", MILL, "--seed", "5", *at, "-c", "hire; open_sack; wait 1d; open_sack; state")
    first = ran("play", MILL, "--seed", "5", *at, "--save", str(file), "-c", "hire; open_sack; wait 1d")
    second = ran("play", MILL, *at, "--save", str(file), "-c", "open_sack; state")

    assert first[0] + second[0] == once[0]
    assert json.loads(file.read_text("utf-8"))["commands"] == 3


def test_without_save_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran("play", MILL, "-c", "hire")

    assert list(tmp_path.iterdir()) == []


def test_what_a_game_does_not_know_any_more_is_left_out(mill: Ruleset) -> None:
    game = begun(mill)

    assert save.restore(game, {"state": {"penny": 3, "crown": 1}, "commands": 4}) == ["crown"]
    assert (game.state.read("owned.coin", "penny"), game.count) == (3, 4)


def test_what_a_game_does_not_know_any_more_stays_in_its_file(mill: Ruleset, tmp_path: Path) -> None:
    game = begun(mill)
    save.restore(game, {"state": {"penny": 3, "crown": 1, "polish": {"crown": 2}}})
    save.write(game, tmp_path / "mine.json")

    kept = save.read(tmp_path / "mine.json")["state"]
    assert (kept["penny"], kept["crown"], kept["polish"]) == (3, 1, {"crown": 2})


def test_a_game_that_is_saved_in_its_pack_is_no_part_of_it(tmp_path: Path) -> None:
    pack = tmp_path / "mill"
    shutil.copytree(MILL, pack)
    (pack / "odds.json").write_text(ran("odds", str(pack), "--format", "json")[0], "utf-8")

    assert ran("play", str(pack), "--save", str(pack / "mine.json"), "-c", "hire")[2] == 0
    assert ran("validate", str(pack)) == ("no problems\n", "", 0)


@pytest.mark.parametrize("text", ["", "[]", '{"state": {}}', '{"format_version": "7.0"}'])
def test_a_file_that_is_no_game_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text(text, "utf-8")

    assert ran("play", MILL, "--save", str(file), "-c", "hire")[2] == 2
    assert file.read_text("utf-8") == text


def test_commands_come_from_stdin_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("hire\n\n# nothing\nquit\nhire\n"))

    out, err, code = ran("play", MILL, "--seed", "1")

    assert out == "Welcome! The stones turn slowly; so do we.\n  +1,500 Penny\n"
    assert (err, code) == ("", 0)


COMPLETIONS = {
    "": [
        "gamble",
        "granary",
        "hire",
        "open_sack",
        "sell",
        "help",
        "why",
        "preview",
        "more",
        "wait",
        "as",
        "offers",
        "history",
        "state",
        "save",
        "quit",
    ],
    "s": ["sell", "state", "save"],
    "sell ": ["rye", "einkorn"],
    "sell r": ["rye"],
    "sell grain=": ["grain=rye", "grain=einkorn"],
    "sell rye ": [],
    "why ": ["gamble", "granary", "hire", "open_sack", "sell"],
    "why sell e": ["einkorn"],
    "nonsense ": [],
}


@pytest.mark.parametrize("line", COMPLETIONS)
def test_what_is_typed_is_completed_by_what_fits_now(mill: Ruleset, line: str) -> None:
    game = begun(mill, "hire")
    game.state = game.state.with_({"rye": 2, "einkorn": 1})

    text = "" if line.endswith(" ") else line.rsplit(maxsplit=1)[-1] if line else ""

    assert completions(game, line, text) == COMPLETIONS[line]


def test_a_preview_is_agreed_to_before_anything_is_done(
    mill: Ruleset, capsys: pytest.CaptureFixture[str]
) -> None:
    game = begun(mill, "hire")
    game.state = game.state.with_({"rye": 3})
    capsys.readouterr()
    asked: list[str] = []

    def no(shown: str) -> bool:
        asked.append(shown)
        return False

    Session(game, None, no).play(["sell rye", "granary"])

    assert len(asked) == 1
    assert f"Sell 1 {TIMES} Rye?" in asked[0]
    assert game.state.read("owned.grain", "rye") == 3


def test_a_long_list_has_pages(mill: Ruleset, capsys: pytest.CaptureFixture[str]) -> None:
    game = begun(mill, "hire")
    game.state = game.state.with_({"rye": 3, "spelt": 2, "einkorn": 1})
    capsys.readouterr()

    Session(game, None, None).play(["granary; more; more"])

    shown = [line for line in capsys.readouterr().out.splitlines() if TIMES in line or "page" in line]
    names = [_told(line) for line in shown]
    assert names == [
        *("Einkorn", "Spelt", "page 1 of 2"),
        *("Rye", "page 2 of 2"),
        *("Einkorn", "Spelt", "page 1 of 2"),
    ]


def test_quotes_keep_words_together() -> None:
    assert split('sell "old spelt" 2; hire') == [Command("sell", ("old spelt", "2")), Command("hire")]
    assert split("it's") == [Command("it's")]
    assert split("  # nothing") == []


def _told(line: str) -> str:
    """Return the last word of a record's name, or which page it is."""
    if TIMES in line:
        return line.split(f" {TIMES}", maxsplit=1)[0].rsplit(maxsplit=1)[-1]
    return line.split("\u2500")[-2].strip()


BROKEN: dict[str, dict[str, object]] = {
    "a seed that is none": {"seed": "x"},
    "a count that is none": {"commands": None},
    "time that is none": {"waited": float("nan")},
    "time without end": {"waited": 10**30},
    "a state that is none": {"state": []},
    "coins that are none": {"state": {"penny": "x"}},
    "more coins than can be": {"state": {"penny": 10**30}},
    "a family that is none": {"state": {"owned.coin": 3}},
    "another game": {"game": "pond"},
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_saved_game_that_is_broken_is_refused_and_stays(case: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    text = json.dumps({"format_version": "1.0", "game": "mill", **BROKEN[case]})
    file.write_text(text, "utf-8")

    out, err, code = ran("play", MILL, "--save", str(file), "-c", "hire")

    assert (out, code) == ("", 2)
    assert "saved game" in err
    assert file.read_text("utf-8") == text


def test_a_thousand_lists_in_each_other_are_no_saved_game(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text("[" * 100_000, "utf-8")

    _, err, code = ran("play", MILL, "--save", str(file), "-c", "hire")

    assert (err, code) == (f"reve: `{file}` is no saved game\n", 2)


def test_what_a_player_has_by_now_goes_before_what_was_kept_aside(mill: Ruleset, tmp_path: Path) -> None:
    game = begun(mill, "hire")
    game.aside = {"me": {"penny": "gone"}}
    save.write(game, tmp_path / "mine.json")

    assert save.read(tmp_path / "mine.json")["state"]["penny"] == 1500


def test_a_file_that_is_no_saved_game_is_not_written_over(mill: Ruleset, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("kept", "utf-8")
    game = begun(mill, *(f"save {tmp_path / name}" for name in ("notes.txt", "there/mine.json", ".")), "hire")

    assert game.count == 1
    assert (tmp_path / "notes.txt").read_text("utf-8") == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    "at", ["2026-01-09 \u00b2:00", "2026-01-09 24:00", "1969-12-31", "9999-01-01", "soon"]
)
def test_a_time_that_no_game_knows_is_refused(at: str) -> None:
    out, err, code = ran("play", MILL, "--at", at, "-c", "hire")

    assert (out, code) == ("", 2)
    assert err.startswith(f"reve: `{at}` is ")


def test_nobody_waits_for_ever(mill: Ruleset) -> None:
    game = begun(mill, "wait 99999999d", "wait 999999999999999999999d", "wait 1d", "hire")

    assert (game.waited, game.count) == (86_400_000, 1)


TUTORIAL = ("play", "tutorial", "--seed", "3", "--at", "2026-01-09 12:00", "-c")


def test_why_opens_what_does_not_hold_and_tells_how_long_it_lasts() -> None:
    out, _, code = ran(*TUTORIAL, "fetch_net; beachcomb; why let_go plop; why beachcomb")
    assert code == 0
    assert "  no   params   params.frog\n                no   owned(frog) 0 > 1\n" in out
    assert "  no   limit    limit.morning: Not yet: again in 18 h.\n" in out


def test_a_record_that_is_missing_is_asked_for_with_those_that_fit(mill: Ruleset) -> None:
    out = ran(*TUTORIAL, "fetch_net; let_go")[0]
    assert out.endswith("`frog` is missing; no frog fits now.\n")
    game = begun(mill)
    missing = game.situation("sell", {})
    assert isinstance(missing, Refused)
    assert missing.message == "`grain` is missing; no grain fits now"


def test_of_many_records_that_fit_some_are_named_and_the_others_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cli.playing.game.OFFERED", 1)
    game = begun(playable(Path("tutorial")))
    game.state = game.state.with_({"plop": 2, "lily_rose": 2, "tiptoad": 3})
    missing = game.situation("let_go", {})
    assert isinstance(missing, Refused)
    assert missing.message == "`frog` is missing; give one of `lily_rose` and 2 more"
