"""A profile and a seed -> one player's days: when he comes, what he does, what it brought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.chance import CounterChance
from engine.outcome import Accepted, Outcome, Refused
from engine.player.run import Executor
from engine.state import State
from rules.expression.type import CHANCE_PARTS, SECOND
from rules.program.moment import Moment
from rules.program.node import Program
from rules.program.profile import POINTLESS, Habit, Profile
from rules.ruleset import Ruleset
from rules.site import Site, inside, start

JOINS = Site("profile/joins")
COMES = Site("profile/comes")
HOUR_OF = Site("profile/hour")
BUYS = Site("profile/buys")
IN_THE_MOOD = Site("profile/mood")
STOPS = Site("profile/stops")

# How long a command takes a player; a limit that is tighter is for those who are quicker.
PACE = 5 * SECOND

NEVER = 1 << 40  # a day that no simulation reaches
_THURSDAY, _WEEK, _WEEKEND = 3, 7, 5  # 1970-01-01 was one; a week from Monday; its first day off


@dataclass(frozen=True, slots=True)
class Played:
    """One action that was carried out, at a time."""

    action: str
    outcome: Accepted
    now: int


@dataclass(frozen=True, slots=True)
class Bought:
    """What was bought with money, at a time."""

    outcome: Accepted
    now: int


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
    """The end of a day: what the player has, how often he came, and from which day he may come again."""

    state: State
    sessions: int
    since: int = 0


Event = Daybreak | Played | Bought | Faulted | Evening


@dataclass(slots=True)
class _Player:
    """A player under way; his time never runs backwards.

    *since*: the day from which he may come, first or again. *buys*: the day from which he may buy each of the
    things that the profile names.
    """

    number: int
    state: State
    now: int
    since: int = 0
    buys: list[int] = field(default_factory=list)


def settling(ruleset: Ruleset) -> Program:
    """Return what time does to a player before his command, as a program of its own."""
    settle = next((program.phase("settle") for program in ruleset.programs.values()), ())
    return Program("settle", (), (("settle", settle),))


def is_weekend(date: int) -> bool:
    """Tell whether a day is a Saturday or Sunday."""
    return (date + _THURSDAY) % _WEEK >= _WEEKEND


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
        self._seed = seed
        self._executor = executor or Executor(ruleset.catalogue)
        self._settling = settling(ruleset)

    def live(self, number: int, first_day: int, days: int, begin: State | None = None) -> Iterator[Event]:
        """Yield all that a player does, and each evening what he has; he begins with *begin*, if given."""
        begins = self.ruleset.catalogue.calendar.start_of(first_day)
        player = _Player(number, State.empty(self.ruleset.catalogue), begins)
        player.state = begin or State.new(self.ruleset.catalogue, self._moment(player))
        player.since = self._chance.uniform(*self.profile.joins, JOINS, start(number))
        player.buys = [0] * len(self.profile.purchases)
        yield Daybreak(player.state)
        for day in range(days):
            sessions = 0
            for session, arrival in enumerate(self._arrivals(player, first_day + day, day)):
                sessions += 1
                player.now = max(player.now, arrival)
                yield from self._session(player, day, session)
            if sessions:
                self._evening(player, day)
            yield Evening(player.state, sessions, player.since)

    def _arrivals(self, player: _Player, date: int, day: int) -> Iterator[int]:
        """Yield when a player comes on a day: as many sessions, each somewhere in its share of the span."""
        profile, coordinate = self.profile, start(player.number, day)
        if profile.stop.after and day == player.since + profile.stop.after:
            self._stop(player, day)
        chance = profile.weekend if is_weekend(date) else profile.chance
        if day < player.since or self._chance.below(CHANCE_PARTS, COMES, coordinate) >= chance:
            return
        begins = self.ruleset.catalogue.calendar.start_of(date) + profile.begins
        share = (profile.ends - profile.begins) // profile.sessions
        for session in range(profile.sessions):
            yield begins + session * share + self._chance.below(share, HOUR_OF, inside(coordinate, session))

    def _session(self, player: _Player, day: int, session: int) -> Iterator[Event]:
        """Let time do its work, so that habits read what the player would see; buy; then follow habits."""
        player.state = self._play(self._settling, player, 0).state
        if session == 0:
            yield from self._buy(player, day)
        coordinate = start(player.number, day, session)
        for place, habit in enumerate(self.profile.habits):
            occasion = inside(coordinate, place)
            if self._luck(habit.chance, IN_THE_MOOD, occasion):
                yield from self._follow(player, habit, occasion)

    def _buy(self, player: _Player, day: int) -> Iterator[Event]:
        """Yield what is bought with money, at most once a day each."""
        for place, purchase in enumerate(self.profile.purchases):
            occasion = inside(start(player.number, day), place)
            if day < player.buys[place] or not self._luck(purchase.chance, BUYS, occasion):
                continue
            outcome = self._play(purchase.program, player, occasion)
            if isinstance(outcome, Accepted):
                yield Bought(outcome, player.now)
                player.state = outcome.state
                player.now += PACE
                player.buys[place] = day + purchase.each

    def _follow(self, player: _Player, habit: Habit, occasion: int) -> Iterator[Event]:
        """Yield what following a habit brought, until it is refused, pointless or done often enough."""
        for turn in range(habit.times):
            outcome = self._play(habit.program, player, inside(occasion, turn))
            if isinstance(outcome, Refused) and outcome.reason == POINTLESS:
                return
            now, player.state = player.now, outcome.state
            player.now += PACE
            if isinstance(outcome, Accepted):
                yield Played(habit.action, outcome, now)
                continue
            if outcome.reason == "fault":
                yield Faulted(habit.action, outcome)
            return

    def _evening(self, player: _Player, day: int) -> None:
        """Let a player who came decide whether he has had enough."""
        stop, coordinate = self.profile.stop, start(player.number, day)
        enough = self._luck(stop.chance, STOPS, coordinate)
        if not enough and stop.program is not None:
            enough = isinstance(self._play(stop.program, player, coordinate), Accepted)
        if enough:
            self._stop(player, day + 1)

    def _stop(self, player: _Player, day: int) -> None:
        """Keep a player away from *day* on."""
        player.since = day + self.profile.stop.away if self.profile.stop.away else NEVER

    def _luck(self, chance: int, site: Site, coordinate: int) -> bool:
        """Tell whether what has a chance happens; what is certain, or out of the question, needs no roll."""
        if chance in (0, CHANCE_PARTS):
            return chance > 0
        return self._chance.below(CHANCE_PARTS, site, coordinate) < chance

    def _play(self, program: Program, player: _Player, coordinate: int) -> Outcome:
        return self._executor.play(program, player.state, {}, self._chance, self._moment(player), coordinate)

    def _moment(self, player: _Player) -> Moment:
        today = self.ruleset.catalogue.calendar.day_of(player.now)
        return Moment(player.now, today, player.number, self._seed)
