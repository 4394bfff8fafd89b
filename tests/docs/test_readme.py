"""The README's console blocks -> what its commands print, in this order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.console import Console
from tests.docs.fences import DOCS, Fenced, fenced
from tests.docs.pond import dig
from tests.games import EXAMPLES

ROOT = DOCS.parent
CONSOLES = [block for block in fenced(ROOT / "README.md") if block.said[:1] == ("console",)]
LIVE = [block for block in CONSOLES if block.said[-1] == "live"]
BLOCKS = [block for block in CONSOLES if block not in LIVE]
MISTAKES = {
    "summary: Throw ten gold": "sumary: Throw ten gold",
    "cost: {gold: 10}": "cost: {glod: 10}",
    "weekday(today) == friday else": "weekday(todya) == friday else",
}


def _named(block: Fenced) -> str:
    return f"line {block.line}"


def prepare(block: Fenced, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go where the block's commands are typed."""
    monkeypatch.setenv("COLUMNS", "110")
    where = {"mistakes": folder, "new": folder}.get(block.said[-1], ROOT)
    monkeypatch.chdir(where)
    if block.said[-1] == "mistakes":
        for path in (EXAMPLES / "tutorial").glob("*.yaml"):
            text = path.read_text("utf-8")
            for right, wrong in MISTAKES.items():
                text = text.replace(right, wrong)
            (folder / path.name).write_text(text, "utf-8")


@pytest.mark.parametrize("block", BLOCKS, ids=_named)
def test_the_readme_shows_what_is_printed(
    block: Fenced, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare(block, tmp_path, monkeypatch)
    Console(monkeypatch, capsys).play(block)


def test_the_live_game_goes_on_from_block_to_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    monkeypatch.delenv("REVE_SEED_KEYS", raising=False)
    monkeypatch.chdir(tmp_path)
    dig(Path("pond"))
    capsys.readouterr()
    console = Console(monkeypatch, capsys)
    for block in LIVE:
        console.play(block)
    assert len(LIVE) > 1
