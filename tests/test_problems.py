"""Packs with mistakes, as data: the whole report of each is compared, letter by letter.

A case is a folder in `tests/problems` with a pack's files and `expected.txt`. A subfolder that begins with
`_` is a pack that the case may extend. To write what is reported now:
`REVE_ACCEPT=1 pytest tests/test_problems.py`; then read the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rules.pack import Texts
from rules.report.human import render
from tests.front import front

CASES = Path(__file__).parent / "problems"


def texts(folder: Path, name: str = "") -> Texts:
    """Return a case's files by the paths that its report shows."""
    prefix = f"{name}/" if name else ""
    found = sorted(path for path in folder.rglob("*") if path.suffix in {".yaml", ".json"})
    paths = {path: path.relative_to(folder).as_posix() for path in found}
    own = {
        prefix + shown: path.read_text("utf-8") for path, shown in paths.items() if not shown.startswith("_")
    }
    return Texts(name or folder.name, own)


def report(case: Path) -> str:
    """Return all that is reported of a case."""

    def find(name: str, _: Texts) -> Texts | None:
        return texts(case / name, name) if (case / name).is_dir() else None

    return render(front(texts(case), find))


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir() if path.is_dir()))
def test_a_pack_with_a_mistake_is_reported_as_its_author_needs_it(case: str) -> None:
    expected = CASES / case / "expected.txt"
    reported = report(CASES / case)
    if os.environ.get("REVE_ACCEPT"):
        expected.write_text(reported, "utf-8")
    assert reported == expected.read_text("utf-8")


def test_a_hundred_planted_mistakes_are_all_reported_and_nothing_else_is() -> None:
    case = CASES / "a_hundred_mistakes"
    planted = (case / "places.txt").read_text("utf-8").splitlines()

    reported = [f"{problem.place} {problem.code}" for problem in front(texts(case))]

    assert len(planted) >= 100
    assert len({place.split()[1] for place in planted}) >= 25
    assert sorted(reported) == sorted(planted)
