"""The file of a font -> which letters it has, and how wide each is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from struct import Struct, iter_unpack, unpack_from

FOLDER = Path(__file__).parent / "fonts"
FILES = ("DejaVuSans-Bold.ttf", "DroidSansFallback.ttf")  # what the first has not, the second may have
FAMILY = "DejaVu Sans"
_SEGMENTS, _GROUPS = 4, 12  # forms of a table of letters
_GROUP = Struct(">III")


@dataclass(frozen=True, slots=True)
class Font:
    """The glyph of each letter, and the width of each glyph in thousandths of the size."""

    glyphs: dict[int, int] = field(repr=False)
    widths: tuple[int, ...] = field(repr=False)

    def width(self, letter: str) -> int | None:
        """Return the width of a letter, None where the font has none."""
        glyph = self.glyphs.get(ord(letter))
        return None if glyph is None else self.widths[min(glyph, len(self.widths) - 1)]


def read_font(path: Path) -> Font:
    """Return the widths that a TrueType file tells."""
    file = path.read_bytes()
    (count,) = unpack_from(">H", file, 4)
    tables = {file[at : at + 4]: unpack_from(">I", file, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    (em,) = unpack_from(">H", file, tables[b"head"] + 18)
    (told,) = unpack_from(">H", file, tables[b"hhea"] + 34)
    metrics = file[tables[b"hmtx"] : tables[b"hmtx"] + 4 * told]
    widths = tuple(1000 * wide // em for wide, _ in iter_unpack(">Hh", metrics))
    return Font(_glyphs(file, tables[b"cmap"]), widths)


def _glyphs(file: bytes, cmap: int) -> dict[int, int]:
    (count,) = unpack_from(">H", file, cmap + 2)
    found: dict[int, int] = {}
    for number in range(count):
        at = cmap + unpack_from(">I", file, cmap + 8 + 8 * number)[0]
        (form,) = unpack_from(">H", file, at)
        if form == _SEGMENTS:
            found |= _segments(file, at)
        elif form == _GROUPS:
            found |= _groups(file, at)
    return {letter: glyph for letter, glyph in found.items() if glyph}


def _segments(file: bytes, at: int) -> dict[int, int]:
    """Return the glyphs of a table whose ranges are each written in four columns."""
    (twice,) = unpack_from(">H", file, at + 6)
    many = twice // 2
    ends = unpack_from(f">{many}H", file, at + 14)
    starts = unpack_from(f">{many}H", file, at + 16 + twice)
    shifts = unpack_from(f">{many}H", file, at + 16 + 2 * twice)
    offsets_at = at + 16 + 3 * twice
    offsets = unpack_from(f">{many}H", file, offsets_at)
    found: dict[int, int] = {}
    for row, (first, last, shift, offset) in enumerate(zip(starts, ends, shifts, offsets, strict=True)):
        for letter in range(first, min(last, 0xFFFE) + 1):
            glyph = letter
            if offset:
                (glyph,) = unpack_from(">H", file, offsets_at + 2 * row + offset + 2 * (letter - first))
            found[letter] = (glyph + shift) & 0xFFFF if glyph or not offset else 0
    return found


def _groups(file: bytes, at: int) -> dict[int, int]:
    """Return the glyphs of a table of runs, each from a letter to a letter."""
    (many,) = unpack_from(">I", file, at + 12)
    found: dict[int, int] = {}
    for row in range(many):
        first, last, glyph = _GROUP.unpack_from(file, at + 16 + 12 * row)
        found |= {letter: glyph + letter - first for letter in range(first, last + 1)}
    return found
