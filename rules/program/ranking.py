"""Rankings: by what players are put in order, and how one line of the table reads."""

from __future__ import annotations

from dataclasses import dataclass

from rules.expression.node import Node
from rules.program.view import Words

PERIODS = ("day", "week", "month")  # besides kinds that are ordered by a day


@dataclass(frozen=True, slots=True)
class Ranking:
    """Players in order of *by*, an expression of one of them, the greatest first.

    Scores are reckoned again at most every *refresh* ms. *line* knows the locals `place`, `player` and
    `score`. *keeps* is the period whose last table stays to be read, and *period* its number now.
    """

    name: str
    by: Node
    refresh: int
    line: Words
    keeps: str = ""
    period: Node | None = None
