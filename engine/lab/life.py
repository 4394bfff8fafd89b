"""A profile and a seed -> one player's days: when he comes, what he does, what it brought."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.chance import CounterChance
from engine.outcome import Accepted
from engine.player.run import Executor
from engine.state import State
from rules.expression.scalar import ScalarCode
from rules.expression.type import CHANCE_PARTS, DAY, NONE
from rules.program.moment import Moment
from rules.program.node import Program
from rules.program.profile import Habit, Profile
from rules.ruleset import Ruleset
from rules.site import Site, inside, start

COMES = Site("profile/comes")
HOUR_OF = Site("profile/hour")

Ask = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Routine:
    """A habit, compiled: its program, what it asks with, and the condition under which it goes on."""

    habit: Habit
    program: Program
    params: tuple[tuple[str, Ask], ...]
    test: Ask | None
    defaults: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Played:
    """One action that was carried out on *day*."""

    day: int
    action: str
    outcome: Accepted


class Lives:
    """Live players of one profile; programs and expressions are compiled once."""

    def __init__(self, ruleset: Ruleset, profile: Profile, seed: int) -> None:
        """Compile what the profile does."""
        self.ruleset = ruleset
        self.profile = profile
        self._chance = CounterChance(seed)
        self._executor = Executor(ruleset.catalogue)
        code = ScalarCode(ruleset.catalogue)
        self._routines = [_routine(code, ruleset, habit) for habit in profile.habits]
        settle = next((program.phase("settle") for program in ruleset.programs.values()), ())
        self._settling = Program("settle", (), (("settle", settle),))

    def live(self, player: int, first_day: int, days: int) -> Iterator[Played | State]:
        """Yield every action of a player, and the state at the end of each day."""
        state = State.new(self.ruleset.catalogue, self._moment(player, first_day, 0))
        for day in range(days):
            for session, moment in enumerate(self._visits(player, first_day + day, day)):
                state = self._settled(state, moment)
                for number, routine in enumerate(self._routines):
                    occasion = start(player, day, session, number)
                    for outcome in self._follow(routine, state, moment, occasion):
                        state = outcome.state
                        yield Played(day, routine.habit.action, outcome)
            yield state

    def _visits(self, player: int, date: int, day: int) -> Iterator[Moment]:
        """Yield when a player comes on a day: so many sessions, each at some time of its share of the day."""
        coordinate = start(player, day)
        if self._chance.below(CHANCE_PARTS, COMES, coordinate) >= self.profile.chance:
            return
        share = DAY // self.profile.sessions
        for session in range(self.profile.sessions):
            later = self._chance.below(share, HOUR_OF, inside(coordinate, session))
            yield self._moment(player, date, session * share + later)

    def _settled(self, state: State, moment: Moment) -> State:
        """Return what time has done to a player by now, so that habits read what he would see."""
        return self._executor.play(self._settling, state, {}, self._chance, moment).state

    def _moment(self, player: int, date: int, later: int) -> Moment:
        calendar = self.ruleset.catalogue.calendar
        now = calendar.start_of(date) + later
        return Moment(now, calendar.day_of(now), player)

    def _follow(self, routine: Routine, state: State, moment: Moment, occasion: int) -> Iterator[Accepted]:
        """Yield what following a habit brought, until it is refused, pointless or done often enough."""
        for turn in range(routine.habit.times):
            if routine.test is not None and not routine.test(state.cells, moment):
                return
            params = _params(routine, state, moment)
            if params is None:
                return
            coordinate = inside(occasion, turn)
            outcome = self._executor.play(routine.program, state, params, self._chance, moment, coordinate)
            if not isinstance(outcome, Accepted):
                return
            state = outcome.state
            yield outcome


def _routine(code: ScalarCode, ruleset: Ruleset, habit: Habit) -> Routine:
    program = ruleset.programs[habit.action]
    asked = []
    for number, (name, node) in enumerate(habit.params):
        earlier = tuple(each for each, _ in habit.params[:number])
        asked.append((name, code.function(node, earlier)))
    test = code.function(habit.test, ()) if habit.test is not None else None
    defaults = {param.name: param.default for param in program.params}
    return Routine(habit, program, tuple(asked), test, defaults)


def _params(routine: Routine, state: State, moment: Moment) -> dict[str, Any] | None:
    """Return what a habit asks with now, or None where there is nothing to ask for."""
    values: list[Any] = []
    found = dict(routine.defaults)
    for name, ask in routine.params:
        value = ask(state.cells, moment, *values)
        if value == NONE:
            return None
        values.append(value)
        found[name] = value
    return found
