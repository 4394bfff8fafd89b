"""A window holds from its first minute to before its last, by the days and the clocks of the game's zone."""

# ruff: noqa: E501 - one event a line

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.define.calendar import calendar_of
from rules.document import Mapping
from rules.event.window import window
from rules.pack import Texts, read_pack
from rules.program.catalogue import Calendar
from rules.program.event import Window

MINUTE = 60_000


def calendar(zone: str = "UTC", starts: str = "00:00") -> Calendar:
    """Return the days of a game in a zone."""
    head = f'game: {{id: a, title: A, version: 1.0.0, language: 1, day: {{timezone: {zone}, starts: "{starts}"}}}}\n'
    tree, _ = read_pack(Texts("a", {"game.yaml": head}))
    assert tree is not None
    return calendar_of(tree.root.entries["game"])


def read(written: str, days: Calendar) -> Window:
    """Return the window of an event."""
    head = "game: {id: a, title: A, version: 1.0.0, language: 1}\n"
    tree, problems = read_pack(Texts("a", {"game.yaml": f"{head}events: {{fair: {written}}}\n"}))
    assert tree is not None
    assert not problems.found
    node = tree.root.entries["events"].entries["fair"]  # type: ignore[attr-defined]
    assert isinstance(node, Mapping)
    return window(node, days)


def at(local: str, zone: str, fold: int = 0) -> int:
    """Return the moment at which a clock of a zone shows a time, the first or the second."""
    moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone), fold=fold)
    return (moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


# An event, the zone and when its days begin, the first moment that it holds, and the first that it does not.
ONCE = {
    "whole days": ("{from: 2026-07-01, until: 2026-07-03}", "UTC", "00:00", "2026-07-01", "2026-07-03"),
    "days that begin at four": (
        "{from: 2026-07-01, until: 2026-07-03}",
        "Europe/Berlin",
        "04:00",
        "2026-07-01 04:00",
        "2026-07-03 04:00",
    ),
    "times of day": (
        '{from: "2026-07-01 18:30", until: "2026-07-02 02:15"}',
        "Europe/Berlin",
        "04:00",
        "2026-07-01 18:30",
        "2026-07-02 02:15",
    ),
    "over the spring": (
        "{from: 2026-03-28, until: 2026-03-30}",
        "Europe/Berlin",
        "00:00",
        "2026-03-28",
        "2026-03-30",
    ),
    "over the autumn": (
        "{from: 2026-10-24, until: 2026-10-26}",
        "Europe/Berlin",
        "00:00",
        "2026-10-24",
        "2026-10-26",
    ),
    "in the hour that is skipped": (
        '{from: "2026-03-29 02:30", until: "2026-03-29 12:00"}',
        "Europe/Berlin",
        "00:00",
        "2026-03-29 03:00",
        "2026-03-29 12:00",
    ),
    "in the hour that comes twice": (
        '{from: "2026-10-25 00:00", until: "2026-10-25 02:30"}',
        "Europe/Berlin",
        "00:00",
        "2026-10-25 00:00",
        "2026-10-25 02:30",
    ),
    "where midnight is skipped": (
        "{from: 2026-04-24, until: 2026-04-25}",
        "Africa/Cairo",
        "00:00",
        "2026-04-24 01:00",
        "2026-04-25",
    ),
    "far in the west": (
        "{from: 2026-11-01, until: 2026-11-02}",
        "America/New_York",
        "00:00",
        "2026-11-01",
        "2026-11-02",
    ),
    "in the hour that comes twice there": (
        '{from: "2026-11-01 01:30", until: "2026-11-01 03:00"}',
        "America/New_York",
        "00:00",
        "2026-11-01 01:30",
        "2026-11-01 03:00",
    ),
}


@pytest.mark.parametrize("name", ONCE)
def test_an_event_holds_from_its_first_minute_to_before_its_last(name: str) -> None:
    written, zone, starts, begins, ends = ONCE[name]
    days = calendar(zone, starts)
    found = read(written, days)
    first, last = at(begins, zone), at(ends, zone)

    assert not found.holds(first - 1, days)
    assert found.holds(first, days)
    assert found.holds(last - 1, days)
    assert not found.holds(last, days)


# An event, the zone, and moments at which it holds (+) or does not (-).
AGAIN = {
    "weekends": (
        "{every: {weekdays: [sat, sun]}}", "UTC",
        "-2026-01-09 23:59", "+2026-01-10 00:00", "+2026-01-11 23:59", "-2026-01-12 00:00",
    ),
    "weekends over the spring": (
        "{every: {weekdays: [sat, sun]}}", "Europe/Berlin",
        "-2026-03-27 23:59", "+2026-03-28 00:00", "+2026-03-29 03:00", "+2026-03-29 23:59", "-2026-03-30 00:00",
    ),
    "weekends over the autumn": (
        "{every: {weekdays: [sat, sun]}}", "Europe/Berlin",
        "-2026-10-23 23:59", "+2026-10-24 00:00", "+2026-10-25 02:30", "+2026-10-25 23:59", "-2026-10-26 00:00",
    ),
    "a leap day": (
        "{every: {dates: [02-29]}}", "UTC",
        "-2028-02-28 23:59", "+2028-02-29 00:00", "+2028-02-29 23:59", "-2028-03-01 00:00", "-2027-03-01 00:00",
    ),
    "days around a leap day": (
        "{every: {dates: [02-28..03-01]}}", "UTC",
        "+2027-02-28 12:00", "+2027-03-01 12:00", "+2028-02-29 12:00", "-2028-03-02 00:00",
    ),
    "the turn of the year": (
        "{every: {dates: [12-24..01-01]}}", "UTC",
        "-2026-12-23 23:59", "+2026-12-24 00:00", "+2027-01-01 23:59", "-2027-01-02 00:00",
    ),
    "the last day of a month": (
        "{every: {days: [1, last]}}", "UTC",
        "+2026-04-30 12:00", "+2026-05-01 12:00", "-2026-05-30 12:00", "+2026-05-31 12:00", "+2028-02-29 12:00",
    ),
    "months": ("{every: {months: [jul]}}", "UTC", "-2026-06-30 23:59", "+2026-07-01 00:00", "-2026-08-01 00:00"),
    "all that is said": (
        "{every: {weekdays: [fri], days: [13]}}", "UTC", "+2026-02-13 12:00", "-2026-02-06 12:00", "-2026-05-13 12:00",
    ),
    "over midnight": (
        '{every: {weekdays: [fri], between: ["22:00", "02:00"]}}', "UTC",
        "-2026-01-09 01:00", "-2026-01-09 21:59", "+2026-01-09 22:00", "+2026-01-10 01:59", "-2026-01-10 02:00",
        "-2026-01-10 22:00",
    ),
    "until midnight": (
        '{every: {between: ["18:00", "24:00"]}}', "UTC", "-2026-01-09 17:59", "+2026-01-09 23:59", "-2026-01-10 00:00",
    ),
    "over midnight in spring": (
        '{every: {weekdays: [sat], between: ["22:00", "04:00"]}}', "Europe/Berlin",
        "+2026-03-28 22:00", "+2026-03-29 03:59", "-2026-03-29 04:00",
    ),
    "over midnight in autumn": (
        '{every: {weekdays: [sat], between: ["22:00", "04:00"]}}', "Europe/Berlin",
        "+2026-10-24 22:00", "+2026-10-25 03:59", "-2026-10-25 04:00",
    ),
    "in the hour that is skipped": (
        '{every: {between: ["02:00", "03:00"]}}', "Europe/Berlin",
        "+2026-03-28 02:30", "-2026-03-29 01:59", "-2026-03-29 03:00", "+2026-03-30 02:30",
    ),
    "within a span of days": (
        "{from: 2026-01-05, until: 2026-01-11, every: {weekdays: [sun]}}", "UTC",
        "-2026-01-04 12:00", "-2026-01-11 12:00",
    ),
    "of which the last night goes on": (
        '{from: 2026-01-05, until: 2026-01-06, every: {between: ["22:00", "02:00"]}}', "UTC",
        "-2026-01-05 01:00", "+2026-01-05 23:00", "+2026-01-06 01:00", "-2026-01-06 23:00",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", AGAIN)
def test_an_event_comes_again_on_days_of_which_all_that_is_said_holds(name: str) -> None:
    written, zone, *moments = AGAIN[name]
    days = calendar(zone)
    found = read(written, days)

    assert {each: found.holds(at(each[1:], zone), days) for each in moments} == {
        each: each[0] == "+" for each in moments
    }


def test_both_hours_that_clocks_show_twice_are_of_the_window_that_they_are_in() -> None:
    days = calendar("Europe/Berlin")
    found = read('{every: {between: ["02:00", "03:00"]}}', days)

    for fold in (0, 1):
        assert found.holds(at("2026-10-25 02:30", "Europe/Berlin", fold), days)
    assert not found.holds(at("2026-10-25 03:00", "Europe/Berlin"), days)


def test_a_night_belongs_to_the_day_of_the_game_on_which_it_begins() -> None:
    days = calendar("Europe/Berlin", "04:00")
    found = read('{every: {weekdays: [fri], between: ["01:00", "03:00"]}}', days)

    assert found.holds(at("2026-01-10 02:00", "Europe/Berlin"), days)  # clocks say Saturday, the game Friday
    assert not found.holds(at("2026-01-09 02:00", "Europe/Berlin"), days)


ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kolkata"]


@given(zone=st.sampled_from(ZONES), minute=st.integers(27_000_000, 60_000_000))
def test_the_moment_of_a_time_is_the_first_at_which_clocks_show_it_or_a_later_one(
    zone: str, minute: int
) -> None:
    days, local = calendar(zone), minute * MINUTE
    found = days.time_of(local)

    def shown(moment: int) -> int:
        there = datetime.fromtimestamp(moment / 1000, ZoneInfo(zone))
        return int((there.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000)

    assert shown(found) >= local
    assert all(shown(found - back * MINUTE) < local for back in (1, 2, 15, 30, 60))


@given(
    zone=st.sampled_from(ZONES),
    starts=st.sampled_from(["00:00", "04:00", "23:30"]),
    day=st.integers(19_000, 40_000),
)
def test_a_whole_day_is_the_day_of_the_game(zone: str, starts: str, day: int) -> None:
    days = calendar(zone, starts)
    found = Window(first=day, last=day + 1)
    begins = days.start_of(day)

    for moment in (begins - MINUTE, begins, begins + 12 * 60 * MINUTE, days.start_of(day + 1)):
        assert found.holds(moment, days) == (days.day_of(moment) == day)
