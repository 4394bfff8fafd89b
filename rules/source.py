"""A file's text -> places in it, counted as an editor counts them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

_BREAK = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Span:
    """Where something begins and ends: lines and columns from 1, in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A text and the name of its file, as its author is shown it."""

    file: str
    text: str
    _starts: list[int] = field(default_factory=list, init=False, repr=False)

    @property
    def starts(self) -> list[int]:
        """Return the offset at which each line begins; counted once, when first asked for."""
        if not self._starts:
            self._starts.extend((0, *(match.end() for match in _BREAK.finditer(self.text))))
        return self._starts

    @property
    def lines(self) -> list[str]:
        """Return the lines without their breaks."""
        return [self.line(number) for number in range(1, len(self.starts) + 1)]

    def line(self, number: int) -> str:
        """Return line *number*, from 1, without its break; a line that does not exist is empty."""
        starts = self.starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column of the character at *offset*."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return how many characters stand before *column* of *line*."""
        starts = self.starts
        line = max(1, min(line, len(starts)))
        return min(starts[line - 1] + column - 1, len(self.text))

    def place(self, start: int, end: int) -> Place:
        """Return the place from offset *start* to offset *end*."""
        return Place(self, Span(*self.position(start), *self.position(max(start, end))))


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a source: what a message points at."""

    source: Source
    span: Span

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def file(self) -> str:
        """Return the file as its author is shown it."""
        return self.source.file

    @property
    def line(self) -> int:
        """Return the first line."""
        return self.span.line

    @property
    def column(self) -> int:
        """Return the first column."""
        return self.span.column

    @property
    def text(self) -> str:
        """Return the text that stands there."""
        span = self.span
        start = self.source.offset(span.line, span.column)
        return self.source.text[start : self.source.offset(span.end_line, span.end_column)]

    def within(self, offset: int, length: int) -> Place:
        """Return the place of *length* characters at *offset* of the value of the scalar that stands here.

        What escapes or folding would blur falls back to the whole scalar.
        """
        span = self.span
        if span.line != span.end_line:
            return self
        origins = _origins(self.text)
        if origins is None or not 0 <= offset <= offset + length < len(origins):
            return self
        start = span.column + origins[offset]
        end = span.column + origins[offset + length]
        return Place(self.source, Span(span.line, start, span.line, end))


def _origins(written: str) -> range | list[int] | None:
    """Return, for each character of a one-line scalar's value and for its end, where it is *written*."""
    if written[:1] in {"|", ">"} or (written[:1] == '"' and "\\" in written):
        return None
    if written[:1] == '"':
        return range(1, len(written))
    if written[:1] != "'":
        return range(len(written) + 1)
    origins, at = [], 1
    while at < len(written) - 1:
        origins.append(at)
        at += 2 if written[at] == "'" else 1
    return [*origins, at]
