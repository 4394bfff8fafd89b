"""A face -> its card as SVG: a window, a name above it, what is known of it below."""

from __future__ import annotations

from base64 import b64encode

from bot.art.colour import DARK, LIGHT, toned, turned
from bot.art.figure import figure, main_colour
from bot.art.fit import clean
from bot.art.foot import foot
from bot.art.frame import EDGE, HIGH, SIDE, TOP, WIDE, WINDOW, frame
from bot.art.letters import INK, line, plate
from bot.art.svg import shown, tag
from engine.view.face import Face

NAME = 40.0  # how high its plate is
COVER = "xMidYMid slice"


def card(face: Face) -> str:
    """Return a whole picture."""
    return picture(inside(face), WIDE, HIGH)


def picture(inside: str, wide: float, high: float) -> str:
    """Return what is drawn, on a sheet of this size."""
    box = f"0 0 {shown(wide)} {shown(high)}"
    return tag("svg", inside, xmlns="http://www.w3.org/2000/svg", width=wide, height=high, viewBox=box)


def inside(face: Face) -> str:
    """Return what is drawn, for a picture of one card or of several."""
    trim = face.trim or toned(turned(main_colour(face), 0.5), 0.45, 0.3)
    return "".join([_window(face), frame(face.frame, trim), _name(face), foot(face, trim)])


def _window(face: Face) -> str:
    """Return the picture; what reaches beyond its window is hidden by the frame, which is drawn later."""
    if not face.own:
        middle = f"translate({shown(WIDE / 2)} {shown(TOP + WINDOW / 2)}) scale({WINDOW / 200})"
        return tag("g", figure(face), transform=middle)
    file = "data:image/png;base64," + b64encode(face.own).decode()
    brought = tag("image", x=SIDE, y=TOP, width=WINDOW, height=WINDOW, href=file, preserveAspectRatio=COVER)
    return brought + _credit(clean(face.credit))


def _credit(said: str) -> str:
    """Return whose a picture is, on its lower edge."""
    if not said:
        return ""
    behind = tag("rect", x=SIDE, y=TOP + WINDOW - 20, width=WINDOW, height=20, fill=DARK, fill_opacity=0.75)
    place = (SIDE + WINDOW - 6, TOP + WINDOW - 11)
    return behind + line(*place, f"© {said}", (11, 8, WINDOW - 12), LIGHT, "end")


def _name(face: Face) -> str:
    room = WIDE - 2 * EDGE - 28
    return plate(EDGE, NAME) + line(
        WIDE / 2, EDGE + NAME / 2, clean(face.name), (22, 13, room), INK, "middle"
    )
