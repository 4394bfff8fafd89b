"""A new pack validates, plays and passes its scenarios, wherever it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.beginning.copy import templates
from tests.cli.transcript import ran

# They extend the default game, all of whose scenarios and targets `make content` tries.
BASED = {"reve", "weekend"}


@pytest.mark.parametrize("source", templates())
def test_a_new_pack_works_at_once(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    out, _, code = ran("new", "my-own game", "--from", source)
    assert code == 0
    assert out.endswith("\nnext: cd 'my-own game' && reve validate && reve play\n")
    monkeypatch.chdir(tmp_path / "my-own game")

    assert ran("validate", "--strict") == ("no problems\n", "", 0)
    if source not in BASED:
        assert ran("test")[2] == 0
    assert ran("play", "-c", "help")[2] == 0
    assert ran("show")[0].startswith("My Own Game 0.1.0, ")


def test_a_new_pack_has_what_stands_around_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran("new", "mine")

    files = {path.relative_to(tmp_path / "mine").as_posix() for path in (tmp_path / "mine").rglob("*.*")}
    assert {"README.md", ".github/workflows/check.yml", ".vscode/reve.schema.json"} <= files
    settings = json.loads((tmp_path / "mine/.vscode/settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"] == {".vscode/reve.schema.json": ["*.yaml", "**/*.yaml"]}
    first = (tmp_path / "mine/game.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=.vscode/reve.schema.json"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("there",), "reve: `there` is there already; choose another name, or empty it\n"),
        (("7up",), "reve: `7up` makes no id; begin it with a letter from a to z\n"),
        (("class",), "reve: `class` is a word of the language and no id; choose another name\n"),
        (("true",), "reve: `true` is a word of the language and no id; choose another name\n"),
        (("mine", "--from", "nothing"), "reve: there is no game called `nothing` to begin with; there are "),
    ],
)
def test_what_cannot_be_begun_is_said(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    (tmp_path / "there/a.txt").write_text("kept", "utf-8")

    out, err, code = ran("new", *arguments)

    assert (out, err[: len(said)], code) == ("", said, 2)
    assert [path.name for path in tmp_path.rglob("*")] == ["there", "a.txt"]
