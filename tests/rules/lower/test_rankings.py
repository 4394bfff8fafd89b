"""Rankings as they are written, and the places in them that actions ask for."""

from __future__ import annotations

from datetime import date

import pytest

from engine.columns.forms import refused_forms
from rules.expression.code import ExpressionProblem
from rules.expression.evaluate import Situation, evaluate
from rules.expression.infer import read
from rules.expression.node import Node
from rules.expression.reference import Reference
from rules.expression.reference_value import Sample, opened
from rules.expression.scalar import ScalarCode
from rules.expression.scope import Scope
from rules.expression.type import MINUTE, NONE
from rules.lower.session import Session
from rules.program.moment import Moment
from tests.play import loaded, player, ruleset

PACK = """
kinds:
  season: {ordered_by: start, fields: {start: day, end: day}}
  prize: {ordered_by: place, fields: {place: int, reward: amounts}}
season: {spring: {start: 2026-03-01, end: 2026-05-31}, summer: {start: 2026-06-01, end: 2026-08-31}}
prize: {first: {place: 1, reward: {gold: 100}}, rest: {place: 11, reward: {gold: 1}}}
variables:
  gold: {type: int, spendable: true}
  points: {type: {int: [0, 1000000]}, resets: season}
  prized: {per: season, type: bool}
  last_week: {type: {int: [0, 1000000000]}}
rankings:
  season: {by: points, refresh: 7m, view: row, keeps: season}
  wealth: {by: gold + 1, view: row}
  weekly: {by: gold, view: row, keeps: week}
  monthly: {by: gold, view: row, keeps: month}
formulas: {is_rich: {is: "default(place(ranking.wealth), 100) <= 3"}}
actions:
  feast: {require: [{that: is_rich, else: no_prize}], do: [{set: {points: 0}}]}
  remember: {do: [{set: {last_week: "default(place(ranking.weekly, today - 7), 0)"}}]}
  month: {do: [{set: {last_week: "default(place(ranking.monthly, today), 0)"}}]}
  season_prize:
    params: {season: {type: season, where: it.end < today}}
    require: [{that: "has(place(ranking.season, season)) and not prized(season)", else: no_prize}]
    do: [{set: {prized(season): true}}, {give: "reached(prize, place(ranking.season, season)).reward"}]
texts: {en: {row: "{place} {player} {score}", no_prize: "No prize."}}
"""
LATER = "2026-06-10 12:00"
WEEK = (date(2026, 6, 3).toordinal() - date(1969, 12, 29).toordinal()) // 7


@pytest.mark.system("G31")
def test_a_ranking_is_a_score_how_old_it_may_be_and_the_words_of_a_line() -> None:
    rankings = ruleset(PACK).rankings

    assert rankings["season"].refresh == 7 * MINUTE
    assert rankings["wealth"].refresh == 5 * MINUTE
    assert rankings["season"].line.key == "row"
    assert rankings["season"].keeps == "season"
    assert rankings["wealth"].period is None


def test_a_score_is_reckoned_from_what_a_player_has() -> None:
    someone = player(PACK, gold=41)
    by = ruleset(PACK).rankings["wealth"].by

    assert ScalarCode(someone.rules.catalogue).function(by, ())(someone.state.cells, someone.moment) == 42


def test_a_place_is_asked_for_as_anything_that_may_be_absent() -> None:
    someone = player(PACK, at=LATER)

    assert someone.refused("feast").reason == "no_prize"
    someone.places["wealth", 0] = 4
    assert someone.refused("feast").reason == "no_prize"
    someone.places["wealth", 0] = 3
    someone.do("feast")


def test_the_last_table_of_a_season_pays_once() -> None:
    someone = player(PACK, at=LATER)
    someone.places = {("season", 0): 9, ("season", 1): 1}

    someone.do("season_prize", season="spring")

    assert someone.has("gold") == {"gold": 100}
    assert someone.refused("season_prize", season="spring").reason == "no_prize"


@pytest.mark.parametrize(
    ("action", "read"), [("remember", ("weekly", WEEK)), ("month", ("monthly", 56 * 12 + 5))]
)
def test_weeks_and_months_are_named_by_any_day_in_them(action: str, read: tuple[str, int]) -> None:
    someone = player(PACK, at=LATER)
    someone.places = {read: 7}

    assert someone.do(action).has("last_week") == {"last_week": 7}


@pytest.mark.parametrize(("places", "found"), [({("wealth", 0): 3}, 1), ({("wealth", 0): 4}, 0), ({}, 0)])
def test_slow_and_compiled_expressions_agree_on_places(
    places: dict[tuple[str, int], int], found: int
) -> None:
    catalogue = ruleset(PACK).catalogue
    (body,) = catalogue.formulas["is_rich"].bodies
    moment = Moment(0, 0, 1, places=places)

    assert evaluate(body, Situation(catalogue, moment=moment)) == found
    assert ScalarCode(catalogue).function(body, ())([], moment) == found


def test_where_another_player_stands_is_not_known() -> None:
    moment = Moment(0, 0, 1, places={("wealth", 0): 1})
    as_ = ScalarCode(ruleset(PACK).catalogue).names.space["as_"]

    assert as_(moment, 2).places.get(("wealth", 0), NONE) == NONE


def test_columns_name_the_ranking_that_they_cannot_read() -> None:
    rules = ruleset(PACK)

    assert refused_forms(rules.programs["feast"], rules.catalogue) == [
        "a place in the ranking `wealth` is read"
    ]


def test_a_pack_without_rankings_may_call_its_own_things_place() -> None:
    formula = "formulas: {place: {of: {n: {int: [0, 9]}}, is: n + 1}}"
    found = loaded(f"{formula}\nvariables: {{at: {{type: int, default: place(3)}}}}\n")

    assert not [problem for problem in found.problems if problem.is_error]


_PLACED = (
    ("place(ranking.wealth)", ("wealth", 0)),
    ("place(ranking.weekly, today - 7)", ("weekly", WEEK)),
    ("place(ranking.monthly, today)", ("monthly", 56 * 12 + 5)),
    ("place(ranking.daily, today)", ("daily", date(2026, 6, 10).toordinal() - date(1970, 1, 1).toordinal())),
    ("place(ranking.season, spring)", ("season", 0)),
    ("place(ranking.season, season.summer)", ("season", 1)),
)
DAILY = PACK.replace("  wealth: {", "  daily: {by: gold, view: row, keeps: day}\n  wealth: {")


def _typed(text: str) -> tuple[Session, Node | tuple[ExpressionProblem, ...]]:
    session = loaded(DAILY).session
    assert session is not None
    return session, read(text, Scope(session.definitions.vocabulary))


@pytest.mark.parametrize(("text", "key"), _PLACED)
def test_each_way_of_reckoning_reads_the_same_place(text: str, key: tuple[str, int]) -> None:
    session, node = _typed(text)
    assert isinstance(node, Node), node
    catalogue = session.definitions.vocabulary.catalogue
    today = date(2026, 6, 10).toordinal() - date(1970, 1, 1).toordinal()
    for places, expected in (({key: 8, ("other", 0): 3}, 8), ({("other", 0): 3}, None)):
        moment = Moment(0, today, 1, places=places)
        reference = Reference(session.definitions.vocabulary, Sample(moment=moment))
        assert reference.value(text, node.type) == expected
        found = evaluate(node, Situation(catalogue, moment=moment))
        assert opened(catalogue, node.type, found) == expected
        assert ScalarCode(catalogue).function(node, ())([], moment) == found


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("place(ranking.welth)", "E405", "there is no ranking called `welth`; did you mean `wealth`?"),
        ("place(3)", "E408", "`place` takes a ranking; write `place(ranking.daily)`"),
        ("place()", "E408", "`place` takes a ranking; write `place(ranking.daily)`"),
        (
            "place(ranking.wealth, today)",
            "E408",
            "keeps no tables of past periods, so `place` takes the ranking",
        ),
        ("place(ranking.weekly)", "E408", "takes a ranking and a `day`; 1 given"),
        ("place(ranking.season)", "E408", "takes a ranking and a `season`; 1 given"),
        ("place(ranking.weekly, gold)", "E407", "wanted is a day"),
        ("place(ranking.season, sprung)", "E405", "did you mean `spring`?"),
    ],
)
def test_a_place_that_cannot_be_asked_for_is_one_problem(text: str, code: str, words: str) -> None:
    _, problems = _typed(text)
    assert isinstance(problems, tuple)
    (problem,) = problems
    assert problem.code.id == code
    assert words in f"{problem.message}; {problem.help}"
