"""`reve card`: a record or a kind -> a picture in a file, and the same in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.packs import reve

Capture = pytest.CaptureFixture[str]

GAME = """
game: {id: den, title: Den, version: 1.0.0, language: 1, shared_by: world, locales: [en, de]}
kinds:
  size: {ordered_by: order, fields: {order: {int: [1, 9]}}}
  beast:
    holdable: stack
    fields: {size: size}
    looks: {figure: "'drop'", frame: it.size, words: [it.size], marks: shine(it)}
  lair: {}
variables: {shine: {per: beast, type: {int: [0, 3]}}}
size: {small: {name: Small, order: 1}, large: {name: Large, order: 2}}
beast:
  fox: {name: Fox, size: small, summary: Red.}
  owl: {name: Owl, size: large, image: {file: owl.png, author: Ana, licence: CC0}}
lair: {fox: {name: Burrow}}
texts: {de: {beast.fox.name: Fuchs, size.small.name: Klein}}
actions: {shine: {limit: daily, do: [{give: {fox: 1, owl: 1}}, {set: {shine(beast.fox): 1}}]}}
limits: {daily: {per: player, times: 1, in: day}}
"""


@pytest.fixture
def den(tmp_path: Path) -> Path:
    """Return a pack with two kinds that have a fox."""
    (tmp_path / "den").mkdir()
    (tmp_path / "den/game.yaml").write_text(GAME, "utf-8")
    (tmp_path / "den/owl.png").write_bytes(b"no picture")
    return tmp_path / "den"


def test_a_record_is_drawn_and_told(den: Path, capsys: Capture) -> None:
    file = den / "fox.svg"
    ran = reve(capsys, "card", den, "beast.fox", "--to", file, "--as", "shine.fox=2", "--locale", "de")

    assert (ran.code, ran.out) == (0, "Bild: Fuchs, Klein, Klein, 2 von 3 ★. Red.\n")
    assert ">Fuchs</text>" in file.read_text("utf-8")


def test_a_kind_is_drawn_on_a_sheet(den: Path, capsys: Capture) -> None:
    file = den / "all.png"
    ran = reve(capsys, "card", den, "beast", "--to", file)

    assert ran.out.splitlines() == [
        "Picture: Fox, Small, Small, 0 of 3 ★. Red.",
        "Picture: Owl, Large, Large, 0 of 3 ★. © Ana, CC0",
    ]
    assert file.read_bytes().startswith(b"\x89PNG")
    assert "`owl.png` is not shown; make it a PNG, JPEG or WebP" in ran.err


@pytest.mark.parametrize(
    ("name", "to", "said"),
    [
        ("fox", "a.png", "`fox` is one of several kinds; write `beast.fox` or `lair.fox`"),
        ("owll", "a.png", "there is no record or kind `owll`; did you mean `owl`?"),
        ("owl", "a.gif", "`{}` is no picture; end its name with .png or .svg"),
        ("owl", "no/a.png", "there is no folder `{0.parent}`; make it first"),
    ],
)
def test_what_cannot_be_drawn_is_said(den: Path, capsys: Capture, name: str, to: str, said: str) -> None:
    ran = reve(capsys, "card", den, name, "--to", den / to)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(f"reve: {said.format(den / to)}\n")
