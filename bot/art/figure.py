"""A family of shapes, a colour and an id -> somebody, on a ground; the grander, the more is worn."""

from __future__ import annotations

from bot.art import feature
from bot.art.colour import DARK, LIGHT, lightness, mix, pale, toned, turned
from bot.art.ground import HALF, ground
from bot.art.outline import outline
from bot.art.svg import corners, shown, tag
from bot.art.traits import Traits
from engine.view.face import Face

CUT = "cut"
WINGED, CROWNED = 0.4, 0.8  # from which share of the frames on
DUSK = 0.36  # what is darker than this stays so


def figure(face: Face) -> str:
    """Return the picture of a face in a square 200 wide round the middle; it needs no letters."""
    traits, colour = Traits(face.id), main_colour(face)
    body, other, behind = _colours(traits, colour)
    grand = face.frame.at / max(1, face.frame.of - 1) if face.frame is not None else 0.0
    parts = [
        ground(traits, behind, mix(behind, body, traits.between("pattern", 0.2, 0.6))),
        _aura(traits, grand, mix(behind, other, 0.5)),
        tag("g", *_somebody(face, traits, grand, (body, other)), transform=_stance(traits, grand)),
    ]
    return "".join(parts)


def main_colour(face: Face) -> str:
    """Return the colour of a figure, its own where the game names none."""
    return face.colour or toned(turned("#d04040", Traits(face.id).share("hue")), 0.55, 0.6)


def _colours(traits: Traits, colour: str) -> tuple[str, str, str]:
    """Return the colours of the body, of what it wears, and of the ground: told apart in grey, too."""
    dark = lightness(colour) < DUSK or traits.likely("dusk", 0.35)
    body = turned(colour, traits.between("near", -0.07, 0.07))
    if dark:
        body = mix(body, LIGHT, traits.between("tone", 0.2, 0.45))
    else:
        body = mix(body, traits.one("toward", (DARK, LIGHT)), traits.between("tone", 0, 0.25))
    worn = turned(colour, traits.one("contrast", (0.16, -0.16, 0.33, -0.33, 0.5)))
    if pale(colour):  # what is nearly grey would make all that is worn alike
        worn = toned(turned("#c04040", traits.share("contrast hue")), 0.5, 0.45)
    near = turned(colour, traits.between("ground hue", -0.12, 0.12))
    if pale(colour):
        near = mix(near, toned(worn, 0.5, 0.5), 0.5)
    night, day = traits.between("night", 0.4, 0.75), traits.between("day", 0.4, 0.8)
    behind = mix(near, DARK, night) if dark else mix(near, LIGHT, day)
    return body, toned(worn, 0.72 if dark else 0.4), behind


def _stance(traits: Traits, grand: float) -> str:
    """Return where somebody stands: the grander, the larger."""
    size = 0.56 + 0.18 * grand + traits.between("size", -0.03, 0.05)
    x, y = traits.between("beside", -7, 7), traits.between("below", 4, 16)
    return (
        f"translate({shown(x)} {shown(y)}) rotate({shown(traits.between('tilt', -7, 7))}) scale({size:.3f})"
    )


def _somebody(face: Face, traits: Traits, grand: float, colours: tuple[str, str]) -> list[str]:
    body, other = colours
    shape = outline(face.figure, traits)
    bare = tag("path", d=shape, fill=body)
    line = tag("path", d=shape, fill="none", stroke=DARK, stroke_width=6, stroke_linejoin="round")
    marks = feature.belly(traits, mix(body, other, 0.55))
    return [
        feature.wings(traits, mix(other, LIGHT, 0.25)) if grand >= WINGED else "",
        feature.ears(traits, other),
        bare,
        _cut(marks, shape, face.id) if marks else "",
        line,
        feature.eyes(traits),
        feature.mouth(traits),
        feature.crown(traits, other) if grand >= CROWNED else "",
    ]


def _cut(marks: str, shape: str, id_: str) -> str:
    """Return marks within a shape; the cut is named after whose it is, as several may share a picture."""
    name = f"{CUT}.{id_}"
    clip = tag("defs", tag("clipPath", tag("path", d=shape), id=name))
    return clip + tag("g", marks, clip_path=f"url(#{name})")


def _aura(traits: Traits, grand: float, colour: str) -> str:
    """Return a halo with a ray for each so many frames."""
    if not grand:
        return ""
    many = 6 + round(18 * grand)
    ring = corners(many, HALF * (0.78 + 0.2 * grand), inner=0.86 - 0.2 * grand)
    return tag(
        "path",
        d=ring,
        fill=colour,
        transform=f"rotate({shown(traits.between('turn', 0, 40))})",
    )
