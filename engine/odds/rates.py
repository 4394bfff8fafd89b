"""States of a player -> how many of each mark and asset a draw gives: now, and in the long run."""

from __future__ import annotations

from fractions import Fraction

from engine.distribution.layout import add, cell
from engine.distribution.question import Distribution, Mass, Question, Seen, TooWide
from engine.distribution.run import Prepared
from engine.odds.chain import Chain, Draw
from engine.odds.stationary import stationary

Rates = dict[Seen, Mass]


def per_draw(draw: Draw) -> Rates | TooWide:
    """Return the expected numbers of the player's next draw, as rationals."""
    prepared = _prepared(draw, Question(rates=True))
    return _expected(prepared, {prepared.start(): Fraction(1)})


def in_the_long_run(draw: Draw, chain: Chain) -> Rates | TooWide:
    """Return the expected numbers of one draw among very many; rationals if the chain is of rationals."""
    prepared = _prepared(draw, Question(rates=True, exact=chain.exact))
    states = Distribution()
    for state, share in zip(chain.states, shares(chain), strict=True):
        if share:
            add(states, prepared.start(0, dict(zip(map(cell, chain.slots), state, strict=True))), share)
    return _expected(prepared, states)


def shares(chain: Chain) -> list[Mass]:
    """Return how often the chain is in each state in the long run."""
    rows = []
    for row in chain.rows:
        found: dict[int, Mass] = {}
        for (to, _), chance in row.items():
            found[to] = found.get(to, 0) + chance
        rows.append(found)
    return stationary(rows)


def _prepared(draw: Draw, question: Question) -> Prepared:
    return Prepared(draw.catalogue, draw.steps, question, draw.cells, draw.moment, draw.params)


def _expected(prepared: Prepared, states: Distribution) -> Rates | TooWide:
    answer = prepared.run(states)
    if isinstance(answer, TooWide):
        return answer
    return {seen: amount for (_, seen), amount in answer.expected.items()}
