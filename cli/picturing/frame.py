"""Scales and what they count -> axes, ticks and lines across a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cli.picturing.scale import Scale
from cli.picturing.svg import QUIET, RULE, path, tag, words

WIDTH, HEIGHT = 420.0, 262.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, 300.0, 22.0, 222.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Two scales, and how their ticks are written; *across* has ticks at *at*."""

    across: Scale
    up: Scale
    write_across: Callable[[float], str]
    write_up: Callable[[float], str]
    at: tuple[float, ...]
    ticks: int = 4
    shift: float = 0.0  # by how much what is written at a tick lies beside its place

    def __call__(self, across_name: str = "", up_name: str = "") -> str:
        """Return the frame."""
        return "".join([*self._rules(), *self._ticks(), *self._names(across_name, up_name)])

    def _rules(self) -> list[str]:
        parts = []
        for value in self.up.ticks(self.ticks):
            y = self.up(value)
            line = path([(self.across.begin, y), (self.across.end, y)])
            nought = abs(value) < 1e-12  # noqa: PLR2004 - a sum of steps is not quite nought
            parts += [
                tag("path", d=line, class_="axis" if nought else "rule", stroke=QUIET if nought else RULE),
                words(self.across.begin - 5, y + 3.4, self.write_up(value), kind="tick", anchor="end"),
            ]
        return parts

    def _ticks(self) -> list[str]:
        return [
            words(
                self.across(value) + self.shift,
                self.up.begin + 14,
                self.write_across(value),
                kind="tick",
                anchor="middle",
            )
            for value in self.at
        ]

    def _names(self, across_name: str, up_name: str) -> list[str]:
        middle = (self.across.begin + self.across.end) / 2
        parts = [words(middle, self.up.begin + 31, across_name, kind="note", anchor="middle")]
        return [*parts, words(2.0, self.up.end - 9, up_name, kind="note")] if up_name else parts


def day_ticks(days: int, about: int = 6) -> tuple[int, ...]:
    """Return some days from 1 on, round ones, at most *about* and the first."""
    if days <= about:
        return tuple(range(1, days + 1))
    whole = Scale(0, days, 0, 1).ticks(about, whole=True)
    return (1, *(int(day) for day in whole if day > days / (2 * about) and day > 1))
