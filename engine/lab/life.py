"""A profile and a seed -> one player's days: when he comes, what he does, what it brought."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.chance import CounterChance
from engine.outcome import Accepted, Refused
from engine.player.run import Executor
from engine.state import State
from rules.expression.scalar import ScalarCode
from rules.expression.type import CHANCE_PARTS, DAY, NONE, SECOND
from rules.program.moment import Moment
from rules.program.node import Param, Program
from rules.program.profile import Habit, Profile
from rules.ruleset import Ruleset
from rules.site import Site, inside, start

COMES = Site("profile/comes")
HOUR_OF = Site("profile/hour")
IN_THE_MOOD = Site("profile/mood")

# How long a command takes a player; a limit that is tighter is for those who are quicker.
PACE = 5 * SECOND

Ask = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Routine:
    """A habit, compiled: its program, what it asks with, and the condition under which it goes on."""

    habit: Habit
    program: Program
    asked: tuple[tuple[Param, Ask], ...]
    test: Ask | None
    defaults: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Played:
    """One action that was carried out."""

    action: str
    outcome: Accepted


@dataclass(frozen=True, slots=True)
class Faulted:
    """One action that ended in a mistake of the content."""

    action: str
    outcome: Refused


@dataclass(frozen=True, slots=True)
class Daybreak:
    """The first day begins: what a new player has."""

    state: State


@dataclass(frozen=True, slots=True)
class Evening:
    """The end of a day: what the player has, and how often he came."""

    state: State
    sessions: int


Event = Daybreak | Played | Faulted | Evening


@dataclass(slots=True)
class _Player:
    """A player under way; his time never runs backwards."""

    number: int
    state: State
    now: int


class Lives:
    """Live players of one profile; programs and expressions are compiled once, by the *executor* they share.

    Each player is alone in his world: what belongs to a guild or to the world is his.
    """

    def __init__(
        self, ruleset: Ruleset, profile: Profile, seed: int, executor: Executor | None = None
    ) -> None:
        """Compile what the profile does."""
        self.ruleset = ruleset
        self.profile = profile
        self._chance = CounterChance(seed)
        self._executor = executor or Executor(ruleset.catalogue)
        self._routines = [_routine(self._executor.code, ruleset, habit) for habit in profile.habits]
        settle = next((program.phase("settle") for program in ruleset.programs.values()), ())
        self._settling = Program("settle", (), (("settle", settle),))

    def live(self, number: int, first_day: int, days: int) -> Iterator[Event]:
        """Yield all that a player does, and each evening what he has."""
        begins = self.ruleset.catalogue.calendar.start_of(first_day)
        player = _Player(number, State.empty(self.ruleset.catalogue), begins)
        player.state = State.new(self.ruleset.catalogue, self._moment(player))
        yield Daybreak(player.state)
        for day in range(days):
            sessions = 0
            for session, arrival in enumerate(self._arrivals(number, first_day + day, day)):
                sessions += 1
                player.now = max(player.now, arrival)
                yield from self._session(player, start(number, day, session))
            yield Evening(player.state, sessions)

    def _arrivals(self, number: int, date: int, day: int) -> Iterator[int]:
        """Yield when a player comes on a day: so many sessions, each at some time of its share of the day."""
        coordinate = start(number, day)
        if self._chance.below(CHANCE_PARTS, COMES, coordinate) >= self.profile.chance:
            return
        begins = self.ruleset.catalogue.calendar.start_of(date)
        share = DAY // self.profile.sessions
        for session in range(self.profile.sessions):
            yield begins + session * share + self._chance.below(share, HOUR_OF, inside(coordinate, session))

    def _session(self, player: _Player, coordinate: int) -> Iterator[Event]:
        """Let time do its work, so that habits read what the player would see; then follow each habit."""
        moment = self._moment(player)
        player.state = self._executor.play(self._settling, player.state, {}, self._chance, moment).state
        for place, routine in enumerate(self._routines):
            occasion = inside(coordinate, place)
            chance = routine.habit.chance
            if chance == CHANCE_PARTS or self._chance.below(CHANCE_PARTS, IN_THE_MOOD, occasion) < chance:
                yield from self._follow(player, routine, occasion)

    def _follow(self, player: _Player, routine: Routine, occasion: int) -> Iterator[Event]:
        """Yield what following a habit brought, until it is refused, pointless or done often enough."""
        for turn in range(routine.habit.times):
            moment = self._moment(player)
            if routine.test is not None and not routine.test(player.state.cells, moment):
                return
            params = _params(routine, player.state, moment)
            if params is None:
                return
            coordinate = inside(occasion, turn)
            outcome = self._executor.play(
                routine.program, player.state, params, self._chance, moment, coordinate
            )
            player.state = outcome.state
            player.now += PACE
            if isinstance(outcome, Accepted):
                yield Played(routine.habit.action, outcome)
                continue
            if outcome.reason == "fault":
                yield Faulted(routine.habit.action, outcome)
            return

    def _moment(self, player: _Player) -> Moment:
        return Moment(player.now, self.ruleset.catalogue.calendar.day_of(player.now), player.number)


def _routine(code: ScalarCode, ruleset: Ruleset, habit: Habit) -> Routine:
    program = ruleset.programs[habit.action]
    params = {param.name: param for param in program.params}
    asked = []
    for place, (name, node) in enumerate(habit.params):
        earlier = tuple(each for each, _ in habit.params[:place])
        asked.append((params[name], code.function(node, earlier)))
    test = code.function(habit.test, ()) if habit.test is not None else None
    defaults = {name: NONE if param.default is None else param.default for name, param in params.items()}
    return Routine(habit, program, tuple(asked), test, defaults)


def _params(routine: Routine, state: State, moment: Moment) -> dict[str, Any] | None:
    """Return what a habit asks with now, or None where there is nothing to ask for, or too much."""
    values: list[Any] = []
    found = dict(routine.defaults)
    for param, ask in routine.asked:
        value = ask(state.cells, moment, *values)
        if value == NONE:
            if not param.type.optional:
                return None
        elif not isinstance(value, str) and not param.type.lo <= value <= param.type.hi:
            return None
        values.append(value)
        found[param.name] = value
    return found
