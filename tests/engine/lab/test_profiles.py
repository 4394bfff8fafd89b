"""Profiles, lived: nobody comes before he joined, outside his span or after he stopped; money is counted."""

from __future__ import annotations

from collections import Counter
from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.lab.count import count_life
from engine.lab.life import Bought, Evening, Event, Lives, Played
from engine.lab.summary import Summary
from engine.lab.watch import watch_of
from engine.outcome import Given, Taken
from rules.expression.type import DAY, HOUR, MINUTE
from rules.program.profile import BOUGHT
from rules.ruleset import Ruleset
from tests.engine.lab.pond import PLAY, pond

FIRST = 20_605  # Monday, 2026-06-01
DAYS = 40


def lake(profile: str, more: str = "", game: str = PLAY) -> Ruleset:
    """Return the pond with one profile of these keys, who wakes up each time that he comes."""
    does = "" if "does:" in more else "does: [{do: wake}]"
    keys = ", ".join(part for part in (profile, does, more) if part)
    return pond(game[: game.index("profiles:")] + f"profiles:\n  one: {{{keys}}}\n")


def lived(ruleset: Ruleset, player: int = 0, days: int = DAYS, seed: int = 3) -> list[list[Event]]:
    """Return what a player did, day by day."""
    found: list[list[Event]] = [[]]
    for event in Lives(ruleset, ruleset.profiles["one"], seed).live(player, FIRST, days):
        found[-1].append(event)
        if isinstance(event, Evening):
            found.append([])
    return found[:-1]


def came(ruleset: Ruleset, player: int = 0, days: int = DAYS, seed: int = 3) -> list[int]:
    """Return the days on which a player came."""
    told = [events[-1] for events in lived(ruleset, player, days, seed)]
    return [day for day, event in enumerate(told) if isinstance(event, Evening) and event.sessions]


def times(events: list[Event]) -> list[int]:
    return [event.now for event in events if isinstance(event, Played | Bought)]


SPANS = st.tuples(st.integers(0, 23), st.integers(1, 24)).filter(lambda ends: ends[0] < ends[1])


@given(SPANS, st.integers(1, 6), st.integers(0, 99))
def test_every_session_begins_in_its_share_of_the_span(
    span: tuple[int, int], sessions: int, player: int
) -> None:
    between = f'["{span[0]:02}:00", "{span[1]:02}:00"]'
    ruleset = lake(f"logs_in: {{chance: 100%, sessions: {sessions}, between: {between}}}")
    share = (span[1] - span[0]) * HOUR // sessions
    for day, events in enumerate(lived(ruleset, player, 4)):
        opens = (FIRST + day) * DAY + span[0] * HOUR
        arrived = times(events)
        assert len(arrived) == sessions
        for session, now in enumerate(arrived):
            # A session may wait for the one before, which a command of five seconds ends.
            assert opens + session * share <= now <= opens + (session + 1) * share + MINUTE


def test_at_the_weekend_he_may_come_more_often() -> None:
    days = came(lake("logs_in: {chance: 0%, weekend: 100%}"))
    assert [day % 7 for day in days] == [5, 6] * 5 + [5, 6][: len(days) - 10]


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 200))
def test_nobody_comes_before_he_joined(lo: int, more: int, player: int) -> None:
    days = came(lake("logs_in: {chance: 100%}", f"joins: {lo}..{lo + more}"), player, lo + more + 2)
    assert lo <= days[0] <= lo + more
    assert days == [*range(days[0], lo + more + 2)]


def test_they_join_on_all_the_days_that_are_named() -> None:
    ruleset = lake("logs_in: {chance: 100%}", "joins: 2..5")
    joined = Counter(came(ruleset, player, 6)[0] for player in range(200))
    assert set(joined) == {2, 3, 4, 5}
    assert min(joined.values()) > 25


@given(st.integers(1, 12), st.integers(1, 9))
def test_who_stops_after_some_days_stays_away_as_long_as_is_said(after: int, away: int) -> None:
    days = came(lake("logs_in: {chance: 100%}", f"stops: {{after: {after}d, for: {away}d}}"))
    assert days == [day for day in range(DAYS) if day % (after + away) < after]


@pytest.mark.parametrize("stops", ["{after: 9d}", "{chance: 20%}", "{when: level >= 6}"])
def test_who_stops_for_good_never_comes_again(stops: str) -> None:
    ruleset = lake("logs_in: {chance: 100%}", f"stops: {stops}")
    for player in range(8):
        days = came(ruleset, player)
        assert days == [*range(len(days))]
        assert len(days) < DAYS


def test_he_stops_in_the_evening_on_which_it_is_so() -> None:
    assert came(lake("logs_in: {chance: 100%, sessions: 2}", "stops: {when: level >= 6}")) == [0, 1, 2]


@given(st.integers(1, 100), st.integers(0, 50))
def test_who_stops_by_chance_came_until_then_and_comes_back_later(chance: int, player: int) -> None:
    days = came(lake("logs_in: {chance: 100%}", f"stops: {{chance: {chance}%, for: 3d}}"), player)
    assert days[0] == 0
    assert {later - earlier for earlier, later in pairwise(days)} <= {1, 4}
    if chance == 100:
        assert days == [*range(0, DAYS, 4)]


def test_a_chance_of_stopping_is_what_it_says() -> None:
    ruleset = lake("logs_in: {chance: 100%}", "stops: {chance: 10%}")
    lengths = [len(came(ruleset, player, 60)) for player in range(300)]
    assert 8.5 < sum(lengths) / len(lengths) < 11.5


SPENDS = [
    ("[{gives: {gold: 50}}]", 50, 1),
    ("[{gives: {gold: 50}, each: 7d}]", 50, 7),
    ("[{gives: {gold: 50}, each: 1w, chance: 40%}]", 50, 7),
]


@pytest.mark.parametrize(("spends", "amount", "each"), SPENDS)
def test_what_is_bought_comes_once_in_its_days_and_is_counted(spends: str, amount: int, each: int) -> None:
    ruleset = lake("logs_in: {chance: 90%, sessions: 2}", f"spends: {spends}")
    watch = watch_of(ruleset)
    for player in range(5):
        by_day = lived(ruleset, player)
        days = [day for day, events in enumerate(by_day) for event in events if isinstance(event, Bought)]
        assert days
        assert set(days) <= set(came(ruleset, player))
        assert all(later - earlier >= each for earlier, later in pairwise(days))
        summary = Summary()
        count_life(summary, (event for events in by_day for event in events), watch)
        bought = {day: n for (asset, why, day), n in summary.made.items() if (asset, why) == ("gold", BOUGHT)}
        assert bought == dict.fromkeys(days, amount)
        assert not [key for key in summary.otherwise if key[0] == "gold"]


def test_what_is_bought_is_there_for_the_first_habit() -> None:
    ruleset = lake(
        "logs_in: {chance: 100%}", "spends: [{gives: {gold: 2}}], does: [{do: dip, while: owned(gold) >= 2}]"
    )
    assert [type(event) for event in lived(ruleset, days=1)[0]][1:3] == [Bought, Played]


def test_nothing_is_bought_that_is_not_wanted() -> None:
    ruleset = lake("logs_in: {chance: 100%}", "spends: [{gives: {gold: 50}, when: owned(gold) < 100}]")
    amounts = [
        sum(each.amount for each in event.outcome.events if isinstance(each, Given))
        for events in lived(ruleset)
        for event in events
        if isinstance(event, Bought)
    ]
    assert 1 <= len(amounts) <= 2
    assert set(amounts) == {50}


def test_what_is_bought_may_vary() -> None:
    ruleset = lake("logs_in: {chance: 100%}", "spends: [{gives: {gold: 3..5}}]")
    found = {
        each.amount
        for events in lived(ruleset)
        for event in events
        if isinstance(event, Bought)
        for each in event.outcome.events
        if isinstance(each, Given)
    }
    assert found == {3, 4, 5}


RICH = PLAY.replace(
    "{summary: Nap., say: zzz}",
    "{summary: Nap., limit: hurry, do: [{give: {plop: 1, dot: 1, ghost: 1}}], say: zzz}",
)


def sold(ruleset: Ruleset, *, days: int, players: int = 1) -> Counter[str | None]:
    """Return what players sold."""
    found: Counter[str | None] = Counter()
    for player in range(players):
        for event in chain.from_iterable(lived(ruleset, player, days)):
            if isinstance(event, Played) and event.action == "sell":
                for taken in event.outcome.events:
                    if isinstance(taken, Taken):
                        found[taken.key] += taken.amount
    return found


def test_any_is_one_of_all_that_fit_and_no_other() -> None:
    does = "does: [{do: nap}, {do: sell, with: {frog: {any: it != ghost and owned(it) > 0}, count: 1}}]"
    ruleset = lake("logs_in: {chance: 100%}", does, RICH)
    found = sold(ruleset, players=20, days=10)
    assert set(found) == {"plop", "dot"}
    assert 70 < found["plop"] < 130


def test_where_nothing_fits_there_is_nothing_to_do_and_no_time_passes() -> None:
    does = "does: [{do: sell, with: {frog: {any: owned(it) > 0}, count: 1}, times: 9}, {do: nap}]"
    ruleset = lake("logs_in: {chance: 100%}", does)
    events = [event for event in lived(ruleset, days=1)[0] if isinstance(event, Played)]
    assert [event.action for event in events] == ["nap"]


def test_best_is_the_greatest_and_a_later_parameter_may_read_an_earlier_one() -> None:
    best = "{best: owned(it) * it.glow.order * (0 if it == ghost else 1)}"
    does = f"does: [{{do: nap, times: 2}}, {{do: sell, with: {{frog: {best}, count: frog.glow.order}}}}]"
    assert sold(lake("logs_in: {chance: 100%}", does, RICH), days=1) == Counter({"dot": 2})


def test_what_an_action_cannot_be_asked_with_is_not_tried() -> None:
    best = "{best: owned(it) * it.glow.order}"  # the ghost, of whom three would be sold: two at most may be
    does = f"does: [{{do: nap, times: 3}}, {{do: sell, with: {{frog: {best}, count: frog.glow.order}}}}]"
    assert not sold(lake("logs_in: {chance: 100%}", does, RICH), days=1)
