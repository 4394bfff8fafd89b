"""A folder becomes a pack, and finds the packs beside it."""

from __future__ import annotations

from pathlib import Path

from rules.load import load

GAME = "game: {{id: {id}, title: T, version: 1.0.0, language: 1, extends: {extends}}}\n"


def test_packs_that_extend_each_other_by_paths_are_a_circle(tmp_path: Path) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "game.yaml").write_text(GAME.format(id=name, extends=f"../{other}"), "utf-8")

    found = load(tmp_path / "one")

    assert found.ruleset is None
    assert [problem.code for problem in found.problems] == ["E125"]
    assert found.problems[0].place.file.endswith("two/game.yaml")


def test_a_file_of_an_extended_pack_that_cannot_be_decoded_is_reported(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    (tmp_path / "one/game.yaml").write_text(GAME.format(id="one", extends="../two"), "utf-8")
    (tmp_path / "two/game.yaml").write_text(
        GAME.format(id="two", extends="x").replace(", extends: x", ""), "utf-8"
    )
    (tmp_path / "two/cards.yaml").write_bytes(b"kinds: {card: {}}\ncard: {fox: {name: F\xff}}\n")

    (problem,) = load(tmp_path / "one").problems

    assert problem.code == "E109"
    assert problem.place.file.endswith("two/cards.yaml")
    assert problem.place.line == 2


def test_a_picture_that_is_not_there_is_a_problem_and_one_of_an_extended_pack_is_there(
    tmp_path: Path,
) -> None:
    alone = GAME.replace(", extends: {extends}", "").format(id="two")
    (tmp_path / "two/pictures").mkdir(parents=True)
    (tmp_path / "one").mkdir()
    (tmp_path / "one/game.yaml").write_text(GAME.format(id="one", extends="../two"), "utf-8")
    (tmp_path / "one/owl.png").touch()
    (tmp_path / "two/pictures/fox.png").touch()
    (tmp_path / "two/game.yaml").write_text(f"{alone}kinds: {{card: {{}}}}\n", "utf-8")
    (tmp_path / "two/cards.yaml").write_text(
        "card: {fox: {name: Fox, image: {file: pictures/fox.png, author: Ana, licence: CC0}}}\n", "utf-8"
    )
    (tmp_path / "one/cards.yaml").write_text(
        "card:\n"
        "  owl: {name: Owl, image: {file: owl.png, author: Ana, licence: CC0}}\n"
        "  bat: {name: Bat, image: {file: pictures/fxo.png, author: Ana, licence: CC0}}\n"
        "  eel: {name: Eel, image: https://example.org/eel.png}\n",
        "utf-8",
    )

    (problem,) = (each for each in load(tmp_path / "one").problems if each.code == "W734")

    assert problem.place.span.line == 3
    assert problem.message == "there is no file `pictures/fxo.png` in the folder of the pack"
    assert problem.help == "did you mean `pictures/fox.png`?"
