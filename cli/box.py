"""What is shown -> a box of terminal cells."""

from __future__ import annotations

from collections.abc import Iterator

from engine.view.shown import Row, Shown
from rules.report.cells import cells, visible

NARROWEST = 24
WIDEST = 100


def box(shown: Shown, page: str = "") -> str:
    """Return a framed view; *page* says which page of how many, where there are several."""
    blocks = [block for block in _blocks(shown) if block]
    title = visible(shown.title)
    inner = [line for block in blocks for line in block]
    width = min(WIDEST, max([NARROWEST, cells(title) + 2, cells(page) + 2, *map(cells, inner)]))
    lines = [_edge("╭", "╮", width, title, left=True)]
    for number, block in enumerate(blocks):
        lines += ["├" + "─" * (width + 2) + "┤"] * bool(number)
        lines += [f"│ {_padded(part, width)} │" for line in block for part in _wrapped(line, width)]
    return "\n".join([*lines, _edge("╰", "╯", width, page, left=False)])


def _blocks(shown: Shown) -> Iterator[list[str]]:
    """Yield what stands between the lines of the frame; colours are for faces that have them."""
    yield [visible(line) for line in (*shown.text.splitlines(), shown.alt if shown.image else "") if line]
    yield _table(shown.rows)
    yield [_line(shown, number, line) for number, line in enumerate(shown.lines)]
    yield [f"[{visible(button.label)}]" for button in shown.buttons if button.line is None]


def _line(shown: Shown, number: int, line: str) -> str:
    """Return a line of the list, with what can be done with its record."""
    beside = (f"[{visible(button.label)}]" for button in shown.buttons if button.line == number)
    return "  ".join((visible(line), *beside))


def _edge(first: str, last: str, width: int, text: str, *, left: bool) -> str:
    if not text:
        return first + "─" * (width + 2) + last
    bar = "─" * (width - cells(text) - 1)
    return f"{first}─ {text} {bar}{last}" if left else f"{first}{bar} {text} ─{last}"


def _table(rows: tuple[Row, ...]) -> list[str]:
    width = max((cells(visible(row.label)) for row in rows), default=0)
    return [line for row in rows for line in _row(row, width)]


def _row(row: Row, width: int) -> Iterator[str]:
    label = visible(row.label)
    if not row.odds:
        yield f"{_padded(label, width)}  {visible(row.value)}"
        return
    widest = max(cells(visible(chance)) for _, chance in row.odds)
    for number, (name, chance) in enumerate(row.odds):
        shown = " " * (widest - cells(visible(chance))) + visible(chance)
        yield f"{_padded(label if number == 0 else '', width)}  {shown}  {visible(name)}"


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - cells(text))


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Yield a line in parts that fit, broken between words where that is possible."""
    if cells(text) <= width:
        yield text
        return
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and cells(longer) > width:
            yield line
            longer = word
        while cells(longer) > width:
            cut = _fitting(longer, width)
            yield longer[:cut]
            longer = longer[cut:]
        line = longer
    yield line


def _fitting(text: str, width: int) -> int:
    """Return how many characters fit."""
    count = len(text)
    while count > 1 and cells(text[:count]) > width:
        count -= 1
    return count
