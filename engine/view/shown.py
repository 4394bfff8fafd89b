"""What is shown, as plain text in parts: every face (a terminal's box, an embed) draws it in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.view.face import Face


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its value; *odds* are the outcomes of a draw with their chances, the likeliest first."""

    label: str
    value: str = ""
    odds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """An action that can be done from a view, with parameters as written; beside a *line* or below."""

    label: str
    action: str
    params: tuple[tuple[str, Any], ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A view, laid out: title, text, values, one page of its list.

    *alt* says what is pictured: a file, which is *image*, or the cards of *faces*.
    """

    title: str
    rows: tuple[Row, ...] = ()
    lines: tuple[str, ...] = ()
    page: int = 1
    pages: int = 1
    text: str = ""
    image: str = ""
    faces: tuple[Face, ...] = ()
    alt: str = ""
    colour: str = ""
    buttons: tuple[Button, ...] = ()
