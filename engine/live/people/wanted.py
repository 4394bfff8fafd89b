"""A player -> the notices that there are, and whether he wants each; the action by which he says so."""

from __future__ import annotations

from typing import NamedTuple

from engine.chance import CounterChance
from engine.live.active import Active
from engine.live.objects import Sight
from engine.outcome import Accepted
from engine.state import State
from rules.program.node import Param, Program

_NO_LUCK = CounterChance()


class Switch(NamedTuple):
    """A players' action that turns a notice on and off: its name, and what its two parameters are called."""

    action: str
    notice: str
    on: str


def wants(active: Active, sight: Sight) -> dict[str, bool]:
    """Return for each notice of a game whether a player wants it, as things stand."""
    program = active.ruleset.notices
    if program is None:
        return {}
    param, state = program.params[0], State(active.ruleset.catalogue, sight.cells)
    kind = active.ruleset.catalogue.kinds[param.type.kind]
    return {
        id_: isinstance(
            active.executor.play(program, state, {param.name: code}, _NO_LUCK, sight.moment), Accepted
        )
        for id_, code in kind.codes.items()
    }


def kind_of(active: Active) -> str:
    """Return the kind of a game's notices; nothing where it has none."""
    return active.ruleset.notices.params[0].type.kind if active.ruleset.notices is not None else ""


def switch(active: Active) -> Switch | None:
    """Return the action of players that takes a notice, a truth and nothing else."""
    kind = kind_of(active)
    for program in active.ruleset.programs.values() if kind else ():
        found = _switch(program, kind)
        if found is not None and program.who == "player":
            return found
    return None


def _switch(program: Program, kind: str) -> Switch | None:
    by_type: dict[str, Param] = {each.type.name: each for each in program.params}
    if len(program.params) != len(Switch._fields) - 1 or by_type.keys() != {"record", "bool"}:
        return None
    notice = by_type["record"]
    return Switch(program.name, notice.name, by_type["bool"].name) if notice.type.kind == kind else None
