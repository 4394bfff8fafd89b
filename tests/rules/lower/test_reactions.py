"""What follows by itself, and why not: reactions in rounds, requirements that explain themselves, what is said."""

# ruff: noqa: E501 - packs are written one definition a line

from __future__ import annotations

from typing import Any

import pytest

from engine.outcome import Accepted, Refused, Said
from rules.expression.node import Local
from tests.play import Player, player, problems, ruleset

LEVELS = """
kinds: {deed: {fields: {goal: int, worth: {type: amounts, default: {}}}}}
deed: {first: {goal: 1, worth: {gold: 5}}, many: {goal: 3, worth: {gold: 50}}}
variables:
  xp: {type: int, spendable: true}
  level: {type: {int: [1, 5]}, default: 1}
  gold: {type: int, spendable: true}
  wins: {type: int}
  done: {per: deed, type: bool}
  calls: {type: int}
  luck: {type: int}
limits: {often: {times: 1000, in: 1s}}
actions:
  train: {limit: often, params: {n: {type: {int: [0, 100]}}}, do: [{give: {xp: n}}]}
  fight: {limit: often, let: {worth_it: gold > 10}, do: [{chance: 50%, as: win}, {when: win, then: [{add: {wins: 1}}]}]}
  idle: {do: []}
reactions:
  grows: {when: level < 5 and xp >= level * 10, repeats: 2, do: [{add: {level: 1}}], say: grown}
  deeds: {each: {d: deed}, where: not done(d), when: wins >= d.goal, do: [{set: {done(d): true}}, {give: d.worth}]}
  cheer: {after: fight, when: fight.win, do: [{add: {luck: 1}}]}
  any: {after: fight, do: [{add: {calls: 1}}, {when: fight.worth_it, then: [{add: {calls: 100}}]}]}
texts: {en: {grown: "Level {level}."}}
"""


@pytest.mark.system("G20")
def test_a_reaction_fires_as_often_as_it_may_and_waits_with_the_rest() -> None:
    one = player(LEVELS).do("train", n=35)
    assert one.has("level") == {"level": 3}
    assert one.said == ["grown", "grown"]

    assert one.do("idle").has("level") == {"level": 4}  # what was still true waited for the next command
    assert one.do("idle").said == []


@pytest.mark.system("G20")
def test_a_reaction_for_records_fires_for_each_that_its_condition_fits() -> None:
    one = player(LEVELS, wins=2).do("fight", {"win": True})
    assert one.has("gold", "done") == {"gold": 55, "done": {"first": True, "many": True}}

    assert one.do("fight", {"win": True}).has("gold") == {"gold": 55}


def test_a_reaction_that_follows_an_action_sees_what_it_rolled_and_bound() -> None:
    one = player(LEVELS).do("fight", {"win": False})
    assert one.has("calls", "luck") == {"calls": 1}

    assert player(LEVELS, gold=11).do("fight", {"win": True}).has("calls", "luck") == {
        "calls": 101,
        "luck": 1,
    }
    assert one.do("idle").has("calls") == {"calls": 1}


def test_a_reaction_sleeps_until_what_it_reads_is_written() -> None:
    one = player(LEVELS, xp=40)

    assert one.do("idle").has("level") == {}
    assert one.do("train", n=1).has("level") == {"level": 3}


WHY = """
kinds: {card: {holdable: stack, fields: {power: int}}}
card: {fox: {power: 1}, owl: {power: 5}}
variables: {gold: {type: int, spendable: true}, level: {type: {int: [1, 9]}, default: 1}, free: {type: bool}, pet: {type: card, optional: true}}
limits: {daily: {times: 1, each: day}, often: {times: 1000, in: 1s}}
formulas: {ready: {is: level >= 3 and gold >= 10}}
texts: {en: {too_low: "Level {level} is below 3.", too_poor: Poor., not_free: Not free., no_pet: "No pet.", weak: "{pet} is weak.", not_ready: No.}}
actions:
  act:
    params: {c: {type: card, owned: true, where: it.power > 2}, n: {type: {int: [1, 9]}, default: 2}}
    let: {price: n * 5}
    require:
      - {that: level >= 3, else: too_low}
      - {have: {gold: price}, else: too_poor}
      - {that: free, else: not_free}
      - {that: has(pet), else: no_pet}
      - {that: pet.power >= level, else: weak}
    limit: daily
    cost: {gold: price, c: 1}
    do: [{set: {free: false}}]
  check: {limit: often, require: [{that: ready, else: not_ready}], do: [{add: {gold: 0}}]}
"""


@pytest.mark.parametrize(
    ("given", "params", "rows"),
    [
        ({}, {"c": "fox"}, ("params.c", "params.c")),
        ({"fox": 1}, {"c": "fox"}, ("params.c",)),
        ({"owl": 1}, {"c": "owl"}, ("too_low", "too_poor", "not_free", "no_pet")),
        ({"owl": 1, "level": 3, "gold": 10}, {"c": "owl"}, ("not_free", "no_pet")),
        ({"owl": 1, "level": 3, "gold": 9, "free": True, "pet": "owl"}, {"c": "owl"}, ("too_poor",)),
        ({"owl": 1, "level": 3, "gold": 44, "free": True, "pet": "owl"}, {"c": "owl", "n": 9}, ("too_poor",)),
        ({"owl": 1, "level": 3, "gold": 10, "free": True, "pet": "fox"}, {"c": "owl"}, ("weak",)),
    ],
)
def test_all_rows_that_fail_are_listed_in_their_order(
    given: dict[str, Any], params: dict[str, Any], rows: tuple[str, ...]
) -> None:
    one = player(WHY, **given)
    before = one.state

    found = one.refused("act", **params)

    assert found.rows == rows
    assert found.reason == rows[0]
    assert one.state == before


def test_an_action_that_may_costs_and_counts() -> None:
    one = player(WHY, owl=2, level=3, gold=30, free=True, pet="owl").do("act", c="owl")
    assert one.has() == {"owl": 1, "level": 3, "gold": 20, "pet": "owl"}

    one.state = one.state.with_({"free": True})
    found = one.refused("act", c="owl")
    assert (found.phase, found.rows) == ("limit", ("limit.daily",))


def test_a_reason_has_the_values_that_its_words_need() -> None:
    reasons = ruleset(WHY).reasons

    assert [name for name, _ in reasons["act", "too_low"].values] == ["level"]
    assert [name for name, _ in reasons["act", "weak"].values] == ["pet"]


GENERAL = """
variables: {joined: {type: bool}, gold: {type: int, spendable: true}}
limits: {calm: {times: 1, in: 1h}}
texts: {en: {join_first: Join first.}}
actions:
  join: {except: [join_first, calm], do: [{set: {joined: true}}]}
  work: {cost: {gold: 1}, do: []}
"""


@pytest.mark.system("G1")
def test_what_holds_for_every_action_holds_but_where_one_is_excepted() -> None:
    head = (
        "game: {id: mine, title: Mine, version: 1.0.0, language: 1,"
        " every_action: {require: [{that: joined, else: join_first}], limit: calm}}\n"
    )
    one = player(GENERAL, head, gold=9)

    assert one.refused("work").reason == "join_first"
    one.do("join").do("join").do("work")
    assert one.refused("work").reason == "limit.calm"


SAID = """
kinds: {card: {holdable: stack, fields: {power: int}}}
card: {fox: {power: 1}, owl: {power: 5}}
variables: {gold: {type: int, spendable: true}}
limits: {often: {times: 1000, in: 1s}}
views:
  album: {title: album_title, show: {sum: gold, extra: n * 2}, list: {e: card}, where: owned(e) > 0, sort: [-e.power, e.name], page: 3, row: line}
texts:
  en: {album_title: "Cards of {gold}", line: "{e.name} x{owned(e)}, {n}", got: {by: n, one: "{n} came", other: "{n} of {c}"}}
  de: {got: "{c}: {gold}"}
actions:
  act: {limit: often, params: {c: {type: card}, n: {type: {int: [0, 9]}}}, do: [{give: {c: n}}, {say: got}], say: album}
"""


def test_words_have_the_values_of_every_locale_where_they_are_said() -> None:
    one = player(SAID, gold=4).do("act", c="owl", n=3)

    assert isinstance(one.last, Accepted)
    said = {event.name: dict(event.values) for event in one.last.events if isinstance(event, Said)}
    assert said["got"] == {"n": 3, "c": "owl", "gold": 4}
    assert said["album"] == {"n": 3}


def test_a_view_reads_what_is_remembered_and_what_its_place_hands_over() -> None:
    view = ruleset(SAID).views["album"]

    assert [name for name, _ in view.locals] == ["n"]
    assert view.page == 3
    assert [falling for _, falling in view.sort] == [True, False]
    assert view.domain is not None
    assert view.domain.kind == "card"
    assert [label.label for label in view.show] == ["sum", "extra"]
    assert isinstance(view.locals[0][1], Local)


def refusing(one: Player) -> Refused:
    return one.refused("act", c="owl", n=99)


def test_a_parameter_outside_its_bounds_is_refused_before_anything_else() -> None:
    assert refusing(player(SAID)).reason == "bad_param"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{when: gold > 0, do: [{take: {gold: 1}}]}", "E"),
        ("{after: nothing_known, do: []}", "E"),
        ("{when: nothing_known > 0, do: []}", "E"),
        ("{each: {c: nothing_known}, when: true, do: []}", "E"),
    ],
)
def test_a_reaction_that_cannot_be_is_an_error(text: str, code: str) -> None:
    found = problems(f"{SAID}reactions: {{bad: {text}}}\n")

    assert found
    assert found[0][0].startswith(code)


def test_a_kind_may_be_called_reaction() -> None:
    text = """
kinds: {reaction: {holdable: stack, fields: {power: int}}}
reaction: {boom: {power: 3}, fizz: {power: 1}}
variables: {gold: {type: int}}
reactions: {more: {when: gold < 3 and owned(boom) > 0, do: [{add: {gold: 1}}], repeats: 2}}
limits: {often: {times: 1000, in: 1s}}
actions: {mix: {limit: often, params: {r: {type: reaction}}, do: [{give: {r: 1}}]}}
"""
    one = player(text).do("mix", r="boom")

    assert one.has() == {"boom": 1, "gold": 2}
    assert one.do("mix", r="fizz").has() == {"boom": 1, "fizz": 1, "gold": 3}
