"""A picture as SVG -> the same as PNG."""

from __future__ import annotations

SAID = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="8">{}</text></svg>'
TWICE = 2  # pixels for each of the picture's


def silent() -> bool:
    """Tell whether this machine has no letters to write with."""
    return len({png(SAID.format(word)) for word in ("", "M")}) == 1


def png(picture: str) -> bytes:
    """Return the picture."""
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=picture, zoom=TWICE))
