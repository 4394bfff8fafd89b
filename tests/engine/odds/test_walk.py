"""First hits, copies and their cost are what hazards, renewals and negative binomials give."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.distribution.question import TooWide, Watch
from engine.odds.report import OddsReport, report
from engine.odds.report import hit as when
from engine.odds.walk import Hit, in_draws
from rules.expression.node import Binary, Cell, Compare, Domain, Function, Local, const
from rules.expression.type import BOOL, COUNT, integer
from rules.program.guarantee import Guarantee
from rules.program.node import (
    Assign,
    Choose,
    Emit,
    Give,
    If,
    Let,
    Repeat,
    Require,
    Requirement,
    Row,
    Select,
    Steps,
    Switch,
    Take,
    Tally,
    Uniform,
    Weights,
    Write,
)
from rules.site import Site
from tests.engine.odds.tables import CARD, FIVE, FOUR, WISH, F, card, cell, draw, half, of, table, times
from tests.engine.odds.test_rates import mean_wait, soft

FIVE_STARS = Watch(frozenset({"wish.five"}))
PLAIN = {"five": F(1, 50), "three": F(49, 50)}


def hit(found: OddsReport) -> Hit:
    assert found.wide is None
    assert found.hit is not None
    return found.hit


def test_the_first_hit_follows_the_hazards() -> None:
    found = hit(report(draw(table("wish", WISH, [FIVE])), FIVE_STARS))
    left = F(1)
    for number in range(1, 91):
        assert found.pmf[number - 1] == pytest.approx(float(left * soft(number)), rel=1e-12)
        left *= 1 - soft(number)
    assert found.mean == pytest.approx(float(mean_wait(soft, 90)), rel=1e-12)
    assert found.certain == 90
    assert found.percentiles == ((50, 76), (90, 80), (99, 83))
    assert found.cdf[-1] == pytest.approx(1)


def test_a_player_who_waited_is_nearer() -> None:
    found = hit(report(draw(table("wish", WISH, [FIVE]), pity5=88), FIVE_STARS))
    assert found.pmf == pytest.approx((0.966, 0.034))
    assert found.certain == 2
    assert found.mean == pytest.approx(1.034)


def test_the_rate_up_is_due_after_twice_the_wait() -> None:
    found = hit(
        report(
            draw(table("wish", WISH, [FIVE, FOUR], {"five": half()})),
            Watch(frozenset({"wish.five.featured"})),
        )
    )
    assert found.mean == pytest.approx(1.5 * float(mean_wait(soft, 90)), rel=1e-12)
    assert found.certain == 180


def test_without_a_guarantee_the_wait_is_geometric() -> None:
    found = hit(report(draw(table("wish", PLAIN)), FIVE_STARS))
    assert found.mean == pytest.approx(50, rel=1e-12)
    assert found.certain is None
    assert found.percentiles == ((50, 35), (90, 114), (99, 228))
    assert found.pmf[9] == pytest.approx(0.98**9 * 0.02)


def test_copies_add_up_and_cost_what_their_draws_cost() -> None:
    cost: Steps = (Take((Row("gold", None, const(30)), Row("gold", None, const(10)))),)
    found = report(draw(table("wish", PLAIN)), FIVE_STARS, 7, cost)
    assert hit(found).mean == pytest.approx(350, rel=1e-12)
    assert found.costs == {("gold", -1): 40}
    assert (found.cost() or {})["gold", -1] == pytest.approx(14_000, rel=1e-12)


def test_copies_under_a_guarantee_are_so_many_waits() -> None:
    found = hit(report(draw(table("wish", WISH, [FIVE])), FIVE_STARS, 3))
    assert found.mean == pytest.approx(3 * float(mean_wait(soft, 90)), rel=1e-12)
    assert found.certain == 270


def test_what_never_comes_has_no_mean_and_no_cost() -> None:
    found = report(draw(table("wish", PLAIN)), Watch(frozenset({"wish.six"})))
    assert (hit(found).mean, hit(found).certain, found.cost()) == (None, None, None)
    assert hit(found).percentiles == ((50, None), (90, None), (99, None))


def test_what_may_never_come_has_no_mean() -> None:
    once: Steps = (
        *table("side", {"a": F(1, 2), "b": F(1, 2)}, (), {"a": (Assign((Write("side", None, const(2)),)),)}),
        *table("wish", {"five": F(1)}, (), {"five": ()}),
        Require((Requirement(Compare(BOOL, "<", cell("side"), const(2)), "over"),)),
        Emit("drawn", "wish.five"),
    )
    late: Steps = (
        Require((Requirement(Compare(BOOL, "<", cell("side"), const(1)), "over"),)),
        *table("x", {"y": F(1, 2), "z": F(1, 2)}, (), {"z": (Assign((Write("side", None, const(1)),)),)}),
        *table("wish", PLAIN),
    )
    assert hit(report(draw(once), FIVE_STARS)).mean == pytest.approx(2)
    assert hit(report(draw(late), FIVE_STARS)).mean is None


def test_a_refused_draw_leaves_the_player_where_he_was() -> None:
    steps: Steps = (
        Require((Requirement(Compare(BOOL, "<", cell("side"), const(1)), "over"),)),
        *table("wish", PLAIN),
    )
    found = report(draw(steps, side=1), FIVE_STARS)
    assert found.refused == {"over": 1}
    assert hit(found).mean is None


def test_ten_pulls_are_counted_in_whole_draws() -> None:
    one = table("wish", WISH, [Guarantee("five", "pity5", by=25)])
    apart = report(draw(times(10, one)), FIVE_STARS)
    until = Repeat(const(10), 10, one, until=Compare(BOOL, "<", cell("pity5"), const(0)))
    whole = report(draw((until,)), FIVE_STARS)
    assert (apart.pulls, whole.pulls) == (10, 1)
    assert hit(apart).mean == pytest.approx(hit(whole).mean, rel=1e-12)
    assert hit(apart).pmf == pytest.approx(hit(whole).pmf)
    assert hit(apart).certain == hit(whole).certain == 3
    assert hit(apart).percentiles == hit(whole).percentiles


def test_a_long_tail_is_shared_out_over_the_pulls_of_a_draw() -> None:
    found = in_draws(Hit(1, (0.5,), 2.0, ((50, 1), (90, None)), None), 4)
    assert found.percentiles == ((50, 1), (90, None))
    assert found.mean == pytest.approx(0.5 + 1.5 / 4 + 0.5 * 3 / 8)
    assert in_draws(Hit(1, (), None, (), None), 4).mean is None


def test_parameters_that_nothing_changes_do_not_keep_pulls_together() -> None:
    index = Function(integer(0, 1), "clamp", (Local(integer(), "which"), const(0), const(1)))
    one: Steps = (
        Choose(Site("c"), "c", Weights(rows=((1, 1), (1, 3)), index=index)),
        Switch(Local(integer(0, 1), "c"), ((Emit("drawn", "wish.five"),), ())),
    )
    made = replace(draw((Repeat(Local(COUNT, "count"), 10, one),)), params={"count": 5, "which": 1})
    found = report(made, FIVE_STARS)
    assert (found.pulls, found.entries["wish.five"].next) == (5, F(5, 4))
    assert hit(found).mean == pytest.approx(1 / (1 - 0.75**5))
    bound = replace(made, steps=(Repeat(const(5), 5, (*one, Let("which", const(0)))),))
    assert report(bound, FIVE_STARS).pulls == 1


def test_a_wish_may_be_asked_for_alone() -> None:
    steps = table("wish", WISH, [FIVE, FOUR], {"three": ()})
    alone = when(draw(steps), Watch(frozenset({"wish.four"})))
    assert isinstance(alone, Hit)
    assert alone.mean == hit(report(draw(steps), Watch(frozenset({"wish.four"})))).mean
    assert isinstance(when(draw(steps), FIVE_STARS, most=3), TooWide)


def test_the_long_run_is_of_all_that_the_rates_hang_on() -> None:
    steps = (
        *table("wish", PLAIN),
        *table("side", {"a": F(1, 2), "b": F(1, 2)}, [Guarantee("a", "pity4", by=2)]),
    )
    found = report(draw(steps), FIVE_STARS)
    assert found.slots == ("pity4",)
    assert found.entries["side.a"].next == F(1, 2)
    assert found.entries["side.a"].long_run == pytest.approx(2 / 3)
    assert report(draw(steps)).entries["side.a"].long_run == pytest.approx(2 / 3)


def test_pulls_that_share_more_than_counters_are_not_taken_apart() -> None:
    one = table("wish", PLAIN)
    carried: Steps = (
        Tally("t"),
        Repeat(Local(COUNT, "unknown"), 3, one),
    )
    assert report(of(draw(()), carried), FIVE_STARS).pulls == 1
    assert report(draw((*times(3, one), Emit("drawn", "wish.extra"))), FIVE_STARS).pulls == 1


def test_assets_are_watched_by_the_amount_given() -> None:
    steps: Steps = (
        Give((Row("owned.card", card("ace"), const(2)), Row("owned.card", card("king"), const(9)))),
    )
    found = report(draw(steps), Watch(assets=frozenset({("owned.card", 0)})), 5)
    assert hit(found).mean == pytest.approx(3)
    assert found.assets["owned.card", 1].next == 9
    assert found.slots == ()


def test_holdings_that_matter_are_named_when_they_are_too_many() -> None:
    it = Local(CARD, "it")
    poor = Compare(BOOL, "<", Cell(COUNT, "owned.card", it), const(10**6))
    steps: Steps = (
        Select(Site("card"), "c", Domain("kind", 4, kind="card"), "it", poor),
        Give((Row("owned.card", Local(CARD, "c"), const(1)),)),
        Emit("drawn", "wish.five"),
    )
    found = report(draw(steps), Watch(assets=frozenset({("owned.card", 0)})), most=300)
    assert found.wide is not None
    assert (found.wide.variable, found.wide.of) == ("owned.card", "states")
    assert found.wide.count > found.wide.most == 300
    assert found.assets["owned.card", 2].next == F(1, 4)
    assert found.assets["owned.card", 2].long_run is None


def test_a_roll_with_too_many_outcomes_is_named() -> None:
    roll = Uniform(Site("r"), "r", const(1), const(10**6))
    square = Binary(integer(), "*", Local(integer(), "r"), Local(integer(), "r"))
    found = report(draw((roll, Give((Row("gold", None, square),)))))
    assert found.wide is not None
    assert (found.wide.variable, found.wide.count, found.wide.of) == ("r", 10**6, "outcomes")
    paid = report(draw(()), cost=(roll, Take((Row("gold", None, square),))))
    assert paid.wide == found.wide


def test_what_a_draw_itself_takes_is_part_of_its_cost() -> None:
    steps: Steps = (Take((Row("gold", None, const(4)),)), *table("wish", PLAIN))
    found = report(draw(steps), FIVE_STARS, cost=(Take((Row("gold", None, const(6)),)),))
    assert found.costs == {("gold", -1): 10}
    assert found.assets == {}
    assert (found.cost() or {})["gold", -1] == pytest.approx(500)


def test_a_roll_that_matters_to_the_next_draw_alone_may_be_too_wide() -> None:
    rich = Compare(BOOL, ">", cell("gold"), const(5))
    steps: Steps = (
        If(rich, (Emit("drawn", "wish.five"),)),
        Uniform(Site("r"), "r", const(0), const(20_000)),
        Assign((Write("gold", None, Local(COUNT, "r")),)),
    )
    found = report(draw(steps, gold=9), FIVE_STARS)
    assert found.entries["wish.five"].next == 1
    assert found.wide is not None
    assert (found.wide.variable, found.wide.of) == ("r", "outcomes")
