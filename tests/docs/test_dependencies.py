"""The page on dependencies has every package of `pyproject.toml`, and no other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from tests.docs.fences import DOCS

PROJECT = tomllib.loads((DOCS.parent / "pyproject.toml").read_text("utf-8"))["project"]
PAGE = DOCS / "dependencies.md"


def wanted() -> set[str]:
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    return {re.split(r"[^\w.-]", each)[0].lower() for group in groups for each in group}


def written() -> Iterator[str]:
    for row in PAGE.read_text("utf-8").splitlines():
        if row.startswith("| ") and not row.startswith("| package"):
            first = re.sub(r"\(.*\)", "", row.split("|")[1])
            yield from (name.strip().lower() for name in first.split(","))


def test_every_dependency_says_what_it_is_for_and_what_would_replace_it() -> None:
    assert set(written()) == wanted()
