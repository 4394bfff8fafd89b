"""Somebody's traits -> eyes, mouth, ears, wings, marks of the belly: what makes a shape somebody."""

from __future__ import annotations

from bot.art.colour import DARK, LIGHT
from bot.art.svg import shown, straight, tag
from bot.art.traits import Traits

EYES = ("round", "tall", "happy", "sleepy", "wide", "one", "three", "sharp")
EARS = ("none", "points", "round", "horns", "feelers", "leaves", "tuft", "curls")
BELLY = ("none", "spots", "bands", "disc", "chevrons", "patch", "zigzag")


def eyes(traits: Traits) -> str:
    """Return the eyes."""
    kind, off = traits.one("eyes", EYES), traits.between("apart", 15, 28)
    size, high = traits.between("eye", 9, 14), traits.between("high", -20, -4)
    places = {"one": (0.0,), "three": (-1.5 * off, 0.0, 1.5 * off)}.get(kind, (-off, off))
    size *= {"one": 1.7, "three": 0.8}.get(kind, 1.0)
    return tag("g", *(_eye(kind, x, size, traits) for x in places), transform=f"translate(0 {shown(high)})")


def _eye(kind: str, x: float, size: float, traits: Traits) -> str:
    if kind in {"happy", "sleepy"}:
        bend = -size if kind == "happy" else size * 0.7
        line = f"M{shown(x - size)} 0Q{shown(x)} {shown(1.6 * bend)} {shown(x + size)} 0"
        return tag("path", d=line, fill="none", stroke=DARK, stroke_width=5, stroke_linecap="round")
    if kind == "sharp":
        inner = -1 if x > 0 else 1
        lid = straight([(x - size, -size * 0.5 * inner), (x + size, size * 0.5 * inner), (x, size)])
        return tag("path", d=lid, fill=LIGHT, stroke=DARK, stroke_width=4)
    tall = size * (1.45 if kind == "tall" else 1)
    look = traits.between("look", -0.3, 0.3) * size
    white = tag("ellipse", cx=x, rx=size, ry=tall, fill=LIGHT, stroke=DARK, stroke_width=3)
    pupil = size * (0.85 if kind == "wide" else 0.55)
    return white + tag("circle", cx=x + look, cy=size * 0.15, r=pupil, fill=DARK)


def mouth(traits: Traits) -> str:
    """Return the mouth."""
    y, half = traits.between("mouth", 18, 28), traits.between("smile", 6, 16)
    match traits.count("mouths", 0, 4):
        case 0:
            return tag("circle", cy=y, r=half / 2, fill=DARK)
        case 1:
            return tag("path", d=f"M{shown(-half)} {shown(y)}h{shown(2 * half)}", **_LINE)
        case 2:
            curve = f"M{shown(-half)} {shown(y)}q{shown(half)} {shown(half * 1.9)} {shown(2 * half)} 0Z"
            return tag("path", d=curve, fill=DARK)
        case 3:
            twice = f"M{shown(-half)} {shown(y)}q{shown(half / 2)} 8 {shown(half)} 0t{shown(half)} 0"
            return tag("path", d=twice, **_LINE)
        case _:
            curve = f"M{shown(-half)} {shown(y)}q{shown(half)} {shown(half)} {shown(2 * half)} 0"
            return tag("path", d=curve, **_LINE)


_LINE: dict[str, float | str | None] = {
    "fill": "none",
    "stroke": DARK,
    "stroke_width": 4.5,
    "stroke_linecap": "round",
}


def ears(traits: Traits, colour: str) -> str:
    """Return what grows on top, on both sides, behind the body."""
    kind, out = traits.one("ears", EARS), traits.between("out", 26, 52)
    high = traits.between("tall", 34, 62)
    one = {
        "none": "",
        "points": f"M-20 0L4 {shown(-high)}L22 0Z",
        "round": f"M-22 0a22 {shown(high * 0.7)} 0 1 1 44 0Z",
        "horns": f"M-14 0Q-10 {shown(-high * 0.8)} 26 {shown(-high)}Q8 {shown(-high * 0.5)} 16 0Z",
        "feelers": f"M-4 0Q-4 {shown(-high)} 14 {shown(-high - 6)}a9 9 0 1 1 2 12"
        f"Q6 {shown(-high * 0.6)} 5 0Z",
        "leaves": f"M0 0Q-34 {shown(-high * 0.6)} 6 {shown(-high - 12)}Q30 {shown(-high * 0.4)} 0 0Z",
        "tuft": f"M-22 0L-12 {shown(-high)}L-4 {shown(-high * 0.5)}L6 {shown(-high - 8)}L22 0Z",
        "curls": f"M-8 0Q-14 {shown(-high)} 14 {shown(-high)}Q34 {shown(-high)} 28 {shown(-high * 0.5)}"
        f"Q24 {shown(-high * 0.8)} 12 {shown(-high * 0.7)}Q2 {shown(-high * 0.5)} 10 0Z",
    }[kind]
    ear = tag("path", d=one, transform=f"translate({shown(out)} -48)") if one else ""
    return tag("g", ear, tag("g", ear, transform="scale(-1 1)"), **_worn(colour)) if ear else ""


def wings(traits: Traits, colour: str) -> str:
    """Return a pair of wings, behind the body."""
    far, up = traits.between("span", 110, 135), traits.between("lift", -70, 10)
    many = traits.count("feathers", 1, 3)
    feathers = "".join(
        f"M40 10Q{shown(far * 0.8)} {shown(up + 44 * at - 40)} {shown(far - 14 * at)} {shown(up + 34 * at)}"
        f"Q{shown(far * 0.7)} {shown(up + 44 * at + 40)} 40 40Z"
        for at in range(many)
    )
    wing = tag("path", d=feathers)
    return tag("g", wing, tag("g", wing, transform="scale(-1 1)"), **_worn(colour))


def crown(traits: Traits, colour: str) -> str:
    """Return what only the greatest wear."""
    points = traits.count("crown", 3, 5)
    top = [(-30 + 60 * at / (2 * points), -16.0 if at % 2 == 0 else -40.0) for at in range(2 * points + 1)]
    return tag("path", d=straight([(-30, 0), *top, (30, 0)]), transform="translate(0 -72)", **_worn(colour))


def belly(traits: Traits, colour: str) -> str:
    """Return a pattern for the body, which is cut to its outline."""
    match traits.one("belly", BELLY):
        case "spots":
            at = [(traits.between(f"sx{n}", -80, 80), traits.between(f"sy{n}", -80, 90)) for n in range(9)]
            return tag(
                "g", *(tag("circle", cx=x, cy=y, r=traits.between("sr", 7, 15)) for x, y in at), fill=colour
            )
        case "bands":
            apart = traits.between("bands", 22, 40)
            rows = "".join(
                f"M-110 {shown(-100 + at * apart)}h220v{shown(apart / 2.4)}h-220Z" for at in range(10)
            )
            return tag("path", d=rows, fill=colour)
        case "disc":
            return tag("ellipse", cy=62, rx=traits.between("rx", 34, 60), ry=42, fill=colour)
        case "chevrons":
            apart = traits.between("chevrons", 24, 38)
            rows = "".join(
                f"M-110 {shown(-120 + at * apart)}L0 {shown(-70 + at * apart)}L110 {shown(-120 + at * apart)}"
                for at in range(9)
            )
            return tag("path", d=rows, fill="none", stroke=colour, stroke_width=8)
        case "patch":
            return tag(
                "circle",
                cx=traits.one("side", (-34, 34)),
                cy=-8,
                r=traits.between("patch", 30, 44),
                fill=colour,
            )
        case "zigzag":
            y = traits.between("zigzag", 36, 56)
            return tag("path", d="M-110 " + shown(y) + "l18 -14l18 14" * 6 + "V110H-110Z", fill=colour)
        case _:
            return ""


def _worn(colour: str) -> dict[str, float | str | None]:
    return {"fill": colour, "stroke": DARK, "stroke_width": 5, "stroke_linejoin": "round"}
