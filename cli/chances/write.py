"""Odds pages -> text for a terminal, or Markdown for a page that players read."""

from __future__ import annotations

from collections.abc import Sequence

from cli.chances.page import Line, Page
from engine.distribution.question import TooWide
from engine.view.measure import number, percent
from rules.report.cells import cells

_HEADS = ("", "next draw", "long run", "1 in", "median", "9 in 10", "certain")
_THINGS = 8
_NOTHING = "-"


def human(pages: Sequence[Page]) -> str:
    """Return pages as tables of cells."""
    return "\n\n".join("\n".join(_human(page)) for page in pages)


def _human(page: Page) -> list[str]:
    lines = [_title(page)]
    if page.wide:
        return [*lines, f"  {_wide(page.wide)}"]
    if page.lines:
        lines += _columns([_HEADS, *map(_cells, page.lines)])
    things = page.inner[:_THINGS]
    if things and not page.lines:
        lines += _columns([_HEADS[:3], *(_cells(line)[:3] for line in things)])
    if len(page.inner) > _THINGS and not page.lines:
        lines.append(f"  and {len(page.inner) - _THINGS} more")
    return [*lines, *(f"  {note}" for note in _notes(page))]


def _title(page: Page) -> str:
    return f"{page.name}{f', {page.pulls} pulls a draw' if page.pulls > 1 else ''}"


def _wide(wide: TooWide) -> str:
    return f"too wide to reckon with: `{wide.variable}` takes {wide.count:,} values"


def _notes(page: Page) -> list[str]:
    """Return what a draw costs, and what its odds depend on."""
    costs = ", ".join(f"{number('en', amount)} {name}" for name, amount in page.costs)
    return [f"costs {costs}"] * bool(costs) + [f"depends on {', '.join(page.slots)}"] * bool(page.slots)


def _cells(line: Line) -> tuple[str, ...]:
    long_run = line.long_run
    return (
        line.name,
        _chance(float(line.next)),
        _NOTHING if long_run is None else _chance(long_run),
        number("en", round(line.mean, 2)) if line.mean else _NOTHING,
        *(str(each) if each is not None else _NOTHING for each in (line.half, line.nearly, line.certain)),
    )


def _chance(value: float) -> str:
    """Return a chance; what comes more than once a draw is counted."""
    return percent("en", value) if value <= 1 else f"{number('en', value)} a draw"


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    return ["  " + "  ".join(_aligned(row, widths)).rstrip() for row in rows]


def _aligned(row: tuple[str, ...], widths: list[int]) -> list[str]:
    first = row[0] + " " * (widths[0] - cells(row[0]))
    return [
        first,
        *(" " * (width - cells(text)) + text for text, width in zip(row[1:], widths[1:], strict=True)),
    ]


def markdown(pages: Sequence[Page]) -> str:
    """Return pages as Markdown tables."""
    return "\n\n".join("\n".join(_markdown(page)) for page in pages)


def _markdown(page: Page) -> list[str]:
    """Return a page as a table without empty columns, and below it a sentence for each note."""
    title = [f"## {_title(page)}", ""]
    if page.wide:
        return [*title, f"{_wide(page.wide)}."]
    found = [*map(_cells, page.lines or page.inner)]
    shown = [place for place in range(len(_HEADS)) if any(row[place] != _NOTHING for row in found)]
    rule = ("---", *(["---:"] * (len(_HEADS) - 1)))
    whole = (_HEADS, rule, *found) if found else ()
    rows = [f"| {' | '.join(row[place] for place in shown)} |" for row in whole]
    notes = [f"{note[:1].upper()}{note[1:]}." for note in _notes(page)]
    return [*title, *rows, *([""] * bool(rows and notes)), *notes]
