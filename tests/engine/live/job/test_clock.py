"""When the clock acts: at an hour of the wall's clock, in a zone that changes it, once a day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.live.job.clock import hours, last
from rules.define.calendar import calendar_of
from rules.define.moment import moment
from rules.expression.type import DAY, HOUR, MINUTE
from rules.program.catalogue import Calendar
from tests.play import loaded, ruleset

HEAD = """
game:
  {id: mine, title: Mine, version: 1.0.0, language: 1, shared_by: world,
   day: {timezone: Europe/Berlin, starts: "04:00"}}
"""
PACK = """
variables: {rounds: {belongs_to: world, type: int}}
actions:
  opens: {who: clock, every: {day: "20:01"}, do: [{set: {rounds: "clamp(rounds + 1, 0, 9)"}}]}
  early: {who: clock, every: {day: "03:30"}, do: [{set: {rounds: 0}}]}
  asked: {do: [{set: {rounds: 1}}]}
"""


def berlin() -> Calendar:
    found = loaded(PACK, HEAD)
    assert found.resolved is not None
    return calendar_of(found.resolved.root.entries["game"])


def test_the_hours_of_a_game_are_those_of_its_clocks_actions() -> None:
    assert hours(ruleset(PACK, HEAD)) == {"early": 3 * HOUR + 30 * MINUTE, "opens": 20 * HOUR + MINUTE}


@pytest.mark.parametrize(
    ("at", "now", "then"),
    [
        ("20:01", "2026-01-05 20:01", "2026-01-05 20:01"),
        ("20:01", "2026-01-05 20:00", "2026-01-04 20:01"),
        ("20:01", "2026-01-06 03:00", "2026-01-05 20:01"),
        ("03:30", "2026-01-06 03:30", "2026-01-06 03:30"),
        ("20:01", "2026-03-29 20:30", "2026-03-29 20:01"),
        ("20:01", "2026-10-25 20:30", "2026-10-25 20:01"),
    ],
)
def test_the_last_time_that_it_was_so_late(at: str, now: str, then: str) -> None:
    calendar = berlin()
    hour, minute = map(int, at.split(":"))
    time = moment(now, calendar)
    assert time is not None

    assert last(calendar, hour * HOUR + minute * MINUTE, time)[1] == moment(then, calendar)


@given(st.integers(0, DAY // MINUTE - 1), st.integers(0, 800 * DAY // HOUR))
def test_it_comes_once_a_day_and_never_ahead_of_time(minute: int, hour: int) -> None:
    calendar, begins = berlin(), moment("2026-01-01", berlin()) or 0
    now = begins + hour * HOUR
    day, time = last(calendar, minute * MINUTE, now)

    assert time <= now
    assert now - time <= DAY + HOUR
    assert last(calendar, minute * MINUTE, time)[0] == day
    assert last(calendar, minute * MINUTE, time - 1)[0] == day - 1
