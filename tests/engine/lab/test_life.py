"""One simulated player: when he comes, and that he does what his profile says and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pytest

from engine.chance import Chance
from engine.lab.count import count_life
from engine.lab.life import PACE, Daybreak, Evening, Event, Faulted, Lives, Played
from engine.lab.summary import Summary
from engine.lab.watch import watch_of
from engine.outcome import Outcome, Refused
from engine.player.run import Executor
from engine.state import State
from rules.program.moment import Moment
from rules.program.node import Program
from rules.program.profile import POINTLESS
from rules.ruleset import Ruleset
from tests.engine.lab.pond import PLAY, pond

DAY = 20_605
POND = pond()


class Watched(Executor):
    """An executor that remembers when it was asked for what, unless there was nothing to ask for."""

    def __init__(self, ruleset: Ruleset) -> None:
        super().__init__(ruleset.catalogue)
        self.asked: list[tuple[str, Moment, int]] = []

    def play(
        self,
        program: Program,
        state: State,
        params: Mapping[str, Any],
        chance: Chance,
        moment: Moment,
        coordinate: int = 0,
    ) -> Outcome:
        """Remember, and play."""
        outcome = super().play(program, state, params, chance, moment, coordinate)
        if not (isinstance(outcome, Refused) and outcome.reason == POINTLESS):
            self.asked.append((program.name, moment, coordinate))
        return outcome


def life(
    profile: str, days: int = 6, player: int = 0, ruleset: Ruleset = POND
) -> tuple[list[Event], Watched]:
    executor = Watched(ruleset)
    lives = Lives(ruleset, ruleset.profiles[profile], 3, executor)
    return list(lives.live(player, DAY, days)), executor


def played(events: list[Event]) -> Iterator[str]:
    return (event.action for event in events if isinstance(event, Played))


def test_a_life_begins_with_a_morning_and_ends_each_day_with_an_evening() -> None:
    events, _ = life("keen")
    assert isinstance(events[0], Daybreak)
    assert isinstance(events[-1], Evening)
    assert sum(isinstance(event, Evening) for event in events) == 6


def test_a_player_does_nothing_that_his_profile_does_not_say() -> None:
    events, executor = life("idle", 40)
    assert {name for name, _, _ in executor.asked} == {"settle", "wake"}
    sessions = sum(event.sessions for event in events if isinstance(event, Evening))
    assert len(list(played(events))) == sessions
    assert 10 <= sessions <= 30


def test_time_passes_with_every_command_and_never_runs_backwards() -> None:
    _, executor = life("keen", 10)
    times = [moment.now for _, moment, _ in executor.asked]
    assert times == sorted(times)
    commands = [moment.now for name, moment, _ in executor.asked if name != "settle"]
    assert all(later - earlier >= PACE for earlier, later in pairwise(commands))


def test_time_does_its_work_before_a_session_begins() -> None:
    _, executor = life("keen", 2)
    names = [name for name, _, _ in executor.asked]
    assert names.count("settle") == 6
    assert all(names[place + 1] == "wake" for place, name in enumerate(names) if name == "settle")


def test_a_limit_on_hurry_is_for_those_who_are_quicker() -> None:
    events, _ = life("keen", 1)
    assert list(played(events))[:5] == ["wake"] * 5


def test_luck_is_addressed_by_player_day_session_habit_and_turn() -> None:
    _, executor = life("keen", 4)
    commands = [coordinate for name, _, coordinate in executor.asked if name != "settle"]
    assert len(commands) == len(set(commands))


def test_what_comes_before_does_not_change_later_luck() -> None:
    lazier = pond(PLAY.replace("{do: wake, times: 5}", "{do: wake, times: 4}"))
    one, other = life("keen", 1)[1], life("keen", 1, ruleset=lazier)[1]
    dips = [[c for name, _, c in executor.asked if name == "dip"] for executor in (one, other)]
    shorter = min(map(len, dips))
    assert shorter > 0
    assert dips[0][:shorter] == dips[1][:shorter]


def test_a_habit_with_a_chance_is_left_out_now_and_then() -> None:
    events, executor = life("keen", 40)
    sessions = sum(event.sessions for event in events if isinstance(event, Evening))
    moody = pond(
        PLAY.replace("{do: wake}]", "{do: nap, chance: 25%}]").replace("50%}, share: 2", "100%, sessions: 2}")
    )
    naps = len(list(played(life("idle", 100, ruleset=moody)[0])))
    assert sessions == 120
    assert 30 <= naps <= 70
    assert executor.asked


def test_a_parameter_outside_its_bounds_is_never_asked_with() -> None:
    greedy = pond(PLAY.replace("count: 1}", "count: level}"))
    _, executor = life("keen", 20, ruleset=greedy)
    few = [event for event in life("keen", 20, ruleset=greedy)[0] if isinstance(event, Faulted)]
    assert not few
    assert not [name for name, _, _ in executor.asked if name == "sell"]


class Faulty(Watched):
    """An executor in which one action ends in a fault, as only a mistake of the content makes it."""

    def play(
        self,
        program: Program,
        state: State,
        params: Mapping[str, Any],
        chance: Chance,
        moment: Moment,
        coordinate: int = 0,
    ) -> Outcome:
        """Play, or refuse."""
        if program.name == "dip":
            return Refused("fault", ("fault",), state, "do", message="`verve` would be 21, outside 0 to 20")
        return super().play(program, state, params, chance, moment, coordinate)


def test_a_fault_of_the_content_is_told_and_ends_the_habit() -> None:
    lives = Lives(POND, POND.profiles["keen"], 3, Faulty(POND))
    events = list(lives.live(0, DAY, 2))
    faults = [event for event in events if isinstance(event, Faulted)]
    assert [fault.action for fault in faults] == ["dip"] * 6
    summary = Summary()
    count_life(summary, events, watch_of(POND))
    assert summary.faults == {("dip", "`verve` would be 21, outside 0 to 20"): 6}


@pytest.mark.parametrize("profile", ["idle", "keen"])
def test_the_same_player_lives_the_same_life(profile: str) -> None:
    assert life(profile, 8, 5)[0] == life(profile, 8, 5)[0]
    assert life(profile, 8, 5)[0] != life(profile, 8, 6)[0]
