"""A profile and a seed -> the days of many players side by side, as columns; `engine.lab.life` for a block.

Whatever is decided for one player there is decided here for a row, by the same roll at the same address, so
both come to the same summary.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.chance import CounterChance
from engine.columns import luck
from engine.columns.active import Active
from engine.columns.draft import FAULT
from engine.columns.frame import row_of
from engine.columns.run import Executor, Outcomes
from engine.lab.census import Census
from engine.lab.life import BUYS, COMES, HOUR_OF, IN_THE_MOOD, JOINS, NEVER, PACE, STOPS, is_weekend, settling
from engine.lab.watch import Watch
from engine.outcome import Refused
from engine.player import run as player
from rules.expression import column_function
from rules.expression.column import ColumnCode
from rules.expression.column_array import Array
from rules.expression.column_frame import Frame
from rules.expression.column_hash import inside, start, word
from rules.expression.type import CHANCE_PARTS
from rules.program.catalogue import Catalogue
from rules.program.node import Program
from rules.program.profile import POINTLESS, Habit, Profile
from rules.ruleset import Ruleset
from rules.site import Site


@dataclass(slots=True)
class _Players:
    """A block of players under way.

    *since*: the day from which each may come; *buys*: the day from which each may buy each thing.
    """

    frame: Frame
    since: Array
    buys: Array
    census: Census


class Crowd:
    """Live players of one profile; programs are assembled once, by the *executor* that many crowds share."""

    def __init__(
        self, ruleset: Ruleset, profile: Profile, seed: int, watch: Watch, executor: Executor | None = None
    ) -> None:
        """Begin with nobody."""
        self.ruleset = ruleset
        self.profile = profile
        self._seed = seed
        self._watch = watch
        self._executor = executor or Executor(ruleset.catalogue)
        self._single = player.Executor(ruleset.catalogue)
        self._settling = settling(ruleset)
        self._calendar = ruleset.catalogue.calendar
        self._day_of = column_function.day_of(self._calendar)

    def live(self, first: int, count: int, first_day: int, days: int) -> Census:
        """Return what players *first* to *first* + *count* - 1 did and had."""
        players = self._begin(first, count, first_day)
        for day in range(days):
            self._day(players, first_day + day, day)
            players.census.evening(players.frame)
        return players.census

    def _begin(self, first: int, count: int, first_day: int) -> _Players:
        numbers = np.arange(first, first + count, dtype=np.int64)
        frame = newcomers(self.ruleset.catalogue, numbers, self._calendar.start_of(first_day), self._seed)
        rows = np.arange(count)
        least, most = self.profile.joins
        late = luck.below_one(most - least + 1, self._seed, JOINS, Active(rows, start(numbers)))
        buys = np.zeros((len(self.profile.purchases), count), dtype=np.int64)
        return _Players(frame, least + late, buys, Census(self._watch, frame))

    def _day(self, players: _Players, date: int, day: int) -> None:
        profile, stop, frame = self.profile, self.profile.stop, players.frame
        if stop.after:
            self._stop(players, np.flatnonzero(players.since == day - stop.after), day)
        rows = np.flatnonzero(players.since <= day)
        active = Active(rows, start(frame.me[rows], word(day)))
        chance = profile.weekend if is_weekend(date) else profile.chance
        comes = luck.below_one(CHANCE_PARTS, self._seed, COMES, active) < chance
        active = active.where(comes)
        if not len(active):
            return
        players.census.came(active.rows)
        begins = self._calendar.start_of(date) + profile.begins
        share = (profile.ends - profile.begins) // profile.sessions
        for session in range(profile.sessions):
            hour = luck.below_one(share, self._seed, HOUR_OF, active.inside(word(session)))
            arrival = begins + session * share + hour
            frame.now[active.rows] = np.maximum(frame.now[active.rows], arrival)
            self._session(players, active, day, session)
        self._evening(players, active, day)

    def _session(self, players: _Players, active: Active, day: int, session: int) -> None:
        """Let time do its work; buy; then follow habits."""
        self._play(self._settling, players, active)
        if session == 0:
            self._buy(players, active, day)
        coordinate = inside(active.coordinate, word(session))
        for place, habit in enumerate(self.profile.habits):
            occasion = Active(active.rows, inside(coordinate, word(place)))
            self._follow(players, habit, self._lucky(habit.chance, IN_THE_MOOD, occasion))

    def _buy(self, players: _Players, active: Active, day: int) -> None:
        for place, purchase in enumerate(self.profile.purchases):
            may = active.where(players.buys[place][active.rows] <= day).inside(word(place))
            buying = self._lucky(purchase.chance, BUYS, may)
            if not len(buying):
                continue
            bought = self._done(players, buying, self._play(purchase.program, players, buying), "")
            players.frame.now[bought] += PACE
            players.buys[place][bought] = day + purchase.each

    def _follow(self, players: _Players, habit: Habit, active: Active) -> None:
        """Follow a habit for those who were not refused, until nobody is left or it was done often enough."""
        for turn in range(habit.times):
            if not len(active):
                return
            here = Active(active.rows, inside(active.coordinate, word(turn)))
            done = self._play(habit.program, players, here)
            tried = here.rows[~_refused(done, here.rows, POINTLESS)]
            accepted = self._done(players, here, done, habit.action)
            self._tell_faults(players, habit, here, done)
            players.frame.now[tried] += PACE
            active = active.where(done.reason[active.rows] < 0) if len(accepted) < len(active) else active

    def _done(self, players: _Players, active: Active, done: Outcomes, action: str) -> Array:
        """Count what was done; return whose command was accepted."""
        accepted = active.rows[done.reason[active.rows] < 0]
        players.census.played(action, done, accepted)
        return accepted

    def _tell_faults(self, players: _Players, habit: Habit, active: Active, done: Outcomes) -> None:
        """Count faults by what they say, which the player executor knows: it runs those few once more."""
        at_fault = active.where(_refused(done, active.rows, FAULT))
        for row, coordinate in zip(at_fault.rows, at_fault.coordinate.tolist(), strict=True):
            state, moment = row_of(self.ruleset.catalogue, players.frame, int(row))
            outcome = self._single.play(
                habit.program, state, {}, CounterChance(self._seed), moment, coordinate
            )
            assert isinstance(outcome, Refused)  # noqa: S101 - executors agree
            players.census.faulted(habit.action, outcome)

    def _evening(self, players: _Players, active: Active, day: int) -> None:
        stop = self.profile.stop
        enough = luck.happens(stop.chance, self._seed, STOPS, active)
        self._stop(players, active.rows[enough], day + 1)
        if stop.program is not None:
            others = active.where(~enough)
            done = self._play(stop.program, players, others)
            self._stop(players, others.rows[done.reason[others.rows] < 0], day + 1)

    def _stop(self, players: _Players, rows: Array, day: int) -> None:
        players.since[rows] = day + self.profile.stop.away if self.profile.stop.away else NEVER

    def _lucky(self, chance: int, site: Site, active: Active) -> Active:
        return active.where(luck.happens(chance, self._seed, site, active))

    def _play(self, program: Program, players: _Players, active: Active) -> Outcomes:
        frame = players.frame
        frame.today[active.rows] = self._day_of(frame.now[active.rows])
        return self._executor.play(program, frame, {}, self._seed, active.coordinate, active.rows)


def _refused(done: Outcomes, rows: Array, reason: str) -> Array:
    place = done.reasons.index(reason) if reason in done.reasons else None
    return np.zeros(len(rows), dtype=np.bool_) if place is None else done.reason[rows] == place


def newcomers(catalogue: Catalogue, numbers: Array, now: int, seed: int) -> Frame:
    """Return what new players start with, each by his number."""
    shape, today = len(numbers), catalogue.calendar.day_of(now)
    cells = [
        _filled((catalogue.size(slot), shape) if slot.kind else (shape,), slot.default)
        for slot in catalogue.slots
    ]
    frame = Frame(cells, np.full(shape, now), np.full(shape, today), numbers.copy(), seed)
    code, rows = ColumnCode(catalogue), np.arange(shape)
    for slot in catalogue.slots:
        if slot.initial is not None:
            frame.cells[slot.index][...] = code.function(slot.initial)(frame, rows)
            frame.spoil(slot.index, rows)
    return frame


def _filled(shape: tuple[int, ...], value: int) -> Array:
    """Return cells that hold a value; nothing is written where it is 0, which memory is at first."""
    return np.full(shape, value, dtype=np.int64) if value else np.zeros(shape, dtype=np.int64)
