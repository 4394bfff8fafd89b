"""Numbers -> a chart of one line: a small bar for each, or for some of them together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TextIO

BLOCKS = "▁▂▃▄▅▆▇█"
PLAIN = "_.-:=+*#"  # where a terminal knows letters alone
WIDEST = 40


def blocks_of(stream: TextIO) -> str:
    """Return the bars that a stream can show."""
    try:
        BLOCKS.encode(stream.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return PLAIN
    return BLOCKS


def spark(values: Sequence[float], blocks: str, most: float | None = None) -> str:
    """Return the chart; a full bar is the greatest of all, or *most*."""
    shown = _together(values)
    top = max([*shown, 0]) if most is None else most
    return "".join(_block(value / top if top > 0 else 0, blocks) for value in shown)


def _block(share: float, blocks: str) -> str:
    return blocks[min(len(blocks) - 1, max(0, int(share * len(blocks))))]


def _together(values: Sequence[float]) -> list[float]:
    """Return at most `WIDEST` numbers, each the mean of neighbours."""
    count = min(len(values), WIDEST)
    ends = [len(values) * part // count for part in range(count + 1)] if count else []
    return [sum(values[begin:end]) / (end - begin) for begin, end in pairwise(ends)]
