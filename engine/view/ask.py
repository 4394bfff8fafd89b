"""Expressions -> their values for a player, without a change: programs that only tell.

Whatever is shown is read by the executor that plays, so that a preview cannot disagree with what happens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.chance import CounterChance
from engine.outcome import Accepted, Refused, Said
from engine.player.run import Executor
from engine.state import State, code_of
from engine.view.voice import Value
from rules.expression.node import Node
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.node import Param, Phase, Program, Steps
from rules.program.walk import every

Told = tuple[str, dict[str, Value]]


@dataclass(frozen=True, slots=True)
class Situation:
    """Whom one asks about, when, and with what; parameters by code."""

    state: State
    moment: Moment
    params: Mapping[str, Any]


def telling(name: str, params: tuple[Param, ...], *phases: tuple[Phase, Steps]) -> Program:
    """Return a program for questions."""
    return Program(name, params, tuple((phase, steps) for phase, steps in phases if steps))


def settled(program: Program, *phases: tuple[Phase, Steps], lets: bool = True) -> Program:
    """Return a program for questions that are asked where *program* is settled and its lets are known."""
    let = program.phase("let") if lets else ()
    return telling(program.name, program.params, ("settle", program.phase("settle")), ("let", let), *phases)


def ask(executor: Executor, program: Program, situation: Situation) -> list[Told] | Refused:
    """Return what *program* tells, in order."""
    outcome = executor.play(program, situation.state, situation.params, CounterChance(), situation.moment)
    if isinstance(outcome, Refused):
        return outcome
    return said(program, outcome)


def said(program: Program, outcome: Accepted) -> list[Told]:
    """Return every text and view that was said, with its values."""
    types = nodes(program)
    return [
        (event.name, {name: Value.of(types[event.name, name], value) for name, value in event.values})
        for event in outcome.events
        if isinstance(event, Said)
    ]


_known: dict[int, tuple[Program, dict[tuple[str, str], Node]]] = {}  # by identity, so the program is held
_MOST = 4_096


def nodes(program: Program) -> Mapping[tuple[str, str], Node]:
    """Return the expression behind each value that a program tells, by text and placeholder."""
    known = _known.get(id(program))
    if known is None:
        if len(_known) >= _MOST:
            _known.clear()
        known = _known[id(program)] = program, _found(program)
    return known[1]


def _found(program: Program) -> dict[tuple[str, str], Node]:
    found: dict[tuple[str, str], Node] = {}
    for step in every(program.steps):
        name = getattr(step, "name", None)
        if isinstance(name, str):
            found |= {(name, key): node for key, node in getattr(step, "values", ())}
    return found


def codes(catalogue: Catalogue, values: Mapping[str, Value]) -> dict[str, Any]:
    """Return values as programs are called with them."""
    return {name: _code(catalogue, each) for name, each in values.items()}


def _code(catalogue: Catalogue, value: Value) -> Any:
    if value.type.name == "amounts":
        return {_asset(catalogue, slot, key): amount for slot, key, amount in value.value}
    if value.type.name in {"number", "text"} and value.value is not None:
        return value.value
    return code_of(catalogue, value.type, value.value)


def _asset(catalogue: Catalogue, slot: str, key: str | None) -> tuple[int, int]:
    family = catalogue.slot(slot)
    return family.index, catalogue.kinds[family.kind].codes[key] if key is not None else -1
