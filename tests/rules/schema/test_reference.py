"""The language's reference is what the schemas say."""

from __future__ import annotations

from pathlib import Path

from rules.schema.noun import nouns
from rules.schema.reference import reference
from rules.schema.step import STEPS

PAGE = Path(__file__).parents[3] / "docs" / "language.md"


def test_the_page_in_docs_is_current() -> None:
    assert PAGE.read_text("utf-8") == reference(), "run: python -m rules.schema.reference > docs/language.md"


def test_the_page_tells_of_every_noun_and_step() -> None:
    page = reference()
    for name in (*nouns(), *STEPS):
        assert f"### `{name}`\n" in page
