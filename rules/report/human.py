"""Problems -> what a person reads: the line, a caret under what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rules.problem import Problem, Severity
from rules.report.cells import cells, visible
from rules.report.summary import summary
from rules.source import Place

WIDEST = 160
_HUES = {Severity.ERROR: "1;31", Severity.WARNING: "1;33"}
_FRAME = "34"
_BOLD = "1"


@dataclass(frozen=True, slots=True)
class _Ink:
    colour: bool

    def __call__(self, text: str, hue: str) -> str:
        return f"\x1b[{hue}m{text}\x1b[0m" if self.colour and text else text


@dataclass(frozen=True, slots=True)
class _Mark:
    place: Place
    sign: str
    label: str
    hue: str


def render(problems: Sequence[Problem], *, colour: bool = False, most: int = 50) -> str:
    """Return the first *most* problems with their lines, and a count of all."""
    ink = _Ink(colour)
    shown = [*map("\n".join, (_problem(problem, ink) for problem in _first(problems, most)))]
    if len(problems) > most:
        shown.append(f"and {len(problems) - most:,} more")
    return "\n\n".join([*shown, summary(problems)]) + "\n"


def _first(problems: Sequence[Problem], most: int) -> list[Problem]:
    """Return so many problems in their order; a warning never takes the room of an error."""
    graver = sorted(range(len(problems)), key=lambda at: not problems[at].is_error)
    return [problems[at] for at in sorted(graver[:most])]


def _problem(problem: Problem, ink: _Ink) -> Iterator[str]:
    hue = _HUES[problem.severity]
    marks = [
        _Mark(problem.place, "^", "", hue),
        *(_Mark(at, "-", label, _FRAME) for label, at in problem.related),
    ]
    gutter = len(str(max(mark.place.line for mark in marks)))
    said = ink(visible(problem.message), _BOLD)
    yield f"{ink(f'{problem.severity}[{problem.code}]', hue)}: {said}"
    yield f"{' ' * gutter}{ink('-->', _FRAME)} {visible(str(problem.place))}"
    yield f"{' ' * gutter} {ink('|', _FRAME)}"
    yield from _excerpts(problem.place, marks, gutter, ink)
    if problem.help:
        yield f"{' ' * gutter} {ink('=', _FRAME)} {ink('help', _BOLD)}: {visible(problem.help)}"


def _excerpts(main: Place, marks: list[_Mark], gutter: int, ink: _Ink) -> Iterator[str]:
    """Yield the marked lines of the problem's own file in order, then those of other files."""
    marks.sort(
        key=lambda mark: (mark.place.file != main.file, mark.place.file, mark.place.line, mark.place.column)
    )
    file, last = main.file, 0
    for mark in marks:
        place = mark.place
        if place.file != file:
            yield f"{' ' * gutter}{ink(':::', _FRAME)} {visible(str(place))}"
        elif last and place.line > last + 1:
            yield ink("...", _FRAME)
        if place.file != file or place.line != last:
            yield f"{ink(str(place.line).rjust(gutter), _FRAME)} {ink('|', _FRAME)} {_line(place)}".rstrip()
        yield f"{' ' * gutter} {ink('|', _FRAME)} {_underline(mark, ink)}"
        file, last = place.file, place.line


def _window(place: Place) -> tuple[int, str, str]:
    """Return where the shown part of a line begins, the part, and what stands before it."""
    line = place.source.line(place.line)
    if cells(line) <= WIDEST:
        return 0, line, ""
    start = max(0, min(place.column - WIDEST // 2, len(line) - WIDEST))
    return start, line[start : start + WIDEST], "…" if start else ""


def _line(place: Place) -> str:
    start, part, lead = _window(place)
    cut = start + len(part) < len(place.source.line(place.line))
    return lead + visible(part) + ("…" if cut else "")


def _underline(mark: _Mark, ink: _Ink) -> str:
    start, part, lead = _window(mark.place)
    span = mark.place.span
    first = max(0, span.column - 1 - start)
    last = span.end_column - 1 - start if span.end_line == span.line else len(part)
    width = max(1, cells(part[first:last].rstrip()))
    label = f" {visible(mark.label)}" if mark.label else ""
    return " " * cells(lead + part[:first]) + ink(mark.sign * width + label, mark.hue)
