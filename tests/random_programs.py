"""A seed -> a random catalogue, program and players: every primitive and every expression, well typed.

Nothing faults but in one program of ten; some commands are refused, many of them after rolls and writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from engine.state import State
from rules.expression.node import Local
from rules.expression.type import integer, record
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.node import Param, Phase, Program, Steps
from tests.generated.catalogue import random_names
from tests.generated.formulas import add_formulas
from tests.generated.players import random_moments, random_params, random_states
from tests.generated.reactions import Stepping

PLAYERS = 200
FAULTY = 10  # one program in so many may fault


@dataclass(frozen=True, slots=True)
class Made:
    """A program and who asks for it: a state, a moment and parameters for each player."""

    catalogue: Catalogue
    program: Program
    states: list[State]
    moments: list[Moment]
    params: dict[str, list[int]]
    seed: int
    faulty: bool


def random_program(chance: Random, *, faulty: bool = False) -> tuple[Catalogue, Program]:
    """Return a catalogue and a program over it."""
    names = random_names(chance)
    add_formulas(chance, names)
    params = Param("count", integer(0, 5)), Param("which", record("tool")), Param("kind", record("gem"))
    steps = Stepping(chance, names, faulty=faulty)
    steps.see.locals.extend(Local(param.type, param.name) for param in params)
    phases: tuple[tuple[Phase, Steps], ...] = (
        ("attempt", steps.assign(0)),
        ("require", steps.require(0)),
        ("do", steps.open(3, 5)),
        ("react", steps.sweep() if chance.random() < 0.6 else ()),
        ("say", steps.emit()),
    )
    return names.catalogue, Program("act", params, phases)


def made(seed: int, players: int = PLAYERS) -> Made:
    """Return what *seed* stands for."""
    chance = Random(seed)
    faulty = seed % FAULTY == 0
    catalogue, program = random_program(chance, faulty=faulty)
    return Made(
        catalogue,
        program,
        random_states(chance, catalogue, players),
        random_moments(chance, players),
        random_params(chance, catalogue, program.params, players),
        seed,
        faulty,
    )
