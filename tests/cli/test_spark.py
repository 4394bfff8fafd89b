"""Numbers and charts -> lines of a terminal."""

from __future__ import annotations

import io

import pytest

from cli.simulating.spark import BLOCKS, PLAIN, WIDEST, blocks_of, spark
from cli.simulating.trend import trends
from engine.lab.chart.sections import sections
from tests.engine.lab.chart.made import made


@pytest.mark.parametrize(
    ("values", "most", "expected"),
    [
        ((0, 1, 2, 4), None, "▁▃▅█"),
        ((0.0, 0.0), None, "▁▁"),
        ((0.5, 1.0), 1, "▅█"),
        ((-3, 8), None, "▁█"),
        ((), None, ""),
    ],
)
def test_a_bar_is_as_high_as_its_share_of_the_greatest(
    values: tuple[float, ...], most: float | None, expected: str
) -> None:
    assert spark(values, BLOCKS, most) == expected


def test_many_numbers_are_drawn_together() -> None:
    line = spark([0] * 180 + [9] * 180, BLOCKS)
    assert line == "▁" * (WIDEST // 2) + "█" * (WIDEST // 2)


@pytest.mark.parametrize(
    ("encoding", "blocks"), [("utf-8", BLOCKS), ("ascii", PLAIN), ("latin-1", PLAIN), ("none such", PLAIN)]
)
def test_a_terminal_that_knows_letters_alone_gets_letters(encoding: str, blocks: str) -> None:
    class Stream(io.StringIO):
        @property
        def encoding(self) -> str:  # type: ignore[override]
            return encoding

    assert blocks_of(Stream()) == blocks


def test_the_most_telling_charts_are_lines() -> None:
    assert trends(sections(made(), {"gold"}, {"frog": 5}), PLAIN) == [
        "each day, from the first to the last",
        "  Who comes                            keen   #*          100% to 75%",
        "                                       idle   -_          25% to 0%",
        "  level of a player                    keen   =#          1 to 2",
        "                                       idle   __          0 to 0",
        "  gold: made and spent                 made   #+          6 to 4",
        "                                       spent  #=          2 to 1",
        "  gold: held by a player               keen   =#          6 to 10.0",
        "                                       idle   #_          2 to 0",
        "  since_shiny: misses before the drop         .__-_____#  half by 9, nine in ten by 9",
    ]


def test_nobody_has_no_chart() -> None:
    assert trends((), BLOCKS) == []


def test_assets_without_a_chart_are_named_at_the_end() -> None:
    found = sections(made(), {"gold"}, {"frog": 5})
    assert trends(found, PLAIN, ("rope", "wood"))[-1] == "  not drawn here: rope, wood"
