"""A PNG file -> its pixels, read here and not by what drew them."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from struct import unpack_from

import numpy as np
from numpy.typing import NDArray

_CHANNELS = {2: 3, 6: 4}
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class _Head:
    wide: int
    high: int
    channels: int


def pixels(png: bytes) -> NDArray[np.int16]:
    """Return rows of pixels, each red, green and blue, what shines through them being white."""
    assert png.startswith(_SIGNATURE)
    at, packed, head = len(_SIGNATURE), b"", _Head(0, 0, 0)
    while at < len(png):
        (long,) = unpack_from(">I", png, at)
        name, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + long]
        if name == b"IHDR":
            wide, high, depth, sort = unpack_from(">IIBB", body)
            assert depth == 8
            head = _Head(wide, high, _CHANNELS[sort])
        packed += body if name == b"IDAT" else b""
        at += 12 + long
    rows = _rows(zlib.decompress(packed), head).astype(np.int16)
    colours = rows[:, :, :3]
    if head.channels == 3:
        return colours
    solid = rows[:, :, 3:].astype(np.int32)
    return ((colours * solid + 255 * (255 - solid)) // 255).astype(np.int16)


def _rows(raw: bytes, head: _Head) -> NDArray[np.uint8]:
    step, long = head.channels, head.wide * head.channels
    above = bytearray(long)
    found = bytearray()
    for row in range(head.high):
        start = row * (long + 1)
        above = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + long]), above, step)
        found += above
    return np.frombuffer(bytes(found), np.uint8).reshape(head.high, head.wide, step)


def _unfiltered(sort: int, row: bytearray, above: bytearray, step: int) -> bytearray:
    for at in range(len(row)):
        left = row[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        row[at] = (row[at] + _foretold(sort, left, above[at], corner)) & 0xFF
    return row


def _foretold(sort: int, left: int, up: int, corner: int) -> int:
    match sort:
        case 0:
            return 0
        case 1:
            return left
        case 2:
            return up
        case 3:
            return (left + up) // 2
        case _:
            guess = left + up - corner
            return min((left, up, corner), key=lambda each: abs(guess - each))


def smaller(image: NDArray[np.int16], by: int) -> NDArray[np.int16]:
    """Return the means of squares of so many pixels."""
    high, wide = image.shape[0] // by * by, image.shape[1] // by * by
    cut = image[:high, :wide].reshape(high // by, by, wide // by, by, 3)
    found: NDArray[np.int16] = cut.mean(axis=(1, 3)).astype(np.int16)
    return found
