"""Lines -> their picture, each told apart by how it is broken, its marks and the name at its end."""

from __future__ import annotations

from html import escape

from cli.picturing import sign
from cli.picturing.frame import BOTTOM, LEFT, RIGHT, TOP, Frame, day_ticks
from cli.picturing.labels import Label, labels
from cli.picturing.scale import Scale, percent
from cli.picturing.svg import QUIET, Place, path, tag
from engine.lab.chart.form import Line, Lines

MARKS = 6  # on a line


def lines(chart: Lines) -> str:
    """Return the inside of the picture."""
    first, last = chart.lines[0].places[0][0], chart.lines[0].places[-1][0]
    across = Scale(first, last if last > first else first + 1, LEFT, RIGHT)
    up = Scale(0, 1, BOTTOM, TOP)
    drawn = [_line(line, number, across, up) for number, line in enumerate(chart.lines)]
    return "".join(
        [
            _frame(chart, across, up)(chart.caption.across, chart.caption.up),
            _even(across, up) if chart.even else "",
            *reversed(drawn),
            labels(
                [_label(chart, line, number, up) for number, line in enumerate(chart.lines)],
                RIGHT,
                TOP,
                BOTTOM - 8,
            ),
        ]
    )


def _frame(chart: Lines, across: Scale, up: Scale) -> Frame:
    if chart.even:
        return Frame(across, up, percent, percent, (0, 0.25, 0.5, 0.75, 1))
    return Frame(across, up, lambda day: f"{day:.0f}", percent, day_ticks(int(across.high)))


def _even(across: Scale, up: Scale) -> str:
    line = path([(across(0), up(0)), (across(1), up(1))])
    return tag("path", d=line, class_="rule-all", stroke=QUIET, stroke_dasharray="1 3", stroke_width=1.2)


def _line(line: Line, number: int, across: Scale, up: Scale) -> str:
    places = [(across(x), up(y)) for x, y in line.places]
    stroke = tag(
        "path",
        d=path(places if len(places) > 1 else [*places, (across.end, places[0][1])]),
        class_=f"line {sign.hue(number)}",
        fill="none",
        stroke=sign.colour(number),
        stroke_width=2.4 if number == 0 else 1.8,
        stroke_dasharray=sign.dash(number),
        stroke_linejoin="round",
    )
    marks = (sign.marker(number, place) for place in _marked(places, number))
    return tag(
        "g",
        f"<title>{escape(line.name)}: {escape(line.note)}</title>",
        stroke,
        *marks,
        class_="series",
        data_name=line.name,
        data_sign=f"{sign.dash(number) or 'whole'} {sign.mark(number)}",
    )


def _marked(places: list[Place], number: int) -> list[Place]:
    """Return the places that have a mark: some, not where another line has them, and the last."""
    step = max(1, len(places) // MARKS)
    return [*places[number % step : -1 : step], places[-1]]


def _label(chart: Lines, line: Line, number: int, up: Scale) -> Label:
    stroke = tag(
        "path",
        d="M-8 0H8",
        class_=f"line {sign.hue(number)}",
        stroke=sign.colour(number),
        stroke_width=2.0,
        stroke_dasharray=sign.dash(number),
    )
    end = line.places[-1][1] if not chart.even else 1 - (number + 0.5) / len(chart.lines)
    return Label(line.name, up(end), stroke + sign.marker(number, (0, 0)), line.note, linked=not chart.even)
