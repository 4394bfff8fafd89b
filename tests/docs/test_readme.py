"""The README's console blocks -> what its commands print, in this order; `…` stands for lines left out."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.main import run
from tests.docs.fences import DOCS, Fenced, fenced
from tests.games import EXAMPLES

ROOT = DOCS.parent
BLOCKS = [block for block in fenced(ROOT / "README.md") if block.said[:1] == ("console",)]
LEFT_OUT = "…"
MISTAKES = {
    "summary: Throw ten gold": "sumary: Throw ten gold",
    "cost: {gold: 10}": "cost: {glod: 10}",
    "weekday(today) == friday else": "weekday(todya) == friday else",
}


def commands(block: Fenced) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a block with the lines that follow it."""
    found: list[tuple[str, list[str]]] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line.rstrip())
    yield from found


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


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"line {block.line}")
def test_the_readme_shows_what_is_printed(
    block: Fenced, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare(block, tmp_path, monkeypatch)
    for command, shown in commands(block):
        words = shlex.split(command)
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
            continue
        run(words[1:])
        printed = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
        assert shown, f"nothing is shown of `{command}`"
        assert _follows(shown, printed), "\n".join([command, *printed])


def _follows(shown: list[str], printed: list[str]) -> bool:
    """Tell whether what is shown is what was printed, but for lines left out."""
    rest = iter(printed)
    loose = False
    for line in shown:
        if line == LEFT_OUT:
            loose = True
        elif loose:
            if line not in rest:
                return False
            loose = False
        elif next(rest, None) != line:
            return False
    return loose or next(rest, None) is None
