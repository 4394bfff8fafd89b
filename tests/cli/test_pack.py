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


@pytest.mark.parametrize("name", ["gone.yaml", "gone.yml"])
@pytest.mark.parametrize("command", ["validate", "show", "odds"])
def test_a_link_to_nothing_is_named(name: str, command: str, tmp_path: Path, capsys: Capture) -> None:
    pond = pack(tmp_path)
    (pond / name).symlink_to(tmp_path / "nowhere")

    ran = reve(capsys, command, pond)

    said = f"reve: cannot read or write `{pond / name}`: no such file or directory\n"
    assert (ran.code, ran.out, ran.err) == (2, "", said)


def test_what_a_pack_says_does_not_colour_the_screen(tmp_path: Path, capsys: Capture) -> None:
    pond = pack(tmp_path)
    game = (pond / "game.yaml").read_text("utf-8")
    (pond / "game.yaml").write_text(game.replace("title: Pond", 'title: "Po\\enda"'), "utf-8")

    for ran in (reve(capsys, "show", pond), reve(capsys, "show", pond, "game", "--resolved")):
        assert ran.code == 0
        assert "Po␛nda" in ran.out
        assert "\x1b" not in ran.out


def test_an_older_language_is_answered_with_what_to_do(tmp_path: Path, capsys: Capture) -> None:
    pond = pack(tmp_path)
    game = (pond / "game.yaml").read_text("utf-8")
    for version, said in (("0", "`reve migrate --write` changes it"), ("2", "take a newer reve")):
        (pond / "game.yaml").write_text(game.replace("language: 1", f"language: {version}"), "utf-8")
        assert said in reve(capsys, "validate", pond).out


def test_an_action_without_parameters_is_not_asked_for_some(tmp_path: Path, capsys: Capture) -> None:
    ran = reve(capsys, "roll", pack(tmp_path), "dip", "--with", "count=1")

    assert ran.err == "reve: `dip` has no parameter `count`; it has none; leave `--with` out\n"


def test_many_rolls_show_how_they_get_on(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    ran = reve(capsys, "roll", pack(tmp_path), "pond", "--seed", "1", "--times", "2000")

    assert "2000/2000" in ran.err
