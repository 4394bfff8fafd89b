"""A ruleset -> a page for all that a player can draw: actions in each way, then the tables that are left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import inf, prod

from cli.asked import Asked, asked, example
from cli.chances.called import Called
from cli.chances.marked import rolls
from cli.chances.page import Page, page
from engine.distribution.question import MOST_STATES
from engine.state import State
from engine.view.measure import whole
from rules.expression.scalar import ScalarCode
from rules.program.moment import Moment
from rules.program.node import Emit, Param, Phase, Program, Require
from rules.program.social import offers_in
from rules.program.walk import Walker, every
from rules.ruleset import Ruleset

_RUN: tuple[Phase, ...] = ("settle", "let", "do")
_MOST = 2_000  # states of an action without a table: what most of them hang on grows without end
MOST_WAYS = 12  # in which an action may be asked; of more, one has to be asked for


def drawn(called: Called, state: State, moment: Moment, *, deep: bool = False) -> Iterator[Page]:
    """Yield a page for each way in which an action draws, and for each table that none of them draws.

    *deep*: also when each thing first comes.
    """
    ruleset = called.voice.ruleset
    shown = set[str]()
    for program in ruleset.programs.values():
        if offers_in(program):  # what several players do has no odds of one; the tables that it draws have
            continue
        marks = _marks(program)
        shown |= {mark.rpartition(".")[0] for mark in marks}
        if marks or (program.who == "player" and any(map(rolls, map(program.phase, _RUN)))):
            yield from _action(called, program, (state, moment), deep=deep)
    for name in ruleset.tables:
        if name not in shown:
            yield replace(
                page(asked(ruleset, name, state, moment), called, deep=deep), title=name.replace("_", " ")
            )


def _marks(program: Program) -> set[str]:
    return {
        step.name
        for _, steps in program.phases
        for step in every(steps)
        if isinstance(step, Emit) and step.event == "drawn"
    }


def _action(called: Called, program: Program, who: tuple[State, Moment], *, deep: bool) -> Iterator[Page]:
    ruleset, (state, moment) = called.voice.ruleset, who
    summary, title = called.voice.summary(program.name), program.name.replace("_", " ")
    ways = {param.name: _values(ruleset, param) for param in program.params}
    if not all(ways.values()) or prod(map(len, ways.values())) > MOST_WAYS:
        names = [name.replace("_", " ") for name, values in ways.items() if len(values) != 1]
        note = f"its odds hang on which {' and '.join(names)} {'is' if len(names) == 1 else 'are'} chosen"
        command = f"`reve odds {program.name} --with {example(ruleset, program.name)}`"
        yield Page(program.name, title=title, summary=summary, note=note, ask=command)
        return
    most = MOST_STATES if _marks(program) else _MOST
    for values in product(*ways.values()):
        given = dict(zip(ways, values, strict=True))
        made = asked(ruleset, program.name, state, moment, ",".join(f"{k}={v}" for k, v in given.items()))
        if _allowed(ruleset, program, made, moment):
            words = [_word(called, param, given[param.name]) for param in program.params]
            yield replace(
                page(made, called, deep=deep, most=most),
                title=": ".join([title, *words]),
                summary=summary,
                way=", ".join(words),
                given=_written(given),
            )


def _written(given: Mapping[str, str]) -> str:
    return ",".join(f"{name}={value}" for name, value in given.items())


def _values(ruleset: Ruleset, param: Param) -> list[str]:
    """Return what may be given: every record of a kind, the least number; nothing where nobody can say."""
    kind = ruleset.catalogue.kinds.get(param.type.kind)
    if param.type.name == "record" and kind is not None:
        return list(kind.ids)
    if param.type.name == "int" and (param.default is not None or abs(param.type.lo) < inf):
        return [str(param.default if param.default is not None else int(param.type.lo))]
    return []


def _word(called: Called, param: Param, value: str) -> str:
    if param.type.name == "record":
        return called.record(param.type.kind, value)
    return f"{param.name.replace('_', ' ')} {whole(called.voice.locale, int(value))}"


def _allowed(ruleset: Ruleset, program: Program, made: Asked, moment: Moment) -> bool:
    """Tell whether anybody may ask with these parameters now, such as for one whose days are over."""
    walker, code = Walker(ruleset.catalogue), ScalarCode(ruleset.catalogue)
    names = tuple(param.name for param in program.params)
    values = [made.draw.params[name] for name in names]
    for _, steps in program.phases:
        for step in every(steps):
            for row in step.rows if isinstance(step, Require) else ():
                reads = walker.reads(row.test)
                known = row.reason.startswith("params.") and not reads.slots and reads.locals <= set(names)
                if known and not code.function(row.test, names)(made.draw.cells, moment, *values):
                    return False
    return True
