"""Days of the game: when they begin, in zones that change their clocks, and what times belong to them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.define.calendar import calendar_of, zone
from rules.define.moment import moment
from rules.document import read_document
from rules.document.node import Node
from rules.expression.type import DAY, HOUR
from rules.program.catalogue import Calendar
from rules.source import Source

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia")
STARTS = ("00:00", "04:00", "23:30")


def game(timezone: str, starts: str) -> Node:
    text = f'game: {{day: {{timezone: {timezone}, starts: "{starts}"}}}}\n'
    root, _ = read_document(Source("game.yaml", text))
    entries: dict[str, Node] = root.entries  # type: ignore[union-attr]
    return entries["game"]


CALENDARS = {(name, starts): calendar_of(game(name, starts)) for name in ZONES for starts in STARTS}
TIMES = st.integers(1_600_000_000_000, 4_000_000_000_000)
ANY = st.sampled_from(sorted(CALENDARS))


@given(ANY, TIMES)
def test_a_time_belongs_to_the_day_that_a_clock_on_the_wall_shows(which: tuple[str, str], time: int) -> None:
    name, starts = which
    local = (EPOCH + timedelta(milliseconds=time)).astimezone(ZoneInfo(name)).replace(tzinfo=UTC)
    hours, minutes = map(int, starts.split(":"))

    day = CALENDARS[which].day_of(time)

    assert day == (local - EPOCH - timedelta(hours=hours, minutes=minutes)) // timedelta(days=1)


@given(ANY, st.integers(18_600, 47_400))
def test_a_day_begins_when_the_one_before_ends(which: tuple[str, str], day: int) -> None:
    calendar = CALENDARS[which]
    begins = calendar.start_of(day)

    assert calendar.day_of(begins) == day
    assert calendar.day_of(begins - 1) == day - 1
    assert calendar.start_of(day + 1) - begins in {DAY + shift * HOUR // 2 for shift in range(-2, 3)}


@given(ANY, TIMES, TIMES)
def test_later_is_never_an_earlier_day(which: tuple[str, str], one: int, other: int) -> None:
    calendar = CALENDARS[which]

    assert (calendar.day_of(one) <= calendar.day_of(other)) or one > other


@pytest.mark.parametrize(
    ("before", "after"),
    [("2026-03-28 12:00", "2026-03-29 12:00"), ("2026-10-24 12:00", "2026-10-25 12:00")],
)
def test_noon_is_noon_on_both_sides_of_a_change_of_clocks(before: str, after: str) -> None:
    calendar = CALENDARS["Europe/Berlin", "04:00"]
    one, other = moment(before, calendar), moment(after, calendar)

    assert one is not None
    assert other is not None
    assert calendar.day_of(other) - calendar.day_of(one) == 1
    assert other - one in {DAY - HOUR, DAY + HOUR}


def test_before_the_days_start_it_is_still_yesterday() -> None:
    calendar = CALENDARS["Europe/Berlin", "04:00"]
    night, morning = moment("2026-06-02 03:59", calendar), moment("2026-06-02 04:00", calendar)

    assert night is not None
    assert morning == night + 60_000
    assert calendar.day_of(morning) == calendar.day_of(night) + 1


@given(st.integers(0, 35_000_000))
def test_a_moment_is_read_as_the_clock_on_the_wall(minutes: int) -> None:
    calendar = CALENDARS["Asia/Kolkata", "04:00"]
    wall = datetime(2021, 1, 1, tzinfo=ZoneInfo("Asia/Kolkata")) + timedelta(minutes=minutes)

    read = moment(wall.strftime("%Y-%m-%d %H:%M"), calendar)

    assert read == (wall - EPOCH) // timedelta(milliseconds=1)


@pytest.mark.parametrize(
    "text", ["", "today", "2026-02-30", "2026-01-01T10:00", "2026-01-01 24:00", "2026-01-01 10:00:00+01:00"]
)
def test_what_is_no_moment_is_none(text: str) -> None:
    assert moment(text, Calendar()) is None


def test_a_zone_that_is_not_there_is_none_and_counts_as_utc() -> None:
    assert zone("Mars/Olympus") is None
    assert zone("../etc/passwd") is None
    assert calendar_of(game("Mars/Olympus", "04:00")) == Calendar(starts=4 * HOUR)
    assert calendar_of(None) == Calendar()
