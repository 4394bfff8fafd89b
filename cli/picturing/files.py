"""Rows and pictures -> files: CSV or Parquet, SVG and PNG."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

from cli.exit import UsageProblem
from cli.picturing.draw import draw
from cli.picturing.png import png
from cli.picturing.rows import Row
from engine.lab.chart.form import Section

KINDS = (".csv", ".parquet")
WHOLE_DIGITS = 38  # sums of squares are longer than 64 bits


def writable(path: Path) -> Path:
    """Return a path for a table, or say that its ending names no kind of table."""
    if path.suffix not in KINDS:
        raise UsageProblem(
            f"`{path}` is no table; end its name with {' or '.join(f'`{kind}`' for kind in KINDS)}"
        )
    if path.suffix == ".parquet":
        _parquet_library()
    return path


def write_table(path: Path, rows: Iterable[Row]) -> None:
    """Write rows as the ending of the path asks."""
    if path.suffix == ".parquet":
        _write_parquet(path, [*rows])
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(Row._fields)
            writer.writerows(rows)


def _write_parquet(path: Path, rows: Sequence[Row]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    numbers = {"day": pa.int32(), "value": pa.int64(), "counted": pa.decimal128(WHOLE_DIGITS)}
    columns = {
        name: pa.array([getattr(row, name) for row in rows], numbers.get(name, pa.string()))
        for name in Row._fields
    }
    pq.write_table(pa.table(columns), path)


def _parquet_library() -> None:
    if find_spec("pyarrow") is None:
        raise UsageProblem("Parquet needs the library pyarrow; install `reve[charts]`, or write a `.csv`")


def write_charts(folder: Path, sections: Sequence[Section]) -> int:
    """Write every chart as SVG, then as PNG; return how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    charts = [chart for section in sections for chart in section.charts]
    pictures = {chart.caption.name: draw(chart, ground=True) for chart in charts}
    for name, picture in pictures.items():
        (folder / f"{name}.svg").write_text(picture + "\n", "utf-8")
    for name, picture in pictures.items():
        (folder / f"{name}.png").write_bytes(png(picture))
    return len(charts)
