"""States of a player -> how many of each mark and asset a draw gives: now, and in the long run."""

from __future__ import annotations

from fractions import Fraction

from engine.distribution.layout import add, cell
from engine.distribution.question import Distribution, Mass, Question, Seen, TooWide
from engine.distribution.run import Prepared
from engine.odds.chain import Chain, Draw
from engine.odds.stationary import ROUNDING, ROUNDINGS_BEFORE, Stationary, stationary

Rates = dict[Seen, Mass]


def per_draw(draw: Draw) -> Rates | TooWide:
    """Return the expected numbers of the player's next draw, as rationals."""
    prepared = _prepared(draw, Question(rates=True))
    return _expected(prepared, {prepared.start(): Fraction(1)})


def in_the_long_run(draw: Draw, chain: Chain, known: Stationary | None = None) -> Rates | TooWide:
    """Return the expected numbers of one draw among very many; rationals if the chain is of rationals.

    *known*: the shares of the chain's states, if they have been worked out.
    """
    prepared = _prepared(draw, Question(rates=True, exact=chain.exact))
    states, begin = Distribution(), prepared.starter([cell(slot) for slot in chain.slots])
    for state, share in zip(chain.states, (known or shares(chain)).shares, strict=True):
        if share:
            add(states, begin(0, state), share)
    return _expected(prepared, states)


def rounded(known: Stationary) -> float:
    """Return by what part a long-run rate may be off: its states' shares, and adding them up."""
    more = (len(known.shares) + ROUNDINGS_BEFORE + 2) * ROUNDING
    return known.error + more if known.error else 0.0


def shares(chain: Chain) -> Stationary:
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
