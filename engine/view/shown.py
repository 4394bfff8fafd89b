"""What is shown, as plain text in parts: every face (a terminal's box, an embed) draws it in its own way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its value; *odds* are the outcomes of a draw with their chances, the likeliest first."""

    label: str
    value: str = ""
    odds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A view, laid out: a title, labelled values, and one page of its list."""

    title: str
    rows: tuple[Row, ...] = ()
    lines: tuple[str, ...] = ()
    page: int = 1
    pages: int = 1
