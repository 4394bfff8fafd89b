"""Files that change -> a word for each change, once they rest; hidden ones are nobody's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.live.reload.watch import changes

CHANGES: dict[str, Callable[[Path], object]] = {
    "another text": lambda folder: (folder / "game.yaml").write_text("other", "utf-8"),
    "a file less": lambda folder: (folder / "texts" / "en.yaml").unlink(),
    "a file more": lambda folder: (folder / "texts" / "de.yaml").write_text("", "utf-8"),
    "another name": lambda folder: (folder / "texts").rename(folder / "words"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack with two files."""
    (tmp_path / "texts").mkdir()
    for name in ("game.yaml", "texts/en.yaml"):
        (tmp_path / name).write_text("one", "utf-8")
    return tmp_path


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_told(folder: Path, change: str) -> None:
    async def run() -> None:
        watching = changes(folder, 0.01, 0.01)
        told = asyncio.ensure_future(anext(watching))
        await asyncio.sleep(0.1)
        assert not told.done()
        CHANGES[change](folder)
        async with asyncio.timeout(10):
            await told

    asyncio.run(run())


def test_hidden_files_and_folders_that_are_gone_are_no_change(folder: Path) -> None:
    async def run() -> None:
        told = asyncio.ensure_future(anext(changes(folder, 0.01, 0.01)))
        await asyncio.sleep(0.05)
        (folder / ".hidden").write_text("", "utf-8")
        await asyncio.sleep(0.1)
        assert not told.done()
        told.cancel()
        with pytest.raises(asyncio.CancelledError):
            await told
        gone = asyncio.ensure_future(anext(changes(folder / "nowhere", 0.01, 0.01)))
        await asyncio.sleep(0.05)
        assert not gone.done()
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone

    asyncio.run(run())
