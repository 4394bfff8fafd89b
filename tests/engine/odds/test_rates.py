"""Rates are what renewal theory gives, worked out here with rationals."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import permutations

import pytest

from engine.distribution.question import Gain, Mark, Question, Seen, Watch
from engine.odds.chain import Chain, build
from engine.odds.rates import Rates, in_the_long_run, per_draw
from engine.odds.report import report
from rules.expression.node import Cell, Compare, Domain, Local, const
from rules.expression.type import BOOL, COUNT, integer
from rules.program.guarantee import Guarantee
from rules.program.node import (
    Assign,
    Choose,
    Emit,
    Give,
    Repeat,
    Row,
    Select,
    Steps,
    Switch,
    Tally,
    Uniform,
    Weights,
    Write,
)
from rules.site import Site
from tests.engine.odds.tables import (
    CARD,
    FIVE,
    FOUR,
    KINDS,
    WISH,
    F,
    card,
    cell,
    draw,
    half,
    table,
    times,
)

ALL = Domain("kind", 4, kind="card")


def chain(steps: Steps, *, exact: bool = True) -> Chain:
    found = build(draw(steps), Question(watch=Watch(frozenset({"wish.five"})), exact=exact))
    assert isinstance(found, Chain)
    return found


def long_run(steps: Steps, *, exact: bool = True) -> Rates:
    found = in_the_long_run(draw(steps), chain(steps, exact=exact))
    assert isinstance(found, dict)
    return found


def once(steps: Steps) -> dict[Seen, Fraction]:
    found = per_draw(draw(steps))
    assert isinstance(found, dict)
    return {seen: Fraction(amount) for seen, amount in found.items()}


def mean_wait(chance: Callable[[int], Fraction], by: int) -> Fraction:
    """Return the expected draws to a hit whose chance at draw n is chance(n): the sum of P(T > n)."""
    left, mean = F(1), F(0)
    for number in range(1, by + 1):
        mean += left
        left *= 1 - chance(number)
    return mean


def soft(number: int) -> Fraction:
    return F(1) if number == 90 else min(F(1), F(6, 1000) + max(0, number - 73) * F(6, 100))


def test_soft_pity_gives_the_rate_of_its_renewals_exactly() -> None:
    rates = long_run(table("wish", WISH, [FIVE]))
    assert rates[Mark("wish.five")] == 1 / mean_wait(soft, 90)
    assert round(float(rates[Mark("wish.five")]), 5) == 0.01605


@pytest.mark.parametrize(
    ("first", "met_by", "five", "four"),
    [
        (74, ["four"], 1.605, 12.47),
        (74, ["four", "five"], 1.605, 11.75),
        (75, ["four"], 1.589, 12.47),
    ],
)
def test_two_guarantees_give_the_rates_of_the_published_readings(
    first: int, met_by: list[str], five: float, four: float
) -> None:
    rows = [
        Guarantee("five", "pity5", soft_from=first, soft_add=F(6, 100), by=90),
        Guarantee("four", "pity4", frozenset(met_by), by=10),
    ]
    rates = long_run(table("wish", WISH, rows), exact=False)
    found = [100 * float(rates[Mark(f"wish.{entry}")]) for entry in ("five", "four")]
    assert [round(found[0], 3), round(found[1], 2)] == [five, four]


def test_doubles_are_within_a_millionth_of_a_millionth_of_rationals() -> None:
    steps = table("wish", WISH, [FIVE, Guarantee("four", "pity4", by=3)], {"five": half()})
    exact = long_run(table("wish", WISH, [FIVE]))
    quick = long_run(table("wish", WISH, [FIVE]), exact=False)
    for seen, rate in exact.items():
        assert float(quick[seen]) == pytest.approx(float(rate), rel=1e-12)
    total = sum(map(float, long_run(steps, exact=False).values()))
    assert total == pytest.approx(1, rel=1e-12)


def test_half_of_a_guaranteed_rate_up_comes_to_two_thirds() -> None:
    rates = long_run(table("wish", WISH, [Guarantee("five", "pity5", by=7)], {"five": half()}))
    featured, other = rates[Mark("wish.five.featured")], rates[Mark("wish.five.other")]
    assert featured == 2 * other
    assert featured + other == 1 / mean_wait(lambda n: F(1) if n == 7 else F(6, 1000), 7)


def test_a_guarantee_within_one_draw_is_worked_out_within_it() -> None:
    chances = {"common": F(70, 100), "rare": F(20, 100), "epic": F(8, 100), "legendary": F(2, 100)}
    met = frozenset({"rare", "epic", "legendary"})
    steps = times(5, table("card", chances, [Guarantee("rare", "this_draw", met, by=5)]))
    forced = F(7, 10) ** 4
    rates = once(steps)
    assert rates[Mark("card.epic")] == 5 * F(8, 100)
    assert rates[Mark("card.rare")] == 5 * F(20, 100) + forced * F(7, 10)
    assert rates[Mark("card.common")] == 5 * F(70, 100) - forced * F(7, 10)
    found = report(draw(steps), Watch(frozenset({"card.epic"})))
    assert (found.states, found.slots, found.pulls) == (1, (), 1)
    assert found.entries["card.rare"].long_run == pytest.approx(float(rates[Mark("card.rare")]))


def test_nested_tables_multiply() -> None:
    inner = table("inner", {"a": F(1, 4), "b": F(3, 4)})
    rates = once(table("outer", {"in": F(2, 5), "out": F(3, 5)}, (), {"in": inner}))
    assert rates == {
        Mark("inner.a"): F(1, 10),
        Mark("inner.b"): F(3, 10),
        Mark("outer.out"): F(3, 5),
    }


def test_a_record_is_rolled_by_its_weight() -> None:
    it = Local(CARD, "it")
    steps = (
        Select(Site("card"), "c", ALL, "it", None, Cell(COUNT, "owned.card", it)),
        Give((Row("owned.card", Local(CARD, "c"), const(2)),)),
    )
    found = per_draw(draw(steps, ace=3, jack=1))
    assert found == {Gain("owned.card", 0): F(3, 2), Gain("owned.card", 3): F(1, 2)}


def test_all_entries_give_each_its_own_number() -> None:
    def part(name: str, lo: int, hi: int) -> Steps:
        count = Local(integer(lo, hi), f"n{name}")
        given = Give((Row("owned.card", card(name), const(1)),), "prize")
        return Uniform(Site(name), f"n{name}", const(lo), const(hi)), Repeat(count, hi, (given,))

    steps = (Tally("prize"), *part("ace", 1, 3), *part("king", 1, 4))
    assert once(steps) == {Gain("owned.card", 0): F(2), Gain("owned.card", 1): F(5, 2)}


def test_each_entry_comes_by_its_own_chance() -> None:
    def part(name: str, hit: int, miss: int) -> Steps:
        return (
            Choose(Site(name), name, Weights(rows=((miss, hit),))),
            Switch(Local(integer(0, 1), name), ((), (Emit("drawn", f"each.{name}"),))),
        )

    assert once((*part("a", 1, 4), *part("b", 2, 1))) == {Mark("each.a"): F(1, 5), Mark("each.b"): F(2, 3)}


def test_distinct_draws_never_repeat() -> None:
    weights = KINDS["card"].columns["worth"]
    it, one = Local(CARD, "it"), Local(CARD, "c")
    free = Compare(BOOL, "==", Cell(integer(0, 1), "taken", it), const(0))
    weigh = Cell(COUNT, "owned.card", it)
    body: Steps = (
        Select(Site("card"), "c", ALL, "it", free, weigh),
        Assign((Write("taken", one, const(1)),)),
        Give((Row("owned.card", one, const(1)),), "prize", nobody=True),
    )
    names = dict(zip(KINDS["card"].ids, weights, strict=True))
    found = per_draw(draw(times(2, body), **names))
    expected = dict.fromkeys(range(4), F(0))
    for first, second in permutations(range(4), 2):
        chance = F(weights[first], 10) * F(weights[second], 10 - weights[first])
        expected[first] += chance
        expected[second] += chance
    assert found == {Gain("owned.card", code): share for code, share in expected.items()}


def test_ten_pulls_give_ten_times_the_rate_of_one() -> None:
    one = table("wish", WISH, [FIVE, FOUR], {"five": half()})
    single = report(draw(one), Watch(frozenset({"wish.five.featured"})))
    ten = report(draw(times(10, one)), Watch(frozenset({"wish.five.featured"})))
    assert (single.pulls, ten.pulls) == (1, 10)
    for name, rate in single.entries.items():
        assert ten.entries[name].long_run == pytest.approx(10 * (rate.long_run or 0), rel=1e-12)
    assert ten.entries["wish.four"].next > 1 > 10 * single.entries["wish.four"].next


def test_where_a_chain_may_end_in_two_ways_both_are_weighed() -> None:
    side: Steps = (
        Choose(Site("fork"), "f", Weights(rows=((0, 1, 3), (0, 1, 0), (0, 0, 1)), index=cell("side"))),
        Assign((Write("side", None, Local(integer(0, 2), "f")),)),
        Switch(cell("side"), ((), (Emit("drawn", "wish.five"),), (Emit("drawn", "wish.four"),))),
    )
    assert long_run(side) == {Mark("wish.five"): F(1, 4), Mark("wish.four"): F(3, 4)}
