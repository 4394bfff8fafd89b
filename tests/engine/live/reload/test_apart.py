"""A pack, read in a process of its own: its ruleset, what is wrong with it, or how the process ended."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from engine.live.packed import unpack
from engine.live.reload.apart import Packed, Refusal, apart
from engine.live.reload.child import LIMITS, Limits, Source, Work, of_source
from tests.engine.live.reload.works import crash, devour, fail, hang

GAME = "game: {id: pond, title: Pond, version: 1.0.0, language: 1}\n"
ACTIONS = "variables: {finds: {type: {int: [0, 9]}}}\nactions: {find: {do: [{set: {finds: 1}}]}}\n"


def read(source: Source) -> Packed | Refusal:
    return asyncio.run(apart(of_source, source, limits=source.limits))


def test_a_pack_comes_back_as_plain_bytes_with_what_its_author_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "game.yaml").write_text(GAME + ACTIONS, "utf-8")
    found = read(Source(tmp_path))
    assert isinstance(found, Packed)
    ruleset = unpack(found.content)
    assert (ruleset.hash, [*ruleset.programs]) == (found.hash, ["find"])
    assert all("game.yaml:" in line and "warning[" in line for line in found.warnings)


def test_texts_beside_its_files_and_packs_that_are_shipped_are_of_it(tmp_path: Path) -> None:
    for name, text in (
        ("pond", GAME + ACTIONS),
        ("lake", GAME.replace("language", "extends: pond, language")),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "game.yaml").write_text(text.replace("id: pond", f"id: {name}"), "utf-8")
    more = {"more.yaml": "actions: {rest: {do: [{set: {finds: 0}}]}}\n"}
    found = read(Source(tmp_path / "lake", (tmp_path,), more))
    assert isinstance(found, Packed)
    assert sorted(unpack(found.content).programs) == ["find", "rest"]


def test_what_is_wrong_is_told_with_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pond").mkdir()
    (tmp_path / "pond" / "game.yaml").write_text(GAME + ACTIONS.replace("finds: 1", "fins: 1"), "utf-8")
    found = read(Source(Path("pond")))
    assert isinstance(found, Refusal)
    assert found.lines[0].startswith("pond/game.yaml:3:")
    assert "`finds`" in found.lines[0]


ENDS: tuple[tuple[Work, Limits, str], ...] = (
    (crash, LIMITS, "the process that reads it ended by signal 6"),
    (fail, LIMITS, "the process that reads it ended with exit code 1"),
    (hang, Limits(seconds=0.5), "it took longer than 0.5 s to read and check"),
    (devour, Limits(megabytes=900), "it needs more than 900 MB of memory"),
)


@pytest.mark.parametrize(("work", "limits", "told"), ENDS)
def test_whatever_happens_to_the_process_is_a_refusal_that_says_so(
    work: Work, limits: Limits, told: str
) -> None:
    found = asyncio.run(apart(work, limits=limits))
    assert isinstance(found, Refusal)
    assert found.lines[0].startswith(told)


def test_a_folder_that_is_not_there_is_a_refusal(tmp_path: Path) -> None:
    found = read(Source(tmp_path / "gone"))
    assert found == Refusal([f"{tmp_path / 'gone'}: it cannot be read"])
