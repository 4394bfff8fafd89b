"""The page of systems is what the marks on tests say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import systems


def test_the_page_of_systems_is_current() -> None:
    page = systems.PAGE.read_text(encoding="utf-8")

    assert page == systems.page(), "`make systems` writes it anew"


def test_a_proof_is_listed_under_each_system_that_it_is_marked_for(tmp_path: Path) -> None:
    _write(tmp_path, '@pytest.mark.system("G2", "G7")\ndef test_two_make_one() -> None: ...\n')

    page = systems.page(tmp_path / "tests")

    assert page.count("- two make one (`tests/engine/test_it.py`)") == 2


def test_a_mark_for_no_system_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, '@pytest.mark.system("G99")\ndef test_it() -> None: ...\n')

    with pytest.raises(ValueError, match="`G99` is no system"):
        systems.page(tmp_path / "tests")


def _write(root: Path, text: str) -> None:
    path = root / "tests" / "engine" / "test_it.py"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
