"""An action or a table, and what it is asked with -> its draw, ready to be rolled or reckoned with."""

from __future__ import annotations

from dataclasses import dataclass

from cli.chances.marked import marked
from cli.exit import UsageProblem
from cli.state import moment_of, pairs, state_as
from engine.distribution.together import together
from engine.odds.chain import Draw
from engine.outcome import Refused
from engine.request import read_params
from engine.state import State
from rules.program.moment import Moment
from rules.program.node import Steps
from rules.ruleset import Ruleset
from rules.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Asked:
    """What is drawn, by whom, and what it costs."""

    name: str
    draw: Draw
    cost: Steps = ()


def asked(ruleset: Ruleset, name: str, state: State, moment: Moment, given: str = "") -> Asked:
    """Return the draw of a table or an action, for this player."""
    name = name.removeprefix("tables.").removeprefix("actions.")
    if name in ruleset.tables and not given:
        return Asked(name, Draw(ruleset.catalogue, ruleset.tables[name], state.cells, moment))
    if name in ruleset.programs:
        return _action(ruleset, name, state, moment, given)
    raise UsageProblem(_missing(ruleset, name))


def _action(ruleset: Ruleset, name: str, state: State, moment: Moment, given: str) -> Asked:
    program = ruleset.programs[name]
    values = read_params(ruleset.catalogue, program, dict(pairs(given)), state)
    if isinstance(values, Refused):
        raise UsageProblem(unfit(ruleset, name, values))
    if together(program.phase("do")) is not None:
        raise UsageProblem(f"`{name}` is for several players; ask for the table that it draws")
    before = (*program.phase("settle"), *program.phase("let"))
    steps = marked((*before, *program.phase("do")))
    return Asked(
        name, Draw(ruleset.catalogue, steps, state.cells, moment, values), (*before, *program.phase("cost"))
    )


def unfit(ruleset: Ruleset, name: str, refused: Refused) -> str:
    """Return what is wrong with the parameters of an action, and what to write instead."""
    written = example(ruleset, name)
    return f"{refused.message}; {f'write `--with {written}`' if written else 'leave `--with` out'}"


def example(ruleset: Ruleset, name: str) -> str:
    """Return parameters that an action may be asked with, as `--with` wants them."""
    parts = []
    for param in ruleset.programs[name].params:
        kind = ruleset.catalogue.kinds.get(param.type.kind)
        parts.append(f"{param.name}={kind.ids[0] if kind and kind.ids else 1}")
    return ",".join(parts)


def _missing(ruleset: Ruleset, name: str) -> str:
    declared = ruleset.definitions.tables
    if name in declared:
        users = ", ".join(f"`{each}`" for each in ruleset.programs)
        return f"the table `{name}` has parameters: ask for an action that draws it, of {users}"
    hint = did_you_mean(name, [*ruleset.tables, *ruleset.programs])
    tables = ", ".join(f"`{each}`" for each in ruleset.tables) or "none"
    return f"there is no table or action called `{name}`; {hint or f'tables: {tables}'}"


def player(ruleset: Ruleset, written: str, now: int) -> tuple[State, Moment]:
    """Return the player that `--as` describes."""
    moment = moment_of(ruleset.catalogue, now)
    return state_as(ruleset.catalogue, written, moment), moment
