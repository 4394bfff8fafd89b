"""The command line starts quickly, and finds the pack that is meant."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli.exit import UsageProblem
from cli.home import shipped
from cli.main import COMMANDS
from cli.pack import find_pack
from tests.cli.transcript import ran

HEAVY = ("numpy", "yaml", "jsonschema", "jsonschema_rs", "rich", "multiprocessing", "engine", "rules.load")


def test_help_imports_nothing_heavy() -> None:
    code = f"""
import sys
from cli.main import run
assert run(["--help"]) == 0
sys.exit(", ".join(name for name in {HEAVY!r} if name in sys.modules))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert ended.stderr.strip() == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    out, err, code = ran(command, "--help")

    assert out.startswith(f"Usage: reve {command} ")
    assert (err, code) == ("", 0)


def test_the_version_is_that_of_the_package() -> None:
    out, _, code = ran("--version")

    assert out[0].isdigit()
    assert code == 0


def test_without_a_path_the_pack_of_this_folder_or_of_one_above_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "game.yaml").write_text("game: {}\n", "utf-8")
    inner = tmp_path / "texts" / "more"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)

    assert find_pack(None) == tmp_path


def test_where_no_pack_is_the_default_game_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert find_pack(None) == shipped() / "reve"


def test_a_path_may_be_a_folder_a_manifest_or_the_name_of_a_shipped_pack(tmp_path: Path) -> None:
    (tmp_path / "game.yaml").write_text("game: {}\n", "utf-8")

    assert find_pack(tmp_path) == tmp_path
    assert find_pack(tmp_path / "game.yaml") == tmp_path
    assert find_pack(Path("tutorial")) == shipped() / "examples" / "tutorial"
    with pytest.raises(UsageProblem):
        find_pack(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
def test_a_stream_that_the_shell_closed_is_no_problem(name: str) -> None:
    code = f"""
import sys
sys.{name} = None
from cli import main
sys.argv = ["reve", "play", "reve", "-c", "help"]
main.main()
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (ended.stderr, ended.returncode) == ("", 0)


def test_a_pack_of_a_language_to_come_is_not_migrated(tmp_path: Path) -> None:
    (tmp_path / "game.yaml").write_text("game: {language: 99}\n", "utf-8")

    out, err, code = ran("migrate", str(tmp_path), "--write")

    assert (out, code) == ("", 2)
    assert "is written in language 99; this reve knows none above 1" in err


def test_migrating_leaves_the_rest_of_a_file_and_no_draft(tmp_path: Path) -> None:
    (tmp_path / "game.yaml").write_bytes(b"game: {language: 0, id: a}  # mine\r\n")

    assert ran("migrate", str(tmp_path), "--write")[2] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["game.yaml"]
    assert (tmp_path / "game.yaml").read_bytes() == b"game: {language: 1, id: a}  # mine\r\n"


@pytest.mark.parametrize("command", ["validate", "show"])
def test_the_default_game_is_named_where_nobody_named_it(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = "reve: no pack is named, and none is here: this is `reve`, the default game\n"
    assert ran(command)[1] == told
    assert ran(command, "reve")[1] == ""
    monkeypatch.chdir(shipped() / "examples" / "tutorial")
    assert ran(command)[1] == ""
