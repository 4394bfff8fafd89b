"""An action -> what it takes and gives on average, for each choice of its parameters, exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from typing import Any

from engine.distribution.question import Gain, Loss, Mass, Question, Seen, TooWide
from engine.distribution.together import together
from engine.odds.chain import Draw, build, lasting
from engine.odds.pull import pulls
from engine.odds.rates import in_the_long_run, per_draw
from engine.state import State
from rules.check.exchange import MOST_CASES, case_words, cases, spoken
from rules.check.pool import static
from rules.define.form import entry, items, scalar_text
from rules.expression.scalar import ScalarCode
from rules.program.moment import Moment
from rules.program.node import Program, Require
from rules.ruleset import Ruleset

MOST_STATES = 500  # of a chain in rationals: what comes in the long run is worked out exactly
PLENTY = 100  # of everything that a rich player holds


@dataclass(frozen=True, slots=True)
class Exchange:
    """What an action changes on average with *case* as its parameters, by the names of assets."""

    action: str
    case: str
    net: Mapping[str, Fraction]


def exchanges(
    ruleset: Ruleset, action: str, states: tuple[State, ...], moment: Moment
) -> Iterator[Exchange | TooWide]:
    """Yield what an action exchanges, each different way once; for a player in each of the *states*."""
    program, told = ruleset.programs[action], set[frozenset[tuple[str, Fraction]]]()
    if together(program.steps) is not None:  # what is put or handed is another's before or afterwards
        return
    possible = [*islice(cases(program, ruleset.catalogue), MOST_CASES + 1)]
    if len(possible) > MOST_CASES:
        yield TooWide(action, len(possible), MOST_CASES)
        return
    allowed = _allowed(ruleset, program)
    for case in possible:
        for state in states if allowed(case) else ():
            net = _net(ruleset, program, Draw(ruleset.catalogue, (), state.cells, moment, case))
            if isinstance(net, TooWide):
                yield net
                return
            if net and frozenset(net.items()) not in told:
                told.add(frozenset(net.items()))
                yield Exchange(action, case_words(program, case, ruleset.catalogue), net)


def players(state: State) -> tuple[State, ...]:
    """Return a player with what is given, and one who has plenty of all besides: prices may hang on that."""
    cells = list(state.cells)
    for slot in state.catalogue.slots:
        if slot.asset and slot.scope == "player":
            most = int(min(slot.type.hi, PLENTY))
            codes = range(len(state.catalogue.kinds[slot.kind].ids)) if slot.kind else ()
            held = {code: max(most, cells[slot.index].get(code, 0)) for code in codes}
            cells[slot.index] = held if slot.kind else max(most, cells[slot.index])
    return state, replace(state, cells=cells)


def _allowed(ruleset: Ruleset, program: Program) -> Callable[[Mapping[str, Any]], bool]:
    """Return what tells whether parameters are such as the action takes, whoever the player is."""
    code = ScalarCode(ruleset.catalogue)
    rows = [row for step in program.phase("params") if isinstance(step, Require) for row in step.rows]
    names = tuple(param.name for param in program.params)
    tests = [code.function(row.test, names) for row in rows if static(row.test, ruleset.catalogue)]
    cells = State.empty(ruleset.catalogue).cells

    def allowed(case: Mapping[str, Any]) -> bool:
        return all(test(cells, Moment(0, 0), *(case[name] for name in names)) for test in tests)

    return allowed


def _net(ruleset: Ruleset, program: Program, draw: Draw) -> dict[str, Fraction] | TooWide:
    let = program.phase("let")
    paid = per_draw(replace(draw, steps=(*let, *program.phase("cost"))))
    whole = replace(draw, steps=(*let, *program.phase("do")))
    brought = _long_run(whole)
    if isinstance(brought, TooWide) and brought.variable not in _counters(ruleset):
        brought = per_draw(whole)  # there is no long run of what never is the same again
    if isinstance(paid, TooWide):
        return paid
    if isinstance(brought, TooWide):
        return brought
    found: dict[str, Fraction] = {}
    for rates in (paid, brought):
        for seen, amount in rates.items():
            if isinstance(seen, Gain | Loss) and amount:
                name = spoken((seen.slot, seen.code), ruleset.catalogue)
                more = Fraction(amount) * (1 if isinstance(seen, Gain) else -1)
                found[name] = found.get(name, Fraction(0)) + more
    return {name: amount for name, amount in found.items() if amount}


def _counters(ruleset: Ruleset) -> frozenset[str]:
    """Return the variables that count for guarantees: who draws very often meets those."""
    rows = (row for table in ruleset.definitions.tables.values() for row in items(entry(table, "guarantees")))
    return frozenset(
        ruleset.definitions.current("variables", scalar_text(entry(row, "counter"))) for row in rows
    )


def _long_run(draw: Draw) -> dict[Seen, Mass] | TooWide:
    """Return what comes of it on average where it is done very often, so that guarantees are met."""
    asked = Question(rates=True)
    pull = pulls(draw, asked)
    chain = build(pull.draw, replace(asked, slots=lasting(pull.draw, asked), rates=False), MOST_STATES)
    if isinstance(chain, TooWide):
        return chain
    rates = in_the_long_run(pull.draw, chain)
    return rates if isinstance(rates, TooWide) else {seen: rate * pull.times for seen, rate in rates.items()}
