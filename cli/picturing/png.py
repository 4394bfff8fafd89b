"""A picture as SVG -> the same as PNG, by a library that is optional."""

from __future__ import annotations

from importlib.util import find_spec

from cli.exit import UsageProblem

SAID = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="8">{}</text></svg>'
TWICE = 2  # pixels for each of the picture's


def drawable() -> None:
    """Say what is missing where nothing can draw PNG files."""
    if find_spec("resvg_py") is None:
        raise UsageProblem("PNG files need the library resvg_py; install `reve[charts]`")


def silent() -> bool:
    """Tell whether this machine has no letters to write with."""
    return len({png(SAID.format(word)) for word in ("", "M")}) == 1


def png(picture: str) -> bytes:
    """Return the picture."""
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=picture, zoom=TWICE))
