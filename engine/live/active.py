"""A ruleset -> what the live game runs: programs, the numbers of its content, what each program reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from engine.live import system
from engine.live.becoming import becoming
from engine.live.codec import Codec
from engine.live.kept import Kept
from engine.live.rank.needed import asks_places
from engine.offer import Offers, closing
from engine.player.run import Executor
from engine.state import Cells
from rules.expression.scalar import ScalarCode
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.node import Assign, Close, Give, Move, Open, Program, Step, Steps, Take
from rules.program.offer import ending
from rules.program.opened import opened
from rules.program.slot import Slot
from rules.program.walk import Walker, every
from rules.ruleset import Ruleset
from rules.site import hash_name

Initial = Callable[[Cells, Moment], Any]
SHARED = ("channel", "guild", "world")  # scopes of which there is one object each for a command


@dataclass(frozen=True, slots=True)
class Reach:
    """What a program may touch besides its player: *reads* and *writes* are shared scopes.

    *writes* leaves out what settling writes: that is rare, and found out by running. *players* and *offers*
    are the parameters that name such; *opens* is how many offers it may open, *gathers* whether it may give
    to whoever put something into one, *places* whether it asks where its player stands in a ranking.
    """

    reads: frozenset[str]
    writes: frozenset[str]
    players: tuple[str, ...]
    offers: tuple[str, ...]
    opens: int
    gathers: bool
    places: bool = False

    def also(self, other: Reach) -> Reach:
        """Return what either of two may touch that are asked with the same."""
        return Reach(
            self.reads | other.reads,
            self.writes | other.writes,
            self.players,
            self.offers,
            max(self.opens, other.opens),
            self.gathers or other.gathers,
            self.places or other.places,
        )


class Active:
    """A ruleset under the number that the store gave it, ready to be played."""

    def __init__(self, ruleset: Ruleset, number: int, codec: Codec) -> None:
        """Begin with nothing compiled."""
        self.ruleset = ruleset
        self.number = number
        self.codec = codec
        self.executor = Executor(ruleset.catalogue)
        self.is_warm = False
        self.initials = list(_initials(ruleset.catalogue))
        self.offers = Offers(ruleset.catalogue)
        self.retired = becoming(ruleset, codec)
        self.kept = Kept()
        self._seeds: dict[int, int] = {}
        self._reaches: dict[str, Reach] = {}
        self._under: dict[tuple[str, ...], Active] = {}
        names = {kind: kind for kind in ruleset.endings} | {**codec.renamed}
        self._endings = {
            ending(old): ruleset.endings[new] for old, new in names.items() if new in ruleset.endings
        }
        self._system: dict[tuple[str, ...], Program] = {}

    @cached_property
    def scopes(self) -> frozenset[str]:
        """Return the shared scopes that the game has anything in."""
        return frozenset(slot.scope for slot in self.ruleset.catalogue.slots) & frozenset(SHARED)

    @cached_property
    def shared(self) -> tuple[str, ...]:
        """Return those scopes in their order."""
        return tuple(sorted(self.scopes))

    def seed(self, world: int) -> int:
        """Return the public seed of choices that a world shares."""
        found = self._seeds.get(world)
        if found is None:
            found = self._seeds[world] = hash_name(f"{self.ruleset.id}:{world}")
        return found

    def at(self, now: int) -> Active:
        """Return what is run at a moment (ms): this, or the same under the events that hold then."""
        found = self.ruleset.at(now)
        return self if found is self.ruleset else self._while(found.held)

    @cached_property
    def meanwhile(self) -> tuple[Active, ...]:
        """Return the same under each combination of events that the calendar can produce."""
        found = self.ruleset.variants.meeting if self.ruleset.variants is not None else []
        return tuple(self._while(held) for held in found if held)

    def foresee(self) -> None:
        """Make what is run while events hold, in a thread, so that no command waits for it."""
        tuple(self.meanwhile)

    def _while(self, held: tuple[str, ...]) -> Active:
        found = self._under.get(held)
        if found is None:
            assert self.ruleset.variants is not None  # noqa: S101 - else no event holds
            found = Active(self.ruleset.variants.of(held), self.number, self.codec)
            self._under[held] = found
        return found

    def program(self, action: str, params: Mapping[str, Any]) -> Program | None:
        """Return the program of an action, if there is one; the system's are made from their parameters."""
        if (found := self.declared(action)) is not None:
            return found
        if action not in system.ACTIONS:
            return None
        key = system.key_of(action, params)
        if key not in self._system:
            self._system[key] = system.program(self.ruleset.catalogue, action, params)
        return self._system[key]

    def declared(self, name: str) -> Program | None:
        """Return the program of an action or of an offer's end, if the game has it."""
        return self.ruleset.programs.get(name) or self._endings.get(name)

    def closing(self, program: Program) -> Program | None:
        """Return what closes the offer that *program* ends, None where it ends none."""
        ends = any(program is each for each in self._endings.values())
        return closing(program.params[0].name) if ends else None

    def reach(self, program: Program) -> Reach:
        """Return what a program may touch, whatever events hold once it runs."""
        found = self._reaches.get(program.name)
        if found is None:
            found = self._reaches[program.name] = self._widest(program)
        return found

    def _widest(self, program: Program) -> Reach:
        found = self._find(program)
        for other in self.meanwhile:
            then = other.declared(program.name)
            found = found.also(other.reach(then)) if then is not None else found
        return found

    def warm(self) -> None:
        """Compile every program and find out what it reaches, while commands are carried out already.

        They are compiled by another executor: a command may interrupt this at any step.
        """
        executor = Executor(self.ruleset.catalogue)
        for program in (*self.ruleset.programs.values(), *self.ruleset.endings.values()):
            executor.compile(program)
            self.reach(program)
        self.executor, self.is_warm = executor, True

    def _find(self, program: Program) -> Reach:
        use = Walker(self.ruleset.catalogue).use(program.steps)
        acts = tuple(step for phase, steps in program.phases if phase != "settle" for step in steps)
        kinds = {param.name: param.type.name for param in program.params}
        return Reach(
            self._shared(use.reads.slots | use.slots),
            self._shared(_written(acts)),
            tuple(name for name, kind in kinds.items() if kind == "player"),
            tuple(name for name, kind in kinds.items() if kind == "offer"),
            opened(program.steps),
            any(map(_gathers, every(program.steps))),
            bool(self.ruleset.rankings) and asks_places(program, self.ruleset.catalogue),
        )

    def _shared(self, slots: frozenset[str]) -> frozenset[str]:
        known = self.ruleset.catalogue.by_name
        return frozenset(known[name].scope for name in slots if name in known) & self.scopes


def _written(steps: Steps) -> frozenset[str]:
    found: set[str] = set()
    for step in every(steps):
        match step:
            case Assign(writes=writes):
                found |= {write.slot for write in writes}
            case Give(rows=rows) | Take(rows=rows):
                found |= {row.slot for row in rows}
            case Open(one=one) if one:
                found.add(one)
            case _:
                pass
    return frozenset(found)


def _gathers(step: Step) -> bool:
    return isinstance(step, Close) or (isinstance(step, Move) and step.rows is None)


def _initials(catalogue: Catalogue) -> Iterator[tuple[Slot, Initial]]:
    """Yield what works out the first value of each slot that starts with an expression, in their order."""
    code = ScalarCode(catalogue)
    for slot in catalogue.slots:
        if slot.initial is not None and slot.kind:
            yield (
                slot,
                _by_record(slot, code.function(slot.initial, ("it",)), len(catalogue.kinds[slot.kind].ids)),
            )
        elif slot.initial is not None:
            yield slot, code.function(slot.initial, ())


def _by_record(slot: Slot, read: Callable[..., int], records: int) -> Initial:
    def initial(cells: Cells, moment: Moment) -> dict[int, int]:
        values = {code: int(read(cells, moment, code)) for code in range(records)}
        return {code: value for code, value in values.items() if value != slot.default}

    return initial
