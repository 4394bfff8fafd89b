"""Each combination of events that the calendar can produce has rules of its own: sets, then scales, then adds."""

# ruff: noqa: E501 - packs are written one definition a line

from __future__ import annotations

import gc
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.define.moment import moment
from rules.event.meet import combinations
from rules.load import load_resolved
from rules.pack.kept import keep
from rules.program.catalogue import Calendar, Catalogue
from rules.program.event import Every, Window
from rules.ruleset import Ruleset
from tests.play import problems, ruleset

PACK = """
kinds: {{coin: {{holdable: stack, fields: {{worth: {{int: [0, 1000]}}}}}}}}
coin: {{gold: {{worth: 10}}, lead: {{worth: 1}}}}
limits: {{once: {{per: player, times: 1, each: day}}}}
formulas: {{pay: {{is: "coin.gold.worth + (100 if active(fair) else 0)"}}}}
actions: {{earn: {{limit: once, do: [{{give: {{gold: pay}}}}]}}}}
events:
  fair: {{every: {{weekdays: [mon]}}, patch: [{fair}]}}
  market: {{every: {{days: [5]}}, patch: [{market}]}}
"""
WORTH = "at: coin.gold.worth"


def rules(fair: str = "", market: str = "") -> Ruleset:
    """Return a game with two events that meet on some Mondays."""
    return ruleset(PACK.format(fair=fair, market=market))


def worth(of: Ruleset) -> int:
    """Return what gold is worth."""
    return int(of.catalogue.kinds["coin"].columns["worth"][of.catalogue.kinds["coin"].codes["gold"]])


def at(of: Ruleset, text: str) -> Ruleset:
    """Return the rules at a moment."""
    found = moment(text, of.catalogue.calendar)
    assert found is not None
    return of.at(found)


# What the one does and the other, and what gold is worth where both hold.
ORDER = {
    "a set comes before a scale": (f"{{{WORTH}, scale: 3}}", f"{{{WORTH}, set: 20}}", 60),
    "a scale before an add": (f"{{{WORTH}, add: 5}}", f"{{{WORTH}, scale: 2}}", 25),
    "scales are multiplied": (f"{{{WORTH}, scale: 3}}", f"{{{WORTH}, scale: 2}}", 60),
    "what is added is summed": (f"{{{WORTH}, add: 5}}", f"{{{WORTH}, add: 7}}", 22),
    "all of them": (
        f"{{{WORTH}, add: 5}}, {{{WORTH}, scale: 2}}",
        f"{{{WORTH}, add: 7}}, {{{WORTH}, set: 4}}",
        20,
    ),
}


@pytest.mark.parametrize("name", ORDER)
def test_events_that_hold_at_once_apply_in_one_order_whatever_they_are_called(name: str) -> None:
    one, other, wanted = ORDER[name]

    for pair in ((one, other), (other, one)):
        both = at(rules(*pair), "2026-01-05 12:00")
        assert both.held == ("fair", "market")
        assert worth(both) == wanted


def test_each_combination_has_its_own_rules_and_the_game_has_those_of_none() -> None:
    game = rules(f"{{{WORTH}, scale: 2}}", f"{{{WORTH}, add: 1}}")

    assert game.variants is not None
    assert game.variants.meeting == [(), ("fair",), ("market",), ("fair", "market")]
    found = {each: worth(at(game, each)) for each in ("2026-01-06", "2026-01-12", "2026-02-05", "2026-01-05")}
    assert found == {"2026-01-06": 10, "2026-01-12": 20, "2026-02-05": 11, "2026-01-05": 21}
    assert at(game, "2026-01-06") is game
    assert worth(game) == 10


def test_rules_that_are_kept_are_those_of_the_same_events_when_they_are_built_again() -> None:
    game = rules(f"{{{WORTH}, scale: 2}}", f"{{{WORTH}, add: 1}}")
    again = load_resolved(keep(game.definitions.resolved), game.catalogue.calendar)

    assert again.hash == game.hash
    for text in ("2026-01-06", "2026-01-12", "2026-02-05", "2026-01-05"):
        assert at(again, text).hash == at(game, text).hash
        assert at(again, text).held == at(game, text).held


CHANGES = (
    f"{{{WORTH}, set: 7}}",
    f"{{{WORTH}, scale: 3}}",
    f"{{{WORTH}, add: 4}}",
    "{at: limits.once.times, add: 2}",
    '{at: formulas.pay.is, set: "coin.lead.worth * 5"}',
    "{at: actions.earn.do, append: [{give: {lead: 2}}]}",
    "{at: coin.lead, append: {name: Lead}}",
)


@pytest.mark.parametrize("rows", [CHANGES[:1], CHANGES[1:3], CHANGES[3:5], CHANGES[5:], CHANGES[2:]])
def test_the_rules_of_an_event_are_those_of_a_pack_with_the_same_patch(rows: tuple[str, ...]) -> None:
    patched = ruleset(PACK.format(fair="", market="") + f"patches: {{now: [{', '.join(rows)}]}}\n")
    held = rules(fair=", ".join(rows)).during(("fair",))

    def said(of: Ruleset) -> dict[str, object]:
        return {
            noun: ids
            for noun, ids in of.definitions.resolved.plain.items()
            if noun not in {"events", "patches"}
        }

    assert said(held) == said(patched)
    assert held.programs["earn"].phase("cost") == patched.programs["earn"].phase("cost")
    assert held.programs["earn"].phase("limit") == patched.programs["earn"].phase("limit")
    assert held.catalogue.kinds == patched.catalogue.kinds


def test_an_event_is_part_of_what_a_game_is_named_by() -> None:
    assert rules(f"{{{WORTH}, scale: 2}}").hash != rules(f"{{{WORTH}, scale: 3}}").hash


def test_a_game_that_nobody_needs_is_gone_with_all_its_rules_and_needs_no_collector() -> None:
    kept, calendar = keep(rules(f"{{{WORTH}, scale: 2}}").definitions.resolved), Calendar()

    def alive() -> int:
        return sum(isinstance(each, Catalogue) for each in gc.get_objects())

    gc.collect()
    gc.disable()
    try:
        before = alive()
        again = load_resolved(kept, calendar)
        assert at(again, "2026-01-12").held == ("fair",)
        assert alive() >= before + 2
        del again
        assert alive() == before
    finally:
        gc.enable()


def test_the_fewest_events_are_meant_that_hold_when_those_that_are_named_do() -> None:
    night = (
        PACK.format(fair="", market="") + '  night: {every: {weekdays: [mon], between: ["20:00", "23:00"]}}\n'
    )
    found = ruleset(night).variants

    assert found is not None
    assert found.during(["night"]) == ("fair", "night")
    assert found.during(["market"]) == ("market",)
    assert found.during(["market", "night"]) == ("fair", "market", "night")
    assert found.during([]) == ()


REFUSED = {
    "what only one of them has": ("{at: coin.gold.worth, remove: true}", f"{{{WORTH}, scale: 2}}", "E202"),
    "a bound that both together break": (f"{{{WORTH}, scale: 9}}", f"{{{WORTH}, scale: 12}}", "E204"),
    "an order of records": ("{at: coin.gold.name, set: A}", "{at: coin, append: {zinc: {worth: 1}}}", "E142"),
    "a parameter": ("{at: actions.earn, append: {params: {n: bool}}}", "", "E142"),
    "who may ask": ("{at: actions.earn.who, set: clock}", "", "E142"),
    "a limit's period": ("{at: limits.once.each, set: week}", "", "E142"),
    "a whole action": ("{at: actions.earn, remove: true}", "", "E142"),
    "another action": ("{at: actions, append: {more: {do: []}}}", "", "E142"),
    "another event": ("{at: events.market.patch, append: []}", "", "E142"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_event_may_change_is_refused_before_anybody_plays(name: str) -> None:
    fair, market, code = REFUSED[name]

    assert code in {each for each, _ in problems(PACK.format(fair=fair, market=market))}


INSTANTS = st.integers(1_700_000_000_000 // 60_000, 3_900_000_000_000 // 60_000)
WINDOWS = st.builds(
    Window,
    first=st.sampled_from([-(1 << 60), 20_000, 20_700]),
    last=st.sampled_from([1 << 60, 20_710, 25_000]),
    since=st.sampled_from([-(1 << 60), 1_790_003_460_000]),
    until=st.sampled_from([1 << 60, 1_793_500_000_000 // 60_000 * 60_000, 2_500_000_020_000]),
    every=st.builds(
        Every,
        weekdays=st.frozensets(st.integers(1, 7), max_size=3),
        days=st.frozensets(st.integers(0, 31), max_size=2),
        months=st.frozensets(st.integers(1, 12), max_size=2),
        between=st.sampled_from([None, (0, 3_600_000), (82_800_000, 7_200_000), (43_200_000, 86_400_000)]),
    ),
)


@given(windows=st.lists(WINDOWS, min_size=1, max_size=3), minute=INSTANTS)
def test_no_moment_has_a_combination_that_was_not_foreseen(windows: list[Window], minute: int) -> None:
    days = Calendar()
    named = dict(zip("abc", windows, strict=False))
    now = minute * 60_000

    assert tuple(name for name, each in named.items() if each.holds(now, days)) in combinations(
        named, days, 16
    )


def test_of_too_many_combinations_no_more_are_sought() -> None:
    windows = {
        "a": Window(every=Every(weekdays=frozenset({1}))),
        "b": Window(every=Every(days=frozenset({1}))),
        "c": Window(every=Every(months=frozenset({5}))),
    }

    assert len(combinations(windows, Calendar(), 16)) == len([*product((0, 1), repeat=3)])
    assert len(combinations(windows, Calendar(), 4)) == 5


def test_what_begins_in_the_middle_of_a_day_meets_what_comes_again_later() -> None:
    windows = {
        "a": Window(since=1_790_003_460_000, until=1_793_500_020_000),  # a Monday, forty days
        "b": Window(every=Every(weekdays=frozenset({6}))),
    }

    assert combinations(windows, Calendar(), 16) == [(), ("a",), ("b",), ("a", "b")]
