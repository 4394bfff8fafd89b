"""Views of records -> pictures that can be attached, one of a record, a sheet of a page."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.art.album import Album
from bot.art.gallery import Gallery, Picture
from bot.art.paint import Busy, Painter
from engine.view.face import Face
from engine.view.shown import Shown
from tests.bot.art.pixels import pixels
from tests.bot.art.test_own import png

FOX, OWL = Face("card.fox", "Fox", image="art/fox.png", credit="Ana, CC0"), Face("card.owl", "Owl")


def pictured(folder: Path, *views: Sequence[Face]) -> list[Picture | None]:
    """Return the picture of each view, one after the other."""

    async def done() -> list[Picture | None]:
        painter = Painter(Album(folder / "album", 1 << 20))
        gallery = Gallery(painter, [folder / "pack"])
        found = [await gallery.picture(Shown("", faces=tuple(faces), alt="words")) for faces in views]
        await painter.close()
        return found

    return asyncio.run(done())


def test_a_view_has_one_picture_of_all_that_it_shows(tmp_path: Path) -> None:
    none, one, page = pictured(tmp_path, [], [OWL], [OWL] * 8)

    assert none is None
    assert one is not None
    assert page is not None
    assert pixels(one.png).shape[:2] == (448, 320)
    assert pixels(page.png).shape[1] > pixels(one.png).shape[1]
    assert (one.alt, one.name[-4:]) == ("words", ".png")
    assert one.name != page.name


def test_what_the_pack_brought_is_shown(tmp_path: Path) -> None:
    (tmp_path / "pack/art").mkdir(parents=True)
    (tmp_path / "pack/art/fox.png").write_bytes(png())

    (fox,) = pictured(tmp_path, [FOX])

    assert fox is not None
    assert np.abs(pixels(fox.png)[150, 160] - np.array([200, 30, 40])).max() < 8


def test_a_picture_that_is_another_after_a_reload_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "pack/art/fox.png"
    file.parent.mkdir(parents=True)

    async def run() -> list[bytes]:
        painter = Painter(Album(tmp_path / "album", 1 << 20))
        gallery, found = Gallery(painter, [tmp_path / "pack"]), []
        for bytes_, is_switched in ((png(), False), (b"", False), (b"", True)):
            file.write_bytes(bytes_)
            if is_switched:
                gallery.changed()
            shown = await gallery.picture(Shown("", faces=(FOX,), alt="words"))
            assert shown is not None
            found.append(shown.png)
        await painter.close()
        return found

    first, kept, other = asyncio.run(run())

    assert first == kept
    assert first != other


def test_where_the_file_of_a_pack_is_none_the_id_decides(tmp_path: Path) -> None:
    (fox,) = pictured(tmp_path, [FOX])

    assert fox is not None
    assert np.abs(pixels(fox.png)[150, 160] - np.array([200, 30, 40])).max() > 8


def test_a_busy_painter_leaves_words_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def busy(_: Painter, __: str) -> bytes:
        raise Busy

    monkeypatch.setattr(Painter, "paint", busy)

    assert pictured(tmp_path, [OWL]) == [None]
