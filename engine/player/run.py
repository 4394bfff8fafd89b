"""A program, a state, parameters, luck and a moment -> an outcome, for one player."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from weakref import finalize

from engine.chance import Chance
from engine.outcome import Outcome
from engine.player.assemble import Act, compile_program
from engine.state import State
from rules.expression.scalar import ScalarCode
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.node import Program


class Executor:
    """Run programs of one catalogue; each is compiled when it is first asked for, and kept."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Begin with nothing compiled."""
        self.catalogue = catalogue
        self.code = ScalarCode(catalogue, remembers=True)
        # By identity: the program is held, so that no other can take its place.
        self._compiled: dict[int, tuple[Program, Act]] = {}
        # A function keeps its namespace, which keeps the function: the ring is cut with the last player.
        finalize(self, self.code.names.space.clear).atexit = False

    def play(
        self,
        program: Program,
        state: State,
        params: Mapping[str, Any],
        chance: Chance,
        moment: Moment,
        coordinate: int = 0,
    ) -> Outcome:
        """Run *program* with parameters by code; its luck begins at *coordinate* (`rules.site.start`)."""
        found = self._compiled.get(id(program))
        act = found[1] if found else self.compile(program)
        return act(state, state.cells, params, moment, chance, coordinate)

    def compile(self, program: Program) -> Act:
        """Return the function of a program, which is at hand from now on."""
        act = compile_program(self.code, program)
        self._compiled[id(program)] = program, act
        return act


def play(
    catalogue: Catalogue,
    program: Program,
    state: State,
    params: Mapping[str, Any],
    chance: Chance,
    moment: Moment,
    coordinate: int = 0,
) -> Outcome:
    """Run one program once; who runs many keeps an `Executor`."""
    return Executor(catalogue).play(program, state, params, chance, moment, coordinate)
