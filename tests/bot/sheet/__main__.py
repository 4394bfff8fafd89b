"""`python -m tests.bot.sheet FOLDER` -> pages of every view in every language, a picture of every card."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.art.draw import draw
from bot.art.sheet import sheet
from cli.botting.drawing import drawing
from tests.bot.art.faces import faces
from tests.bot.sheet.page import page
from tests.bot.sheet.play import CASTS, shots

ROW, SHARE = 16, 0.3


async def _played(walk: str) -> str:
    async with drawing() as gallery:
        return page(await shots(gallery, walk))


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for walk in CASTS:
        (folder / f"{walk}.html").write_text(asyncio.run(_played(walk)), "utf-8")
    (folder / "cards.png").write_bytes(draw(sheet(faces(), row=ROW, share=SHARE)))


if __name__ == "__main__":
    _make(Path(sys.argv[1]))
