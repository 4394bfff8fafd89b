"""Which pack a command means: by its first word, by `--pack`, by where one stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.packs import TRY, pack, reve

Capture = pytest.CaptureFixture[str]
NAMED: dict[str, tuple[str, ...]] = {
    "validate": (),
    "show": ("tables.pond",),
    "explain": ("tables.pond",),
    "odds": ("pond",),
    "roll": ("pond", "--seed", "1"),
    "play": ("--commands", "nap", "--seed", "1"),
    "simulate": ("--players", "2", "--days", "1", "--workers", "1"),
    "test": ("nap",),
    "schema": (),
    "migrate": (),
}


@pytest.mark.parametrize("command", NAMED)
def test_every_command_takes_the_pack_first_or_by_an_option_or_from_around(
    command: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    pond, words = pack(tmp_path), NAMED[command]
    monkeypatch.chdir(pond)
    around = reve(capsys, command, *words)
    monkeypatch.chdir(tmp_path)

    first = reve(capsys, command, "pond", *words)
    option = reve(capsys, command, *words, "-p", "pond")

    assert (around.code, first.code, option.code) == (0, 0, 0)
    assert first.out == option.out
    assert first.err == option.err


@pytest.mark.parametrize("command", [name for name in NAMED if name not in {"validate", "test"}])
def test_one_pack_is_not_named_twice(command: str, tmp_path: Path, capsys: Capture) -> None:
    pond = pack(tmp_path)

    ran = reve(capsys, command, pond, *NAMED[command][:1], "--pack", "reve")
    if command in {"play", "simulate"}:
        ran = reve(capsys, command, pond, "--pack", "reve")

    assert (ran.code, ran.err) == (2, f"reve: two packs are named, `{pond}` and `reve`; name one\n")


@pytest.mark.parametrize("command", ["validate", "odds", "roll", "play", "simulate", "test"])
def test_a_pack_with_errors_is_a_finding_in_every_command_that_needs_a_whole_one(
    command: str, tmp_path: Path, capsys: Capture
) -> None:
    broken = pack(tmp_path, play="actions: {nap: {summry: Zzz.}}\n")

    assert reve(capsys, command, broken, *NAMED[command]).code == 1


@pytest.mark.parametrize("command", ["show", "explain", "schema"])
def test_a_pack_that_cannot_be_merged_is_a_finding_too(command: str, tmp_path: Path, capsys: Capture) -> None:
    broken = pack(tmp_path)
    (broken / "game.yaml").write_text("game: {id: pond, language: 1, extends: nowhere}\n", "utf-8")

    ran = reve(capsys, command, broken, *NAMED[command])

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith("`reve validate` shows them\n")


def test_a_verdict_on_an_action_of_a_broken_pack_is_a_finding(tmp_path: Path, capsys: Capture) -> None:
    ran = reve(capsys, "explain", pack(tmp_path, TRY + "\nnonsense: 1\n"), "nap", "--as", "gold=1")

    assert (ran.code, ran.out) == (1, "")
    assert "nonsense" in ran.err


def test_a_verdict_is_of_an_action_that_there_is(tmp_path: Path, capsys: Capture) -> None:
    ran = reve(capsys, "explain", pack(tmp_path), "nab", "--as", "gold=1")

    assert (ran.code, ran.err) == (2, "reve: there is no action called `nab`; did you mean `nap`?\n")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("roll", "name a table or an action to roll"),
        ("explain", "name what is to be explained: a code, a path or an action"),
    ],
)
def test_what_a_command_cannot_do_without_is_asked_for(command: str, said: str, capsys: Capture) -> None:
    ran = reve(capsys, command)

    assert (ran.code, ran.err) == (2, f"reve: {said}\n")
