"""A player's next draw and what is watched -> the exact chance that it brings so many of it, or more."""

from __future__ import annotations

from fractions import Fraction

from engine.distribution.layout import HITS
from engine.distribution.question import Question, TooWide, Watch
from engine.distribution.run import Prepared
from engine.odds.chain import Draw


def chance(draw: Draw, watch: Watch, copies: int = 1) -> Fraction | TooWide:
    """Return the chance of *copies* hits or more: what a rate is not, where a draw may bring several."""
    question = Question(watch=watch, most=copies)
    prepared = Prepared(draw.catalogue, draw.steps, question, draw.cells, draw.moment, draw.params)
    answer = prepared.run()
    if isinstance(answer, TooWide):
        return answer
    if HITS not in prepared.left:
        return Fraction(0)
    place = prepared.left.index(HITS)
    return sum((Fraction(mass) for key, mass in answer.states.items() if key[place] >= copies), Fraction(0))
