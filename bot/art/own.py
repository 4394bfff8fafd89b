"""A picture file of anybody's -> PNG of the size that a card has room for, drawn anew; or nothing.

Whatever else was in the file - places, comments, programs - is not in what is drawn.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from struct import error, unpack_from

from bot.art.card import COVER, picture
from bot.art.draw import draw
from bot.art.frame import WINDOW
from bot.art.svg import tag

MOST_BYTES = 2 << 20
MOST_SIDE = 4096
MOST_PIXELS = 4 << 20
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # segments of a JPEG that tell its size
_ALONE = frozenset({0x01, *range(0xD0, 0xDA)})  # segments without a length


def redrawn(file: bytes) -> bytes | None:
    """Return the picture; None where it is no PNG, JPEG or WebP, too large, or torn."""
    sort, wide, high = sized(file) if len(file) <= MOST_BYTES else ("", 0, 0)
    if not sort or not 0 < wide <= MOST_SIDE or not 0 < high <= MOST_SIDE or wide * high > MOST_PIXELS:
        return None
    href = f"data:image/{sort};base64," + b64encode(file).decode()
    shown = tag("image", width=WINDOW, height=WINDOW, href=href, preserveAspectRatio=COVER)
    png = draw(picture(shown, WINDOW, WINDOW))
    return png if png != draw(picture("", WINDOW, WINDOW)) else None


def brought(file: str, folders: Iterable[Path]) -> bytes | None:
    """Return a file that lies in one of the folders of a pack and not beside it, if it is not too large."""
    for folder in folders:
        path = (folder / file).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            return path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    return None


def sized(file: bytes) -> tuple[str, int, int]:
    """Return what sort of picture a file is, how wide and how high, by its first bytes."""
    try:
        if file.startswith(_PNG) and file[12:16] == b"IHDR":
            return ("png", *unpack_from(">II", file, 16))
        if file.startswith(_JPEG):
            return ("jpeg", *_jpeg(file))
        if file[:4] == b"RIFF" and file[8:12] == b"WEBP":
            return ("webp", *_webp(file))
    except (IndexError, error):
        return "", 0, 0
    return "", 0, 0


def _jpeg(file: bytes) -> tuple[int, int]:
    at = 2
    while file[at] == 0xFF:  # noqa: PLR2004 - each segment begins so
        mark = file[at + 1]
        if mark in _SIZES:
            high, wide = unpack_from(">HH", file, at + 5)
            return wide, high
        at += 2 if mark in _ALONE else 2 + int.from_bytes(file[at + 2 : at + 4], "big")
    return 0, 0


def _webp(file: bytes) -> tuple[int, int]:
    match file[12:16]:
        case b"VP8 ":
            wide, high = unpack_from("<HH", file, 26)
            return wide & 0x3FFF, high & 0x3FFF
        case b"VP8L":
            bits = int.from_bytes(file[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return 1 + int.from_bytes(file[24:27], "little"), 1 + int.from_bytes(file[27:30], "little")
        case _:
            return 0, 0
