"""Tables: one entry, all, each by its own chance, several different ones; pools, nesting, parameters, guarantees."""

# ruff: noqa: E501 - packs are written one definition a line

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from engine.outcome import Accepted, Drawn
from rules.program.node import Choose, Step
from rules.program.walk import every
from tests.play import Player, player, problems, ruleset

KINDS = """
kinds:
  card: {holdable: stack, fields: {power: int, box: {type: table, optional: true}}}
variables:
  gold: {type: int, spendable: true}
  misses: {type: {int: [0, 1000]}}
  pity: {type: {int: [0, 1000]}}
card:
  fox: {power: 1, box: coins}
  owl: {power: 5, box: {entries: {only: {weight: 1, give: {gold: 3}}}}}
  yak: {power: 9}
limits: {often: {times: 1000, in: 1s}}
tables:
  coins: {entries: {few: {weight: 1, give: {gold: 1}}, many: {weight: 1, give: {gold: 9}}}}
"""


def drawn(
    tables: str, rolls: dict[str, Any] | None = None, step: str = "{draw: t, as: prize}", **given: Any
) -> Player:
    """Return who drew once; *tables* are the entries under `tables`."""
    actions = f"actions: {{act: {{limit: often, do: [{step}]}}}}\n"
    return player(f"{KINDS}{tables}\n{actions}", **given).do("act", rolls)


ONE = [
    ("  t: {entries: {a: {weight: 1, give: {gold: 2}}, b: {weight: 3}}}", {"prize": "a"}, {"gold": 2}),
    ("  t: {entries: {a: {weight: 1, give: {gold: 2}}, b: {weight: 3}}}", {"prize": "b"}, {}),
    ("  t: {entries: {a: {chance: 10%, give: {gold: 2}}, b: {chance: rest}}}", {"prize": "a"}, {"gold": 2}),
    ("  t: {entries: {a: {give: {fox: 2, gold: 1..6}}}}", {"prize.a.gold": 5}, {"fox": 2, "gold": 5}),
    ("  t: {entries: {a: {table: coins}}}", {"prize.a": "many"}, {"gold": 9}),
    ("  t: {entries: {a: {table: coins, times: 3}}}", {"prize.a": ["many", "few", "few"]}, {"gold": 11}),
    ("  t: {entries: {a: {table: coins, times: 1..3}}}", {"prize.a.times": 2, "prize.a": ["few", "few"]}, {"gold": 2}),
    ("  t: {entries: {a: {give: {gold: 2}, times: 4}}}", {}, {"gold": 8}),
    ("  t: {entries: {a: {one_of: card, times: 2}}}", {"prize.a": ["fox", "owl"]}, {"fox": 1, "owl": 1}),
    ("  t: {entries: {a: {one_of: card, where: it.power > 4}}}", {"prize": "a", "prize.a": "yak"}, {"yak": 1}),
    ("  t: {entries: {a: {one_of: card, weigh: it.power - 5 if it.power > 5 else 0}}}", {}, {"yak": 1}),
    ("  t: {entries: {a: {one_of: card, where: it.power > 5 + gold, if_empty: {gold: 4}}}}", {}, {"yak": 1}),
    ("  t: {pick: all, entries: {a: {table: coins}, b: {give: {fox: 1}}}}", {"prize.a": "few"}, {"gold": 1, "fox": 1}),
    ("  t: {pick: each, entries: {a: {chance: 5%, give: {fox: 1}}, b: {chance: 9%, give: {owl: 1}}, c: {give: {gold: 1}}}}",
     {"prize.a": False, "prize.b": True}, {"owl": 1, "gold": 1}),
    ("  t: {pick: {distinct: 2}, entries: {a: {one_of: card}}}", {"prize.a": ["fox", "yak"]}, {"fox": 1, "yak": 1}),
    ("  t: {pick: {distinct: 2}, entries: {a: {give: {gold: 1}}, b: {give: {gold: 2}}, c: {give: {gold: 4}}}}",
     {"prize": ["c", "a"]}, {"gold": 5}),
    ("  t: {entries: {five: {table: coins}, six: {}}}", {"prize": "five.many"}, {"gold": 9}),
]  # fmt: skip


@pytest.mark.parametrize(("table", "rolls", "held"), ONE)
@pytest.mark.system("G12")
def test_a_draw_gives_what_its_entry_says(table: str, rolls: dict[str, Any], held: dict[str, Any]) -> None:
    assert drawn(table, rolls).has() == held


def test_an_empty_pool_gives_what_stands_for_it() -> None:
    table = "  t: {entries: {a: {one_of: card, where: it.power > gold, if_empty: {fox: 1}}}}"

    assert drawn(table, gold=50).has() == {"gold": 50, "fox": 1}


def test_a_pool_that_may_be_empty_must_say_what_then() -> None:
    table = "  t: {entries: {a: {one_of: card, where: it.power > gold}}}\n"
    action = "actions: {act: {limit: often, do: [{draw: t}]}}\n"

    assert [code for code, _ in problems(KINDS + table + action)] == ["E615"]


def test_what_came_is_counted_and_may_be_read() -> None:
    step = "{draw: t, times: 3, as: prize}, {give: {gold: 'min(prize[fox], 99) * 10 + min(prize[gold], 99) * 100'}}"
    table = "  t: {entries: {a: {give: {fox: 1}}, b: {give: {gold: 1}}}}"

    assert drawn(table, {"prize": ["a", "b", "a"]}, step).has() == {"fox": 2, "gold": 121}


def test_a_draw_for_nobody_is_counted_and_given_to_no_one() -> None:
    step = "{draw: t, to: nobody, as: prize}, {when: 'prize[fox] == 2', then: [{give: {gold: 1}}]}"

    assert drawn("  t: {entries: {a: {give: {fox: 2}}}}", {}, step).has() == {"gold": 1}


@pytest.mark.parametrize(
    ("card", "rolls", "held"), [("fox", {"b": "many"}, {"gold": 9}), ("owl", {}, {"gold": 3})]
)
def test_a_record_holds_its_own_table_or_names_one(
    card: str, rolls: dict[str, Any], held: dict[str, Any]
) -> None:
    text = (
        KINDS
        + "actions: {act: {limit: often, params: {c: {type: card, where: has(it.box)}}, do: [{draw: c.box, as: b}]}}\n"
    )

    assert player(text).do("act", rolls, c=card).has() == held
    assert player(text).refused("act", c="yak").rows == ("params.c",)


def test_a_table_with_parameters_is_drawn_with_what_it_is_called() -> None:
    text = KINDS + (
        "  t: {of: {c: card, n: int}, entries: {a: {one_of: card, where: it.power >= c.power and"
        " count(e for e in card if e.power < it.power) < n + 2, if_empty: {gold: 1}}}}\n"
        "actions: {act: {limit: often, do: [{each: {e: card}, where: e == owl, do: [{draw: 't(e, 1)', as: prize}]}]}}\n"
    )

    assert player(text).do("act", {"prize.a": "yak"}).has() == {"yak": 1}


def test_a_loop_inside_a_table_does_not_catch_what_it_was_called_with() -> None:
    text = KINDS + (
        "  t: {of: {c: card}, entries: {a: {weight: count(e for e in card if e.power < c.power), give: {gold: 1}},"
        " b: {weight: count(e for e in card if e.power >= c.power), give: {gold: 5}}}}\n"
        "actions: {act: {limit: often, params: {e: {type: card}}, do: [{draw: t(e), as: prize}]}}\n"
    )

    assert player(text).do("act", e="fox").has() == {"gold": 5}  # nothing is weaker: `a` weighs nothing
    assert player(text).do("act", {"prize": "a"}, e="yak").has() == {"gold": 1}


def test_every_entry_that_is_drawn_is_told() -> None:
    one = drawn("  t: {entries: {a: {table: coins}}}", {"prize.a": "many"})

    assert isinstance(one.last, Accepted)
    assert [event.name for event in one.last.events if isinstance(event, Drawn)] == ["t.a", "coins.many"]


def test_tables_that_draw_each_other_are_refused() -> None:
    text = KINDS + (
        "  t: {entries: {a: {table: u}, b: {}}}\n  u: {entries: {a: {table: t}, b: {}}}\n"
        "actions: {act: {limit: often, do: [{draw: t}]}}\n"
    )

    assert "E506" in [code for code, _ in problems(text)]


def weights(table: str) -> list[Fraction]:
    """Return the chances of the only choice of a table `t`."""
    text = KINDS + f"  t: {table}\nactions: {{act: {{limit: often, do: [{{draw: t}}]}}}}\n"
    steps: list[Step] = list(every(ruleset(text).programs["act"].phase("do")))
    (choice,) = [step for step in steps if isinstance(step, Choose)]
    total = sum(choice.weights.rows[0])
    return [Fraction(weight, total) for weight in choice.weights.rows[0]]


@pytest.mark.parametrize(
    ("entries", "chances"),
    [
        ("{a: {weight: 1}, b: {weight: 2}}", [Fraction(1, 3), Fraction(2, 3)]),
        ("{a: {weight: 24.5}, b: {weight: 0.5}}", [Fraction(49, 50), Fraction(1, 50)]),
        (
            "{a: {chance: 0.6%}, b: {chance: 5.1%}, c: {chance: rest}}",
            [Fraction(6, 1000), Fraction(51, 1000), Fraction(943, 1000)],
        ),
        ("{a: {}, b: {}, c: {}}", [Fraction(1, 3)] * 3),
        ("{b: {weight: 3}, a: {weight: 1}}", [Fraction(1, 4), Fraction(3, 4)]),
    ],
)
def test_literal_weights_and_chances_are_exact(entries: str, chances: list[Fraction]) -> None:
    assert weights(f"{{entries: {entries}}}") == chances


PITY = """  t:
    entries: {five: {chance: 1%, give: {fox: 1}}, four: {chance: 9%, give: {owl: 1}}, three: {chance: rest, give: {gold: 1}}}
    guarantees: [{entry: five, counter: misses, by: 5}, {entry: four, counter: pity, by: 3}]"""


@pytest.mark.system("G12")
def test_a_guarantee_comes_at_its_draw_and_counts_the_misses() -> None:
    one = drawn(PITY, {"prize": ["three", "three"]}, "{draw: t, times: 2, as: prize}")
    assert one.has() == {"gold": 2, "misses": 2, "pity": 2}

    one.do("act", {"prize": ["four", "three"]})
    assert one.has() == {"gold": 3, "owl": 1, "misses": 4, "pity": 1}

    one.do("act", {"prize": "four"})  # the fifth is certain; in the sixth, `four` takes from `three` alone
    assert one.has() == {"gold": 3, "owl": 2, "fox": 1, "misses": 1}


def test_what_is_due_first_comes_first() -> None:
    one = drawn(PITY, {}, "{draw: t, as: prize}", misses=4, pity=2)

    assert one.has() == {"fox": 1, "pity": 3}


def test_within_one_draw_the_last_card_is_the_promised_one() -> None:
    table = (
        "  t: {entries: {rare: {weight: 1, give: {fox: 1}}, epic: {weight: 1, give: {yak: 1}}, common: {weight: 98, give: {owl: 1}}},"
        " guarantees: [{entry: rare, met_by: [rare, epic], counter: this_draw, by: 3}]}"
    )
    step = "{draw: t, times: 3, as: prize}"

    assert drawn(table, {"prize": ["common", "common", "rare"]}, step).has() == {"owl": 2, "fox": 1}
    assert drawn(table, {"prize": ["epic", "common", "common"]}, step).has() == {"owl": 2, "yak": 1}
    again = drawn(table, {"prize": ["common", "common", "rare"]}, step)
    assert again.do("act", {"prize": ["common", "common", "epic"]}).has() == {"owl": 4, "fox": 1, "yak": 1}


def test_different_things_never_come_twice_in_a_draw_and_anew_in_the_next() -> None:
    table = "  t: {pick: {distinct: 3}, entries: {a: {one_of: card}}}"
    one = drawn(table, {"prize.a": ["fox", "owl"]})  # what is left comes without a roll

    assert one.has() == {"fox": 1, "owl": 1, "yak": 1}
    assert one.do("act", {"prize.a": ["yak", "fox"]}).has() == {"fox": 2, "owl": 2, "yak": 2}
