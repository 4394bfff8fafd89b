"""`reve plan`: against a folder and against git, with players and without, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.packs import Ran, pack, reve
from tests.engine.lab.pond import GAME, PLAY

Capture = pytest.CaptureFixture[str]

_TARGETS = "targets: {gold_grows: {net: gold, per: [player, day], profile: keen, days: 3, at_least: 1}}\n"
_DEARER = PLAY.replace("gold: 4 * count", "gold: 9 * count")
_QUICK = ("--players", "12", "--days", "3")


@pytest.fixture
def pond(tmp_path: Path) -> Path:
    return pack(tmp_path)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with the pond in it, committed once."""
    folder = tmp_path / "work"
    (folder / "games").mkdir(parents=True)
    pack(folder / "games")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder, "the pond")
    return folder


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false")
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True, env=own)  # noqa: S607 - the git that is here


def commit(folder: Path, why: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", why)


def write(folder: Path, play: str = PLAY, game: str = GAME) -> None:
    (folder / "play.yaml").write_text(play, "utf-8")
    (folder / "game.yaml").write_text(game, "utf-8")


def other(tmp_path: Path, play: str, game: str = GAME) -> Path:
    """Return another folder with the pond as it is after a change."""
    (tmp_path / "other").mkdir()
    folder = pack(tmp_path / "other")
    write(folder, play, game)
    return folder


def test_what_moved_is_told_with_its_interval(pond: Path, tmp_path: Path, capsys: Capture) -> None:
    changed = other(tmp_path, _DEARER + _TARGETS, GAME.replace("1.0.0", "1.0.1"))
    ran = reve(capsys, "plan", changed, "--against", pond, *_QUICK, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert found["touches"] == {
        "tables": {},
        "actions": {"sell": ["actions.sell.do.0.give.gold"]},
        "targets": {"gold_grows": ["targets.gold_grows"]},
    }
    gold = next(flow for flow in found["flows_a_day"] if (flow["profile"], flow["asset"]) == ("keen", "gold"))
    low, value, high = (gold["difference"][end] for end in ("low", "value", "high"))
    assert gold["moved"]
    assert 0 < low < value < high
    assert value == pytest.approx(gold["after"]["net"] - gold["before"]["net"], abs=1e-6)
    (target,) = found["targets"]
    assert target["after"]["answer"] == "holds"
    assert target["before"] is None
    told = reve(capsys, "plan", changed, "--against", pond, *_QUICK).out
    assert "keen: gold" in told
    assert told.rstrip().splitlines()[-1].startswith("  version  1.0.0 -> 1.0.1")


def test_what_changes_nothing_that_players_meet_is_not_simulated(
    pond: Path, tmp_path: Path, capsys: Capture
) -> None:
    changed = other(tmp_path, PLAY.replace("Zzz.", "Snore."), GAME.replace("1.0.0", "1.0.1"))
    ran = reve(capsys, "plan", changed, "--against", pond)
    assert ran.code == 0
    assert "nothing: no player meets what changed" in ran.out
    assert "touches  actions nap" in ran.out


@pytest.mark.parametrize(
    ("version", "edited", "more", "code"),
    [
        ("1.0.0", False, (), 0),
        ("1.0.0", False, ("--detailed-exitcode",), 0),
        ("1.0.0", True, (), 1),
        ("1.0.0", True, ("--detailed-exitcode",), 1),
        ("1.0.1", True, (), 0),
        ("1.0.1", True, ("--detailed-exitcode",), 3),
        ("0.9.0", True, ("--detailed-exitcode",), 1),
    ],
)
def test_it_ends_with_what_it_found(
    pond: Path, tmp_path: Path, capsys: Capture, version: str, edited: bool, more: tuple[str, ...], code: int
) -> None:
    changed = other(tmp_path, _DEARER if edited else PLAY, GAME.replace("1.0.0", version))
    assert reve(capsys, "plan", changed, "--against", pond, "--players", "0", *more).code == code


def test_content_that_changed_under_the_same_version_is_refused_with_the_version_to_write(
    pond: Path, tmp_path: Path, capsys: Capture
) -> None:
    ran = reve(capsys, "plan", other(tmp_path, _DEARER), "--against", pond, "--players", "0")
    assert "content changed under the same version 1.0.0" in ran.out
    assert "write `version: 1.0.1`" in ran.out


def planned(capsys: Capture, repository: Path, *more: str) -> Ran:
    return reve(capsys, "plan", repository / "games" / "pond", "--players", "0", *more)


def test_without_a_base_it_is_compared_with_the_last_commit(repository: Path, capsys: Capture) -> None:
    same = planned(capsys, repository)
    assert same.code == 0
    assert "is the same as HEAD (" in same.out
    write(repository / "games" / "pond", _DEARER)
    assert "actions.sell.do.0.give.gold: 4 * count -> 9 * count" in planned(capsys, repository).out


def test_a_revision_may_be_a_branch_a_tag_or_a_commit(repository: Path, capsys: Capture) -> None:
    git(repository, "tag", "first")
    write(repository / "games" / "pond", _DEARER)
    commit(repository, "dearer")
    assert planned(capsys, repository, "--base", "HEAD").code == 0
    for name in ("first", "HEAD~1", "main~1"):
        found = planned(capsys, repository, "--base", name)
        assert "4 * count -> 9 * count" in found.out
        assert f"against {name} (" in found.out


def test_what_is_gone_is_shown_where_the_repository_has_it(repository: Path, capsys: Capture) -> None:
    write(repository / "games" / "pond", PLAY.replace("  nap: {summary: Nap., say: zzz}\n", ""))
    (repository / "games" / "pond" / "try.yaml").unlink()
    found = planned(capsys, repository)
    assert "- actions.nap   # games/pond/play.yaml:" in found.out
    assert "`actions.nap` asks for a major version" in found.out


@pytest.mark.parametrize("name", ["../pond", "pond"])
def test_a_pack_that_is_extended_is_that_of_the_revision_too(
    repository: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    lake = repository / "games" / "lake"
    lake.mkdir()
    (lake / "game.yaml").write_text(
        f"game: {{id: lake, title: Lake, version: 1.0.0, language: 1, extends: {name}}}\n", "utf-8"
    )
    for room in ("cli.pack", "cli.planning.base"):  # the pond is shipped, too
        monkeypatch.setattr(f"{room}.known", {"pond": repository / "games" / "pond"}.get)
    commit(repository, "a lake")
    write(repository / "games" / "pond", _DEARER)
    found = reve(capsys, "plan", lake, "--players", "0")
    assert "actions.sell.do.0.give.gold: 4 * count -> 9 * count" in found.out
    assert found.code == 1


def test_links_and_other_files_of_a_revision_are_left_alone(repository: Path, capsys: Capture) -> None:
    (repository / "games" / "pond" / "link.yaml").symlink_to("play.yaml")
    (repository / "games" / "pond" / "a picture.png").write_bytes(b"\0\xff\n100644 blob")
    (repository / "games" / "pond" / "übrig.yaml").write_text("texts: {de: {zzz: Schnarch.}}\n", "utf-8")
    commit(repository, "more")
    (repository / "games" / "pond" / "link.yaml").unlink()
    assert planned(capsys, repository).code == 0


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--base", "nowhere"), "there is no revision `nowhere` in "),
        (("--base", "--all"), "there is no revision `--all` in "),
        (("--base", "HEAD~1"), "there was no pack at `games/pond` in `HEAD~1`"),
        (("--base", "main", "--against", "."), "give one of them"),
        (("--from", "soon"), "`soon` is no day"),
    ],
)
def test_what_cannot_be_compared_is_said(
    repository: Path, capsys: Capture, more: tuple[str, ...], said: str
) -> None:
    git(repository, "checkout", "--quiet", "--orphan", "bare")
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "nothing", "--only")
    git(repository, "add", "--all")
    commit(repository, "the pond again")
    ran = planned(capsys, repository, *more)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""


def test_a_folder_in_no_repository_is_said(
    pond: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(pond.parent.parent))
    ran = reve(capsys, "plan", pond, "--base", "main")
    assert ran.code == 2
    assert "is in no git repository; compare with a folder: `--against FOLDER`" in ran.err


def test_without_git_it_says_what_else_to_do(
    pond: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    ran = reve(capsys, "plan", pond)
    assert ran.code == 2
    assert "revisions are read by `git`, which is not here" in ran.err


def test_a_base_with_errors_is_nothing_to_compare_with(pond: Path, tmp_path: Path, capsys: Capture) -> None:
    broken = other(tmp_path, PLAY.replace("weight: 9", "weight: heavy"))
    ran = reve(capsys, "plan", pond, "--against", broken)
    assert ran.code == 2
    assert "so that nothing can be compared with it" in ran.err
    assert reve(capsys, "plan", broken, "--against", pond).code == 1


def test_a_target_that_breaks_is_told_with_what_was_measured_before_and_after(
    pond: Path, tmp_path: Path, capsys: Capture
) -> None:
    rare = "targets: {dot_in_ten: {first: tables.pond.entries.dot, within: 10, at_least: 50%}}\n"
    write(pond, PLAY + rare)
    changed = other(tmp_path, PLAY.replace("weight: 9", "weight: 19") + rare, GAME.replace("1.0.0", "1.0.1"))
    for form in ("human", "markdown"):
        told = reve(capsys, "plan", changed, "--against", pond, "--players", "0", "--format", form).out
        assert "holds at 58.11% -> fails at " in told
        assert "drawn by" not in told


@pytest.mark.parametrize("form", ["human", "markdown"])
def test_nobody_reads_where_on_a_disk_a_pack_lies(
    pond: Path, tmp_path: Path, capsys: Capture, form: str
) -> None:
    changed = other(tmp_path, _DEARER, GAME.replace("1.0.0", "1.0.1"))
    told = reve(capsys, "plan", changed, "--against", pond, "--players", "0", "--format", form).out
    assert tmp_path.as_posix() not in told
    assert "play.yaml:" in told
    lake = tmp_path / "lake"
    lake.mkdir()
    game = "game: {id: lake, title: Lake, version: 1.0.0, language: 1, extends: ../pond}\n"
    busy = "patches: {busy: [{at: tables.pond.entries.plop.weight, set: 8}]}\n"
    (lake / "game.yaml").write_text(game + busy, "utf-8")
    told = reve(capsys, "plan", lake, "--against", changed, "--players", "0", "--format", form).out
    assert tmp_path.as_posix() not in told
    assert "pond/play.yaml:" in told
    assert "by busy, game.yaml:2" in told


def test_what_moved_is_drawn_where_a_page_is_asked_for(pond: Path, tmp_path: Path, capsys: Capture) -> None:
    page = tmp_path / "plan.html"
    reve(capsys, "plan", other(tmp_path, _DEARER), "--against", pond, "--report", page, *_QUICK)
    text = page.read_text("utf-8")
    assert "<svg" in text
    assert "In short: Pond" in text
    ran = reve(capsys, "plan", pond, "--against", pond, "--report", tmp_path / "nowhere" / "plan.html")
    assert ran.code == 2
    assert "make it first" in ran.err
