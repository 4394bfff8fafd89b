"""What `reve simulate` writes: a page, pictures, tables; and what it says where it cannot."""

from __future__ import annotations

import csv
from importlib.util import find_spec
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from cli.picturing import asked, files, png
from cli.picturing.rows import KEYS, Row, rows
from engine.lab.summary import Summary
from tests.cli.packs import pack, reve
from tests.cli.picturing.pictures import figures
from tests.engine.lab.chart.made import made

Capture = pytest.CaptureFixture[str]
SMALL = ("--players", "6", "--days", "3", "--workers", "1")


def test_every_counter_has_columns() -> None:
    assert set(KEYS) == set(Summary().counters())


def test_every_entry_is_a_row() -> None:
    found = [*rows(made())]
    assert len(found) == sum(1 + sum(map(len, summary.counters().values())) for summary in made().values())
    assert Row("keen", "players", None, None, None, None, None, 4) in found
    assert Row("keen", "made", "gold", "feast", None, 2, None, 8) in found
    assert Row("keen", "supply", "gold", None, None, 2, 14, 2) in found
    assert Row("keen", "pity", "since_shiny", None, None, None, 9, 7) in found
    assert Row("keen", "moments", "gold", "net", "x", None, None, 48) in found
    assert Row("idle", "faults", "dip", "pond: too much", None, None, None, 2) in found


def test_a_table_is_the_same_as_csv_and_as_parquet(tmp_path: Path) -> None:
    for name in ("t.csv", "t.parquet"):
        files.write_table(tmp_path / name, rows(made()))
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        found = [*csv.DictReader(file)]
    kept = pq.read_table(tmp_path / "t.parquet").to_pylist()
    assert [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in kept
    ] == found
    assert found[0] == {
        **dict.fromkeys(Row._fields, ""),
        "profile": "keen",
        "counter": "players",
        "counted": "4",
    }


def test_sums_that_64_bits_do_not_hold_are_kept(tmp_path: Path) -> None:
    large = Summary(players=1)
    large.moments["gold", "net", "xx"] = 10**37 + 1
    files.write_table(tmp_path / "t.parquet", rows({"one": large}))
    kept = pq.read_table(tmp_path / "t.parquet").to_pylist()
    assert int(kept[-1]["counted"]) == 10**37 + 1


def test_a_simulation_writes_all_that_is_asked(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "silent", lambda: False)  # whatever fonts there are here
    page, folder, table = tmp_path / "p.html", tmp_path / "charts", tmp_path / "t.csv"
    ran = reve(
        capsys, "simulate", pack(tmp_path), *SMALL, "--report", page, "--charts", folder, "--table", table
    )
    drawn = figures(page.read_text("utf-8"))
    assert ran.code == 0
    assert ran.err.splitlines() == [
        f"reve: wrote `{page}`",
        f"reve: wrote {len(drawn)} charts to `{folder}`",
        f"reve: wrote `{table}`",
    ]
    assert {path.name for path in folder.iterdir()} == {
        f"{name}.{kind}" for name in drawn for kind in ("svg", "png")
    }
    assert {path.read_bytes()[:4] for path in folder.glob("*.png")} == {b"\x89PNG"}
    assert {"presence", "flows-gold", "supply-gold", "course-level"} <= set(drawn)
    assert "In short" in page.read_text("utf-8")
    assert table.read_text("utf-8").startswith("profile,counter,name,cause,power,day,value,counted\n")


def test_the_same_simulation_writes_the_same_page(tmp_path: Path, capsys: Capture) -> None:
    folder = pack(tmp_path)
    for name, workers in (("a.html", "1"), ("b.html", "2")):
        reve(capsys, "simulate", folder, *SMALL[:-1], workers, "--report", tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


@pytest.mark.parametrize(
    ("option", "name", "said"),
    [
        ("--table", "t.txt", "`{}` is no table; end its name with `.csv` or `.parquet`"),
        ("--table", "no/t.csv", "there is no folder `{0.parent}`; make it first"),
        ("--report", "no/p.html", "there is no folder `{0.parent}`; make it first"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anybody_lives(
    tmp_path: Path, capsys: Capture, option: str, name: str, said: str
) -> None:
    path = tmp_path / name
    ran = reve(capsys, "simulate", pack(tmp_path), *SMALL, option, path)
    assert (ran.code, ran.out, ran.err) == (2, "", f"reve: {said.format(path)}\n")


def test_one_player_has_no_report(tmp_path: Path, capsys: Capture) -> None:
    ran = reve(capsys, "simulate", pack(tmp_path), "--follow", "keen", "--table", tmp_path / "t.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "`--follow` tells of one player" in ran.err


@pytest.mark.parametrize(
    ("room", "option", "name", "said"),
    [
        (
            files,
            "--table",
            "t.parquet",
            "Parquet needs the library pyarrow; install `reve[charts]`, or write a `.csv`",
        ),
    ],
)
def test_a_library_that_is_not_there_is_named(
    tmp_path: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    room: object,
    option: str,
    name: str,
    said: str,
) -> None:
    def found(library: str) -> object:
        return None if library in said else find_spec(library)

    monkeypatch.setattr(room, "find_spec", found)
    ran = reve(capsys, "simulate", pack(tmp_path), *SMALL, option, tmp_path / name)
    assert (ran.code, ran.out, ran.err) == (2, "", f"reve: {said}\n")


@pytest.mark.parametrize("fonts", [True, False])
def test_a_machine_without_fonts_is_told(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, *, fonts: bool
) -> None:
    monkeypatch.setattr(png, "png", lambda picture: picture.encode() if fonts else b"blank")
    ran = reve(capsys, "simulate", pack(tmp_path), *SMALL, "--charts", tmp_path / "c", "--format", "json")
    assert ("this machine has no fonts" in ran.err) != fonts
