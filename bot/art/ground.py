"""Somebody's traits and two colours -> what lies behind the figure, in a square 200 wide round the middle."""

from __future__ import annotations

from collections.abc import Callable

from bot.art.svg import corners, polar, shown, straight, tag
from bot.art.traits import Traits

HALF = 100.0


def ground(traits: Traits, colour: str, other: str) -> str:
    """Return a ground of one colour, and a pattern of the other."""
    behind = tag("rect", x=-HALF, y=-HALF, width=2 * HALF, height=2 * HALF, fill=colour)
    return behind + traits.one("behind", PATTERNS)(traits, other)


def rays(traits: Traits, colour: str) -> str:
    """Return rays from a place below."""
    many, low = traits.count("beams", 6, 12), traits.between("low", 0, 70)
    beams = [
        straight((x, y + low) for x, y in ((0.0, 0.0), polar(at / many, 150), polar((at + 0.5) / many, 150)))
        for at in range(many)
    ]
    return tag("path", d="".join(beams), fill=colour)


def rings(traits: Traits, colour: str) -> str:
    """Return circles round one place."""
    x, y = traits.between("x", -60, 60), traits.between("y", -60, 60)
    apart = traits.between("apart", 22, 40)
    circles = [
        tag("circle", cx=x, cy=y, r=apart * (at + 0.5), fill="none", stroke=colour, stroke_width=apart / 2.6)
        for at in range(6)
    ]
    return "".join(circles)


def hills(traits: Traits, colour: str) -> str:
    """Return two hills and a disc above them."""
    left, right = traits.between("left", -10, 60), traits.between("right", -10, 60)
    disc = tag("circle", cx=traits.between("x", -70, 70), cy=traits.between("y", -75, -35), r=18, fill=colour)
    land = f"M-100 {shown(left)}Q-40 {shown(left - 45)} 0 {shown((left + right) / 2 + 20)}"
    return disc + tag("path", d=f"{land}T100 {shown(right)}V100H-100Z", fill=colour)


def stripes(traits: Traits, colour: str) -> str:
    """Return broad stripes, this way or that."""
    apart, turn = traits.between("apart", 26, 44), traits.one("turn", (0, 30, 60, 90, 120, 150))
    bars = "".join(f"M-150 {shown(at * apart)}h300v{shown(apart / 2.2)}h-300Z" for at in range(-5, 6))
    return tag("path", d=bars, fill=colour, transform=f"rotate({turn})")


def dots(traits: Traits, colour: str) -> str:
    """Return dots in rows."""
    apart = traits.between("apart", 26, 42)
    size = apart * traits.between("size", 0.16, 0.34)
    many = int(HALF / apart) + 1
    spots = [
        tag("circle", cx=(column + row % 2 / 2) * apart, cy=row * apart * 0.87, r=size)
        for row in range(-many - 1, many + 2)
        for column in range(-many - 1, many + 1)
    ]
    return tag("g", *spots, fill=colour)


def waves(traits: Traits, colour: str) -> str:
    """Return waves one above the other."""
    apart, long = traits.between("apart", 30, 48), traits.between("long", 28, 60)
    high = traits.between("high", 10, 22)
    lines = []
    for row in range(-3, 4):
        start = f"M-140 {shown(row * apart)}q{shown(long / 2)} {shown(-high)} {shown(long)} 0"
        lines.append(start + f"t{shown(long)} 0" * int(280 / long))
    return tag("path", d="".join(lines), fill="none", stroke=colour, stroke_width=apart / 3)


def sparks(traits: Traits, colour: str) -> str:
    """Return small sparks, strewn about."""
    points = traits.count("points", 4, 6)
    strewn = [
        tag(
            "path",
            d=corners(points, traits.between(f"far{at}", 9, 24), inner=0.4),
            transform=_moved(traits.between(f"x{at}", -95, 95), traits.between(f"y{at}", -95, 95)),
        )
        for at in range(16)
    ]
    return tag("g", *strewn, fill=colour)


def split(traits: Traits, colour: str) -> str:
    """Return the half of it in the other colour."""
    left, right = traits.between("left", -80, 80), traits.between("right", -80, 80)
    return tag("path", d=f"M-100 {shown(left)}L100 {shown(right)}V100H-100Z", fill=colour)


def _moved(x: float, y: float) -> str:
    return f"translate({shown(x)} {shown(y)})"


PATTERNS: tuple[Callable[[Traits, str], str], ...] = (
    rays,
    rings,
    hills,
    stripes,
    dots,
    waves,
    sparks,
    split,
)
