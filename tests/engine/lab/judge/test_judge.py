"""Targets are decided as seldom wrongly as is said, and each for itself."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.lab.interval import Interval
from engine.lab.judge.judge import ALPHA, FEWEST, LOOKS, Budget, judge
from engine.lab.judge.lived import Live
from engine.lab.judge.verdict import Answer, decided
from engine.lab.summary import Summary
from rules.program.target import Flow, Gini, Measure, Reach, Target, Wealth
from tests.engine.lab.judge.asked import ASSET, POND, VARIABLE, lucky, outcome, with_targets

TRUTH, SEEDS = 0.3, 1_000


def target(
    name: str, measure: Measure, low: float | None = None, high: float | None = None, players: int = 0
) -> Target:
    """Return a target for one profile on one day."""
    least, most = (None if end is None else Fraction(str(end)) for end in (low, high))
    return Target(name, measure, least, most, "keen", 1, players)


# Just beside the truth, where a wrong answer is likeliest; and the answer that is wrong.
NEAR: list[tuple[Target, Answer]] = [
    (target("a_share_that_holds", Reach(VARIABLE, 10), high=0.3), "fails"),
    (target("a_share_that_fails", Reach(VARIABLE, 10), high=0.299), "holds"),
    (target("a_mean_that_holds", Flow("made", ASSET), low=3), "fails"),
    (target("a_mean_that_fails", Flow("made", ASSET), low=3.01), "holds"),
    (target("a_ratio_that_fails", Flow("net", ASSET, "active_player_day"), high=2.99), "holds"),
]


def test_of_a_thousand_packs_fewer_get_any_wrong_answer_than_is_said() -> None:
    ruleset, wrong = with_targets(*(each for each, _ in NEAR)), {each.name: answer for each, answer in NEAR}
    mistaken = 0
    for seed in range(SEEDS):
        found = judge(ruleset, lucky(TRUTH, seed), Budget(400))
        mistaken += any(judged.answer == wrong[judged.target.name] for judged in found)
    assert mistaken < ALPHA * SEEDS


def test_looking_at_each_doubling_without_sharing_the_error_would_be_wrong_too_often() -> None:
    each, answer = NEAR[1]
    ruleset = with_targets(each)
    wrong = sum(
        judge(ruleset, lucky(TRUTH, seed), Budget(400), ALPHA * LOOKS * len(NEAR))[0].answer == answer
        for seed in range(SEEDS)
    )
    assert wrong > ALPHA * SEEDS


def test_players_are_added_until_it_is_decided_and_no_longer() -> None:
    asked: list[tuple[int, int]] = []
    ruleset = with_targets(target("rare", Reach(VARIABLE, 10), high=0.4))
    (judged,) = judge(ruleset, _noting(lucky(TRUTH, 1), asked), Budget(3_200))
    ends = [first + count for first, count in asked]
    assert [first for first, _ in asked] == [0, *ends[:-1]]
    assert all(end == 2 * before for before, end in pairwise(ends))
    assert judged.answer == "holds"
    assert (judged.players, judged.looks) == (ends[-1], len(ends))
    assert judged.players < 3_200


def test_there_are_at_most_eight_looks_and_the_last_is_at_the_budget() -> None:
    asked: list[tuple[int, int]] = []
    ruleset = with_targets(target("a_tie", Reach(VARIABLE, 10), high=0.3))
    (judged,) = judge(ruleset, _noting(lucky(TRUTH, 1), asked), Budget(25_600))
    assert (judged.answer, judged.players, judged.looks) == ("undecided", 25_600, 8)
    assert asked[0] == (0, 200)
    assert judged.why == "25,600 players were not enough"


@pytest.mark.parametrize(
    ("budget", "players"),
    [(Budget(400), 400), (Budget(400, 60), 60), (Budget(10), 10), (Budget(FEWEST, 1_000), FEWEST)],
)
def test_a_budget_is_kept(budget: Budget, players: int) -> None:
    ruleset = with_targets(target("a_tie", Reach(VARIABLE, 10), high=0.3))
    (judged,) = judge(ruleset, lucky(TRUTH, 1), budget)
    assert judged.players == players


def test_a_target_may_ask_for_more_players_than_others_but_for_no_more_than_anybody_may() -> None:
    ruleset = with_targets(target("a_tie", Reach(VARIABLE, 10), high=0.3, players=900))
    assert judge(ruleset, lucky(TRUTH, 1), Budget(100))[0].players == 900
    assert judge(ruleset, lucky(TRUTH, 1), Budget(100, 300))[0].players == 300


def test_players_of_the_same_profile_and_days_are_lived_once_for_all_targets() -> None:
    asked: list[tuple[int, int]] = []
    ruleset = with_targets(*(each for each, _ in NEAR))
    found = judge(ruleset, _noting(lucky(TRUTH, 1), asked), Budget(1_600))
    assert sum(count for _, count in asked) == max(judged.players for judged in found)


def test_players_of_all_profiles_are_asked_by_their_shares() -> None:
    asked: list[tuple[int, int]] = []
    every = replace(target("a_tie", Reach(VARIABLE, 10), high=0.3), profile="")
    (judged,) = judge(with_targets(every), _noting(lucky(TRUTH, 1), asked), Budget(300))
    shares = {name: profile.share for name, profile in POND.profiles.items()}
    assert shares == {"idle": 2, "keen": 1}
    assert judged.players == 300
    assert sorted(first + count for first, count in asked)[-2:] == [100, 200]


def test_where_no_player_differs_from_another_only_the_last_look_counts() -> None:
    def nobody(_: str, days: int, __: int, count: int) -> Summary:
        return outcome(count, days, 0)

    ruleset = with_targets(target("nothing", Flow("made", ASSET), high=1))
    (judged,) = judge(ruleset, nobody, Budget(200))
    assert (judged.answer, judged.players) == ("holds", 200)


MEASURES: list[Measure] = [
    Reach(VARIABLE, 10),
    Flow("made", ASSET),
    Gini(ASSET),
    Wealth(ASSET, Fraction(1, 10)),
]
TARGETS = st.builds(
    lambda number, measure, high, profile, players: Target(
        f"t{number}", measure, None, Fraction(high, 10), profile, 1, players
    ),
    st.integers(0, 10**6),
    st.sampled_from(MEASURES),
    st.integers(1, 40),
    st.sampled_from(["keen", "idle", ""]),
    st.sampled_from([50, 200, 330]),
)


@settings(max_examples=40)
@given(st.lists(TARGETS, max_size=5, unique_by=lambda each: each.name), st.randoms(use_true_random=False))
def test_the_answers_do_not_depend_on_the_order_of_the_targets(targets: list[Target], luck: object) -> None:
    other = sorted(targets, key=lambda _: luck.random())  # type: ignore[attr-defined]
    one, two = (judge(with_targets(*each), lucky(TRUTH, 5), Budget(200)) for each in (targets, other))
    assert {each.target.name: each for each in one} == {each.target.name: each for each in two}
    assert [each.target for each in one] == targets


def test_what_is_selected_gets_the_answer_that_it_gets_among_all() -> None:
    ruleset = with_targets(*(each for each, _ in NEAR))
    every = judge(ruleset, lucky(TRUTH, 5), Budget(800))
    (alone,) = judge(ruleset, lucky(TRUTH, 5), Budget(800), select="a_mean_that_fails")
    assert alone in every


@pytest.mark.parametrize(
    ("low", "high", "interval", "answer"),
    [
        (1, 3, (1, 2, 3), "holds"),
        (1, 3, (0.9, 2, 3), "undecided"),
        (1, 3, (1, 2, 3.1), "undecided"),
        (1, 3, (3.1, 4, 5), "fails"),
        (1, 3, (0, 0.5, 0.9), "fails"),
        (1, 3, (3, 3, 3), "holds"),
        (None, 3, (-9, 0, 3), "holds"),
        (1, None, (1, 5, float("inf")), "holds"),
        (None, 3, (2, float("inf"), float("inf")), "undecided"),
        (None, 3, (4, float("inf"), float("inf")), "fails"),
        (None, 0.4, (0.4 + 1e-13, 0.4 + 1e-13, 0.4 + 1e-13), "holds"),
    ],
)
def test_an_interval_decides_where_it_lies_on_one_side_of_both_bounds(
    low: float | None, high: float | None, interval: tuple[float, float, float], answer: Answer
) -> None:
    assert decided(target("any", Gini(ASSET), low, high), Interval(*interval)) == answer


def _noting(live: Live, asked: list[tuple[int, int]]) -> Live:
    """Return the same players; who was asked is noted."""

    def noted(profile: str, days: int, first: int, count: int) -> Summary:
        asked.append((first, count))
        return live(profile, days, first, count)

    return noted
