"""Where series end, and what they are called -> labels beside them that do not lie on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from cli.picturing.svg import QUIET, cut, path, tag, words

LETTERS = 14
GAP = 13.0  # between lines of text


@dataclass(frozen=True, slots=True)
class Label:
    """A name with the *sign* of its series, a piece of markup around (0, 0); it belongs at height *at*."""

    name: str
    at: float
    sign: str
    note: str = ""
    linked: bool = True


def labels(asked: Sequence[Label], x: float, top: float, bottom: float) -> str:
    """Return the labels of a picture, to the right of *x*, each as near to its height as there is room."""
    if sum(map(_room, asked)) > bottom - top + GAP:
        asked = [replace(label, note="") for label in asked]
    gaps = [_room(label) for label in asked]
    order = sorted(range(len(asked)), key=lambda place: asked[place].at)
    heights = apart([asked[place].at for place in order], [gaps[place] for place in order], top, bottom)
    return "".join(_label(asked[place], x, y) for place, y in zip(order, heights, strict=True))


def _room(label: Label) -> float:
    return 2 * GAP - 2 if label.note else GAP


def apart(wanted: Sequence[float], gaps: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return heights near those that are *wanted*, in order, so far apart that all can be read."""
    found: list[float] = []
    for number, y in enumerate(wanted):
        found.append(max(y, found[-1] + gaps[number - 1] if found else top))
    below = bottom
    for number in reversed(range(len(found))):
        below = min(found[number], below - (0 if number == len(found) - 1 else gaps[number]))
        found[number] = below
    return found


def _label(label: Label, x: float, y: float) -> str:
    link = path([(x + 2, label.at), (x + 8, y), (x + 11, y)])
    parts = [
        tag("path", d=link, class_="link", fill="none", stroke=QUIET, stroke_width=0.7)
        if label.linked
        else "",
        tag("g", label.sign, transform=f"translate({x + 19:.1f} {y:.1f})"),
        words(x + 28, y + 3.8, cut(label.name, LETTERS)),
        words(x + 28, y + 14.5, label.note, kind="note") if label.note else "",
    ]
    return tag("g", f"<title>{_plain(label)}</title>", *parts, class_="key", data_name=label.name)


def _plain(label: Label) -> str:
    return escape(f"{label.name}: {label.note}" if label.note else label.name)
