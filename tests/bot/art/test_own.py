"""Picture files of anybody's -> drawn anew within bounds, or refused."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path
from struct import pack

import numpy as np
import pytest

from bot.art.card import card
from bot.art.draw import draw
from bot.art.frame import WINDOW
from bot.art.own import MOST_BYTES, MOST_SIDE, brought, redrawn, sized
from engine.view.face import Face
from tests.bot.art.pixels import pixels

# A red square, two by two.
WEBP = bytes.fromhex(
    "524946463a00000057454250565038202e0000009001009d012a0200020001402625a00274ba00039800fef14dafe2da"
    "4742990ffef19fff719fff719ffc88000000"
)


def png(wide: int = 2, high: int = 2, *, said: bytes = b"") -> bytes:
    """Return a red picture; *said* is a text inside the file."""

    def part(name: bytes, body: bytes) -> bytes:
        return pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body))

    rows = b"".join(b"\0" + b"\xc8\x1e\x28" * wide for _ in range(high))
    head = part(b"IHDR", pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0))
    text = part(b"tEXt", b"Comment\0" + said) if said else b""
    return b"\x89PNG\r\n\x1a\n" + head + text + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


@pytest.mark.parametrize("file", [png(), png(40, 3), WEBP])
def test_a_picture_fills_the_window(file: bytes) -> None:
    drawn = redrawn(file)

    assert drawn is not None
    found = pixels(drawn)
    assert found.shape[:2] == (WINDOW, WINDOW)
    assert np.abs(found - np.array([200, 30, 40])).max() < 8


def test_nothing_else_of_the_file_is_kept() -> None:
    drawn = redrawn(png(said=b"51.4779 N, 0.0015 W"))

    assert drawn is not None
    assert b"51.4779" not in drawn


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"GIF89a" + bytes(40),
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
        png()[:33],
        png() + bytes(MOST_BYTES),
        png(MOST_SIDE + 1, 1),
        png(1, 0),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + pack(">II", 1 << 31, 1 << 31),
        b"\xff\xd8\xff\xe0\xff\xff",
        WEBP[:20],
    ],
)
def test_what_is_no_picture_or_too_large_is_refused(file: bytes) -> None:
    assert redrawn(file) is None


def test_a_picture_of_too_many_pixels_is_refused_by_its_first_bytes() -> None:
    bomb = png(1, 1).replace(pack(">II", 1, 1), pack(">II", 4096, 4096))

    assert sized(bomb) == ("png", 4096, 4096)
    assert redrawn(bomb) is None


@pytest.mark.parametrize("file", ["../secret.png", "/etc/hosts", "no.png", "art", "art/large.png"])
def test_only_files_of_the_pack_are_read(tmp_path: Path, file: str) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    (tmp_path / "pack/art").mkdir(parents=True)
    (tmp_path / "pack/art/fox.png").write_bytes(png())
    (tmp_path / "pack/art/large.png").write_bytes(bytes(MOST_BYTES + 1))

    assert brought(file, [tmp_path / "pack"]) is None
    assert brought("art/fox.png", [tmp_path / "none", tmp_path / "pack"]) == png()


def test_a_card_shows_the_picture_and_whose_it_is() -> None:
    own = redrawn(png())
    assert own is not None
    face = Face("card.fox", "Fox", own=own, credit="Ana, CC-BY-4.0")
    shown = pixels(draw(card(face)))

    assert "© Ana, CC-BY-4.0" in card(face)
    assert "©" not in card(replace(face, own=b""))
    assert np.abs(shown[150, 160] - np.array([200, 30, 40])).max() < 8
