"""What time does: regeneration in whole ticks, resets by periods, choices that stay, limits in windows and days."""

# ruff: noqa: E501 - packs are written one definition a line

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.outcome import Accepted
from engine.state import State
from rules.expression.type import HOUR, MINUTE
from rules.program.moment import Moment
from tests.play import Player, player, problems, ruleset

BERLIN = (
    "game: {id: mine, title: Mine, version: 1.0.0, language: 1,"
    ' day: {timezone: Europe/Berlin, starts: "04:00"}}\n'
)
VERVE = """
variables:
  most: {type: {int: [1, 100]}, default: 20}
  verve: {type: {int: [0, 200]}, spendable: true, default: 10, regenerates: {by: 2, every: 10m, up_to: most}}
limits: {often: {times: 1000, in: 1s}}
actions:
  look: {do: []}
  gift: {limit: often, do: [{give: {verve: 50}}]}
  work: {cost: {verve: 5}, do: []}
"""


def verve(one: Player) -> int:
    return one.do("look").state.read("verve")


@pytest.mark.system("G25", "G1")
def test_regeneration_comes_in_whole_ticks_and_the_rest_of_a_tick_is_kept() -> None:
    one = player(VERVE)

    assert verve(one.wait("9m")) == 10
    assert verve(one.wait("2m")) == 12
    assert verve(one.wait("8m")) == 12
    assert verve(one.wait("1m")) == 14
    assert verve(one.wait("3h")) == 20


@pytest.mark.system("G25")
def test_a_gift_above_the_limit_stays_and_ticks_begin_when_the_value_falls_below() -> None:
    one = player(VERVE).wait("7m").do("gift")
    assert verve(one.wait("5h")) == 60

    one.state = one.state.with_({"verve": 21})
    one.do("look").wait("9m").do("work")
    assert one.state.read("verve") == 16
    assert verve(one.wait("9m")) == 16
    assert verve(one.wait("1m")) == 18


@given(st.lists(st.integers(0, 40 * MINUTE), max_size=12))
def test_however_often_somebody_looks_time_brings_the_same(waits: list[int]) -> None:
    often, once = player(VERVE, verve=1, most=100), player(VERVE, verve=1, most=100)
    for length in waits:
        often.now += length
        often.do("look")
    once.now += sum(waits)

    assert verve(often) == verve(once)


@pytest.mark.system("G25")
def test_what_is_kept_for_each_record_regenerates_for_each() -> None:
    text = """
kinds: {mill: {holdable: stack, fields: {income: int}}}
mill: {big: {income: 5}, small: {income: 1}}
variables: {stored: {per: mill, type: {int: [0, 100]}, regenerates: {by: 'it.income * min(owned(it), 2)', every: 1h, up_to: 30}}}
actions: {look: {do: []}}
"""
    one = player(text, big=2, small=1).wait("150m").do("look")

    assert one.has("stored") == {"stored": {"big": 20, "small": 2}}


LAZY = """
variables:
  strength: {type: {int: [0, 5]}, default: 3}
  verve: {type: {int: [0, 200]}, spendable: true, default: 10, regenerates: {by: strength, every: 10m, up_to: 20}}
  full: {type: time, optional: true}
actions:
  ask: {do: [{set: {full: full_at(verve)}}]}
  work: {cost: {verve: 5}, do: [{set: {full: full_at(verve)}}]}
"""


@pytest.mark.system("G25")
@given(st.integers(0, 20), st.integers(1, 5), st.integers(0, 3 * HOUR))
def test_a_variable_is_full_when_it_said_it_would_be_and_not_before(
    verve: int, strength: int, wait: int
) -> None:
    one = player(LAZY, verve=verve, strength=strength)
    begun = one.now
    one.now += wait
    full = one.do("ask").state.read("full")

    assert (full == one.now) == (one.state.read("verve") == 20)
    if full > one.now:
        one.now = full - 1
        assert one.do("ask").state.read("verve") < 20
    one.now = full
    assert one.do("ask").state.read("verve") == 20
    assert (full - begun) % (10 * MINUTE) == 0 or full == begun + wait


def test_what_does_not_grow_is_never_full_and_what_was_spent_is_reckoned_anew() -> None:
    assert player(LAZY, strength=0).do("ask").has("full") == {}
    assert player(LAZY, strength=0, verve=20).do("ask").has("full") != {}

    spent = player(LAZY, verve=20).wait("7m").do("work")
    assert spent.state.read("full") == spent.now + 20 * MINUTE


def test_a_mistake_in_what_a_tick_brings_is_told_once() -> None:
    assert [code for code, _ in problems(LAZY.replace("by: strength", "by: strenght"))] == ["E405"]
    assert problems(LAZY.replace("full_at(verve)", "full_at(full)"))[0][1].startswith("`full` may be absent")


RESETS = """
kinds: {season: {ordered_by: begins, fields: {begins: day}}}
season: {spring: {begins: 2026-01-01}, summer: {begins: 2026-02-01}}
variables:
  daily: {type: int, resets: day}
  weekly: {type: int, resets: week}
  monthly: {type: int, resets: month}
  yearly: {type: int, resets: season}
  marks: {per: season, type: int, resets: week, default: 3}
  kept: {type: int}
actions: {bump: {do: [{add: {daily: 1, weekly: 1, monthly: 1, yearly: 1, kept: 1, marks(spring): 1}}]}}
"""


@pytest.mark.parametrize(
    ("at", "held"),
    [
        ("2026-01-06 03:59", {"daily": 2, "weekly": 2, "monthly": 2, "yearly": 2, "marks": {"spring": 5}}),
        ("2026-01-06 04:00", {"daily": 1, "weekly": 2, "monthly": 2, "yearly": 2, "marks": {"spring": 5}}),
        ("2026-01-12 03:59", {"daily": 1, "weekly": 2, "monthly": 2, "yearly": 2, "marks": {"spring": 5}}),
        ("2026-01-12 04:00", {"daily": 1, "weekly": 1, "monthly": 2, "yearly": 2, "marks": {"spring": 4}}),
        ("2026-02-01 03:59", {"daily": 1, "weekly": 1, "monthly": 2, "yearly": 2, "marks": {"spring": 4}}),
        ("2026-02-01 04:00", {"daily": 1, "weekly": 1, "monthly": 1, "yearly": 1, "marks": {"spring": 4}}),
        ("2027-01-05 12:00", {"daily": 1, "weekly": 1, "monthly": 1, "yearly": 1, "marks": {"spring": 4}}),
    ],
)
def test_a_new_period_begins_at_its_hour_in_the_zone_of_the_game(at: str, held: dict[str, Any]) -> None:
    one = player(RESETS, BERLIN).do("bump").until(at).do("bump")

    assert one.has() == {**held, "kept": 2}


def test_what_a_player_is_given_at_first_is_not_reset_by_his_first_command() -> None:
    assert player(RESETS, BERLIN, daily=4, yearly=7).do("bump").has("daily", "yearly") == {
        "daily": 5,
        "yearly": 8,
    }


CHOICE = """
kinds: {task: {fields: {often: int, rank: int}}}
task: {a: {often: 1, rank: 1}, b: {often: 2, rank: 1}, c: {often: 3, rank: 2}, d: {often: 0, rank: 2}}
variables: {rank: {type: {int: [1, 3]}, default: 1}, seen: {type: task, optional: true}, count: {type: int}}
choices:
  today_task: {one_of: task, weigh: it.often, for: player, each: day}
  shared: {one_of: task, weigh: it.often, for: world, each: week}
  few: {one_of: task, weigh: it.often, pick: 2, for: player, each: day}
  fitting: {one_of: task, where: it.rank == rank, for: player, each: day}
actions:
  look: {do: [{set: {seen: today_task, count: count(t for t in few)}}]}
  fit: {require: [{that: has(fitting), else: none_fits}], do: [{set: {seen: fitting}}]}
texts: {en: {none_fits: "Nothing fits."}}
"""
CALENDAR = ruleset(CHOICE).catalogue.calendar


def chosen(one: Player, name: str, picks: int = 1) -> tuple[int, ...]:
    return tuple(one.state.read(f"choice.{name}.{index}") for index in range(picks))


def at(hour: int, id_: int = 1) -> Player:
    one = player(CHOICE)
    one.id, one.now = id_, hour * HOUR
    return one


@given(st.integers(500_000, 600_000), st.integers(0, 10**6))
def test_a_choice_stays_as_long_as_its_period_and_is_the_same_for_all_who_share_it(
    hour: int, id_: int
) -> None:
    one = at(hour - hour % 24, id_).do("look")
    before = chosen(one, "today_task"), chosen(one, "few", 2)
    one.now += 23 * HOUR
    one.do("look")

    assert (chosen(one, "today_task"), chosen(one, "few", 2)) == before
    assert chosen(at(hour - hour % 24, id_ + 1).do("look"), "shared") == chosen(one, "shared")


def test_several_picks_are_different_and_no_record_of_weight_0_is_ever_picked() -> None:
    found = [chosen(at(500_000 + 24 * day).do("look"), "few", 2) for day in range(200)]

    assert all(one != other for one, other in found)
    assert 3 not in {code for pair in found for code in pair}


def test_records_are_chosen_by_their_weights() -> None:
    found = Counter(chosen(at(500_000, id_).do("look"), "today_task")[0] for id_ in range(1200))
    expected = {0: 200, 1: 400, 2: 600}

    assert sum((found[code] - wanted) ** 2 / wanted for code, wanted in expected.items()) < 13.8  # 0.1 %


def test_a_condition_narrows_a_choice_to_what_fits_or_nothing() -> None:
    one = at(500_000)
    assert one.do("fit").has("seen")["seen"] in {"a", "b"}

    other = at(500_000)
    other.state = other.state.with_({"rank": 3})
    assert other.refused("fit").reason == "none_fits"


def test_a_choice_that_could_find_nothing_is_an_error() -> None:
    text = CHOICE.replace("weigh: it.often, for: player", "weigh: it.often * (rank - 1), for: player")

    assert ("E518", "`today_task` picks nothing where every weight is 0") in problems(text)


@pytest.mark.parametrize("weigh", ["0.5 + it.often", "it.often * 0.5", "1 if it.often > 2 else 0.25"])
def test_a_choice_whose_weights_are_worked_out_from_fields_finds_something(weigh: str) -> None:
    assert problems(CHOICE.replace("weigh: it.often, for: player", f"weigh: {weigh}, for: player")) == []


LIMITS = """
kinds: {crate: {fields: {a_minute: {int: [1, 9]}}}}
crate: {big: {a_minute: 2}, small: {a_minute: 3}}
variables: {gold: {type: int, spendable: true}, tries: {type: int}}
limits:
  daily: {times: 2, each: day}
  weekly: {times: 1, each: week}
  monthly: {times: 1, each: month}
  cooldown: {times: 1, in: 1h}
  rate: {of: {c: crate}, times: c.a_minute, in: 1m}
  fast: {times: 3, in: 1m, counts: attempts, then: {block: 10m}}
  tried: {times: 2, each: day, counts: attempts}
actions:
  daily: {limit: daily, do: [{give: {gold: 1}}]}
  weekly: {limit: weekly, do: []}
  monthly: {limit: monthly, do: []}
  wait: {limit: cooldown, do: []}
  open: {params: {c: {type: crate}}, limit: rate(c), do: []}
  fast: {limit: fast, do: []}
  pay: {limit: tried, cost: {gold: 5}, do: []}
  buy: {limit: cooldown, cost: {gold: 5}, do: []}
"""


def uses(one: Player, action: str, **params: Any) -> int:
    """Return how often in a row something is accepted."""
    count = 0
    while isinstance(one.lucky(action, 1, **params), Accepted):
        count += 1
    return count


@pytest.mark.system("G14")
def test_each_day_week_and_month_has_its_uses() -> None:
    one = player(LIMITS, BERLIN)

    assert uses(one, "daily") == 2
    assert one.refused("daily").rows == ("limit.daily",)
    assert [uses(one.until(when), "daily") for when in ("2026-01-06 03:59", "2026-01-06 04:00")] == [0, 2]
    assert uses(one, "weekly") == 1
    assert [uses(one.until(when), "weekly") for when in ("2026-01-12 03:59", "2026-01-12 04:00")] == [0, 1]
    assert uses(one, "monthly") == 1
    assert [uses(one.until(when), "monthly") for when in ("2026-02-01 03:59", "2026-02-01 04:00")] == [0, 1]


def test_a_window_runs_from_the_use() -> None:
    one = player(LIMITS).do("wait")

    assert one.wait("59m").refused("wait").reason == "limit.cooldown"
    assert isinstance(one.wait("1m").lucky("wait", 1), Accepted)


def test_a_limit_counts_for_each_record_by_what_the_record_says() -> None:
    one = player(LIMITS)

    assert (uses(one, "open", c="big"), uses(one, "open", c="small")) == (2, 3)
    assert uses(one.wait("30s"), "open", c="big") == 1


def test_attempts_count_though_they_are_refused_and_accepted_uses_only_when_they_are() -> None:
    one = player(LIMITS)

    assert [one.refused("pay").reason for _ in range(3)] == ["short", "short", "limit.tried"]
    assert [one.refused("buy").reason for _ in range(3)] == ["short", "short", "short"]
    one.state = one.state.with_({"gold": 5})
    assert one.do("buy").has("gold") == {}


def test_a_use_too_many_blocks_for_a_while() -> None:
    one = player(LIMITS)

    assert uses(one, "fast") == 3
    assert one.wait("9m").refused("fast").reason == "limit.fast"
    assert uses(one.wait("2m"), "fast") == 3


@settings(max_examples=60)
@given(st.lists(st.integers(0, 90_000), min_size=1, max_size=40))
def test_a_limit_is_never_exceeded_in_any_window(waits: list[int]) -> None:
    one, accepted = player(LIMITS), list[int]()
    for length in waits:
        one.now += length
        if isinstance(one.lucky("open", 1, c="small"), Accepted):
            accepted.append(one.now)

    for first, fourth in zip(accepted, accepted[3:], strict=False):
        assert fourth - first >= MINUTE // 3  # evenly spent: a burst of three, then one each 20 s
    assert all(later - first > 0 for first, later in zip(accepted, accepted[3:], strict=False))


def test_a_player_who_just_began_has_what_a_new_player_has() -> None:
    rules = ruleset(VERVE)
    new = State.new(rules.catalogue, Moment(5 * HOUR, 0, 3))

    assert new.read("verve") == 10
    assert new.read("verve.since") == 5 * HOUR
