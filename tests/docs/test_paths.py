"""Pages name files and folders of the project -> each of them is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.fences import DOCS

ROOT = DOCS.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
_NAMED = re.compile(r"`((?:rules|engine|cli|bot|content|tests|docs|benchmarks)/[\w./]*)`")


def named(page: Path) -> list[Path]:
    """Return what a page links to, from where it stands, and what it names in backticks; `NAME.py` is any."""
    text = page.read_text("utf-8")
    links = [page.parent / link for link in _LINK.findall(text)]
    return links + [ROOT / path for path in _NAMED.findall(text) if path == path.lower()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_names_is_there(page: Path) -> None:
    assert [str(path) for path in named(page) if not path.exists()] == []
