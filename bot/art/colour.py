"""A colour as `#rrggbb` -> darker, lighter and neighbouring ones."""

from __future__ import annotations

from collections.abc import Iterable
from colorsys import hls_to_rgb, rgb_to_hls

DARK, LIGHT = "#14161c", "#ffffff"


def mix(colour: str, other: str, share: float) -> str:
    """Return a colour with so great a *share* of the other."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return _written(mine + (theirs - mine) * share for mine, theirs in pairs)


def turned(colour: str, turn: float) -> str:
    """Return a colour of another hue, *turn* being a share of the circle of hues."""
    hue, light, full = rgb_to_hls(*_parts(colour))
    return _written(hls_to_rgb((hue + turn) % 1, light, full))


def toned(colour: str, light: float, full: float | None = None) -> str:
    """Return a colour as light as this from 0 to 1, and as full."""
    hue, _, was = rgb_to_hls(*_parts(colour))
    return _written(hls_to_rgb(hue, light, was if full is None else full))


def lightness(colour: str) -> float:
    """Return how light a colour is, from 0 to 1."""
    return rgb_to_hls(*_parts(colour))[1]


def pale(colour: str) -> bool:
    """Tell whether a colour has hardly any hue."""
    return rgb_to_hls(*_parts(colour))[2] < 0.3  # noqa: PLR2004 - below that hues are hard to tell


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(255 * min(1, max(0, part))):02x}" for part in parts)
