"""A picture as SVG -> PNG, with our letters alone; Python waits meanwhile, so it has a process of its own."""

from __future__ import annotations

from resvg_py import svg_to_bytes

from bot.art.font import FILES, FOLDER

_FONTS = [str(FOLDER / file) for file in FILES]


def draw(svg: str) -> bytes:
    """Return the picture; the same text gives the same bytes on every machine with this library."""
    return bytes(svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=_FONTS))
