"""The game that the pages play: a new one from the tutorial, and beside it the trade that the guide shows."""

from __future__ import annotations

from pathlib import Path

from cli.main import run
from tests.docs.fences import DOCS, fenced


def dig(folder: Path) -> None:
    """Make the pack, as somebody does who reads the guide."""
    run(["new", str(folder), "--from", "tutorial"])
    packs = (block.text for block in fenced(DOCS / "guide.md") if block.said == ("yaml", "pack"))
    (trade,) = (text for text in packs if "  swap:" in text)
    (folder / "swap.yaml").write_text(trade, "utf-8")
