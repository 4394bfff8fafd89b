"""Odds pages -> text for a terminal, or Markdown for a page that players read."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from cli.chances.column import (
    HEADS,
    MANY,
    PRICE,
    Table,
    cells,
    meanings,
    notes,
    notes_for_authors,
    price,
    tables,
    title,
)
from cli.chances.page import Line, Page
from rules.report.cells import cells as width

_THINGS = 8
_WIDE = 100
_RIGHT = "---:"


def human(pages: Sequence[Page], made: str = "") -> str:
    """Return pages as tables of cells, and below them what they were *made* for."""
    return "\n\n".join([*("\n".join(_human(page)) for page in pages), *([made] if made else [])])


def _human(page: Page) -> list[str]:
    lines = [_title(page)]
    if page.wide and page.empty:
        return [*lines, f"  {page.wide.said}"]
    for group in page.groups:
        lines += [f"  {group.table}"] if len(page.groups) > 1 else []
        lines += _columns(_shown(group.lines, (*HEADS, PRICE)))
        lines += [each for promise in group.promises for each in _wrapped(promise)]
    things = page.inner[:_THINGS]
    if things and not page.lines:
        lines += _columns(_shown(things, HEADS[:4]))
    if len(page.inner) > _THINGS and not page.lines:
        lines.append(f"  and {len(page.inner) - _THINGS} more")
    return [*lines, *(line for note in notes_for_authors(page) for line in _wrapped(note))]


def _shown(lines: Sequence[Line], heads: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return heads and rows; without how many come, and what that costs, where there is nothing to say."""
    rows = [heads, *((*_row(line), price(line))[: len(heads)] for line in lines)]
    left = {MANY} if not any(line.several for line in lines) else set()
    left |= {PRICE} if not any(line.cost for line in lines) else set()
    return [tuple(text for head, text in zip(heads, row, strict=True) if head not in left) for row in rows]


def _wrapped(text: str) -> list[str]:
    return wrap(text, _WIDE, initial_indent="  ", subsequent_indent="    ", break_long_words=False)


def _title(page: Page) -> str:
    return f"{page.title or page.name}{f', {page.pulls} pulls a draw' if page.pulls > 1 else ''}"


def _row(line: Line) -> tuple[str, ...]:
    return (line.shown or line.name, *cells(line))


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return ["  " + "  ".join(_aligned(row, widths)).rstrip() for row in rows]


def _aligned(row: tuple[str, ...], widths: list[int]) -> list[str]:
    first = row[0] + " " * (widths[0] - width(row[0]))
    return [
        first,
        *(" " * (room - width(text)) + text for text, room in zip(row[1:], widths[1:], strict=True)),
    ]


def markdown(pages: Sequence[Page], locale: str = "en", made: str = "") -> str:
    """Return pages as Markdown tables, what the columns mean, and what they were *made* for."""
    shown = [table for page in pages for table in tables(page, locale)]
    legend = "\n".join(f"- **{head}**: {said}." for head, said in meanings(shown))
    parts = ["\n".join(_markdown(page, locale)) for page in pages]
    columns = f"## What the columns mean\n\n{legend}" if legend else ""
    return "\n\n".join(part for part in (*parts, columns, made) if part)


def _markdown(page: Page, locale: str) -> list[str]:
    """Return a page as tables without empty columns, and below them a sentence for each note."""
    lines = [f"## {_escaped(title(page))}"]
    if page.wide and page.empty:
        return [*lines, "", f"{page.wide.said}."]
    for table in tables(page, locale):
        lines += ["", f"### {_escaped(table.caption)}", "", *_rows(table)]
        lines += ["", *(f"- {note}" for note in table.notes)] if table.notes else []
    said = [f"{note[:1].upper()}{note[1:]}." for note in notes(page, locale)]
    return [*lines, *([""] if said else []), "\n\n".join(said)] if said else lines


def _rows(table: Table) -> list[str]:
    rule = ("---", *([_RIGHT] * (len(table.heads) - 1)))
    return [f"| {' | '.join(map(_escaped, row))} |" for row in (table.heads, rule, *table.rows)]


def _escaped(text: str) -> str:
    """Return a text of the game as it stands in a table of Markdown."""
    return "".join(f"\\{sign}" if sign in "\\|*_<>[]`" else sign for sign in text)
