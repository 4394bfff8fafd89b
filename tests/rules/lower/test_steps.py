"""What each step of `do` does to a player, as small packs played by script."""

# ruff: noqa: E501 - packs are written one definition a line

from __future__ import annotations

from typing import Any

import pytest

from engine.outcome import Accepted, Cut, Given, Taken, Told
from rules.expression.type import HOUR
from tests.play import player, problems

PACK = """
kinds:
  card: {holdable: stack, most: 5, fields: {power: int, kin: {type: [card], default: []}, worth: {type: amounts, default: {}}}}
variables:
  gold: {type: int, spendable: true, default: 100}
  dust: {type: {int: [0, 50]}, spendable: true}
  level: {type: {int: [1, 10]}, default: 1}
  marks: {per: card, type: {int: [0, 9]}}
  free: {type: bool}
  best: {type: card, optional: true}
  last: {type: day, optional: true}
  born: {type: day, default: today}
card:
  fox: {power: 3, kin: [owl], worth: {gold: 7}}
  owl: {power: 5, worth: {dust: 20, fox: 1}}
  yak: {power: 9, kin: [fox, owl]}
"""


OFTEN = "limits: {often: {times: 1000, in: 1s}}\n"


def acted(do: str, rolls: dict[str, Any] | None = None, more: str = "", /, **given: Any) -> dict[str, Any]:
    """Return what somebody remembers after an action, besides when he was born."""
    start = player(f"{PACK}{OFTEN}actions: {{act: {{limit: often, {more}do: {do}}}}}\n", **given)
    held = start.do("act", rolls).has()
    held.pop("born")
    return held


CASES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("[{give: {gold: 5}}]", {}, {"gold": 105}),
    ("[{give: {gold: 5, fox: 2, dust: 60}}]", {}, {"gold": 105, "fox": 2, "dust": 50}),
    ("[{give: {fox: 3}}]", {"fox": 4}, {"fox": 5}),
    ("[{give: {gold: 0}}]", {}, {}),
    ("[{give: {gold: 5 * 0.5}}]", {}, {"gold": 102}),
    ("[{give: card.owl.worth}]", {}, {"dust": 20, "fox": 1}),
    ("[{give: card.owl.worth * 2}]", {}, {"dust": 40, "fox": 2}),
    ("[{give: card.owl.worth + card.fox.worth}]", {}, {"dust": 20, "fox": 1, "gold": 107}),
    ("[{give: card.fox.worth * 1.5}]", {}, {"gold": 110}),
    ("[{give: card.owl.worth if free else card.fox.worth}]", {}, {"gold": 107}),
    ("[{give: card.owl.worth if free else card.fox.worth}]", {"free": True}, {"free": True, "dust": 20, "fox": 1}),
    ("[{take: {gold: 5}}]", {}, {"gold": 95}),
    ("[{take: {gold: 5 * 0.5}}]", {}, {"gold": 97}),
    ("[{take: {gold: 150}, at_most: true}]", {}, {"gold": 0}),
    ("[{take: {gold: 150}, at_most: true, as: missing}, {give: {dust: 'missing[gold] // 10'}}]", {}, {"gold": 0, "dust": 5}),
    ("[{set: {level: 'clamp(gold, 1, 9)'}}, {set: {level: 'min(level + 1, 10)'}}]", {}, {"level": 10}),
    ("[{set: {level: 3, free: level == 1}}]", {}, {"level": 3, "free": True}),
    ("[{set: {free: true, best: fox}}]", {}, {"free": True, "best": "fox"}),
    ("[{set: {best: none, last: today}}]", {"best": "owl"}, {"last": 20458}),
    ("[{when: marks(fox) < 7 and marks(owl) < 9, then: [{add: {marks(fox): 2, marks(owl): 1}}]}]", {"marks": {"fox": 1}}, {"marks": {"fox": 3, "owl": 1}}),
    ("[{set: {marks(fox): marks(owl), marks(owl): marks(fox)}}]", {"marks": {"fox": 1, "owl": 4}}, {"marks": {"fox": 4, "owl": 1}}),
    ("[{reset: [level, marks]}]", {"level": 9, "marks": {"fox": 1, "owl": 4}}, {}),
    ("[{let: {a: level + 1, b: a * 10}}, {give: {gold: b}}]", {}, {"gold": 120}),
    ("[{let: {a: 1}}, {set: {a: a + 4}}, {add: {a: 2}}, {give: {gold: 'max(0, a)'}}]", {}, {"gold": 107}),
    ("[{let: {a: 1, b: 5}}, {set: {a: b, b: a}}, {give: {gold: 'clamp(a * 10 + b, 0, 99)'}}]", {}, {"gold": 151}),
    ("[{when: level > 1, then: [{give: {dust: 1}}], else: [{give: {dust: 2}}]}]", {}, {"dust": 2}),
    ("[{when: level > 1, then: [{give: {dust: 1}}], else: [{give: {dust: 2}}]}]", {"level": 2}, {"level": 2, "dust": 1}),
    ("[{repeat: 3, do: [{give: {dust: 1}}]}]", {}, {"dust": 3}),
    ("[{repeat: level * 2, do: [{give: {dust: 1}}]}]", {"level": 3}, {"level": 3, "dust": 6}),
    ("[{repeat: 9, until: dust >= 4, do: [{give: {dust: 1}}]}]", {}, {"dust": 4}),
    ("[{let: {n: 0}}, {repeat: 4, do: [{set: {n: n + 2}}]}, {give: {dust: 'max(n, 0)'}}]", {}, {"dust": 8}),
    ("[{let: {n: 0}}, {repeat: 3, do: [{set: {n: n * 10 + 1}}]}, {give: {dust: 'max(n, 0) // 10'}}]", {}, {"dust": 11}),
    ("[{repeat: 3, as: round, do: [{give: {dust: round}}]}]", {}, {"dust": 6}),
    ("[{repeat: 2, as: a, do: [{repeat: 2, as: b, do: [{give: {dust: a * b}}]}]}]", {}, {"dust": 9}),
    ("[{each: {c: card}, do: [{give: {dust: c.power}}]}]", {}, {"dust": 17}),
    ("[{each: {c: card}, where: c.power > 4, do: [{give: {c: 1}}]}]", {}, {"owl": 1, "yak": 1}),
    ("[{each: {c: card.yak.kin}, do: [{give: {c: 1}}]}]", {}, {"fox": 1, "owl": 1}),
    ("[{each: {c: card}, where: owned(c) == 0, do: [{give: {fox: 1, owl: 1, yak: 1}}]}]", {}, {"fox": 3, "owl": 3, "yak": 3}),
]  # fmt: skip


@pytest.mark.parametrize(("do", "given", "held"), CASES)
def test_a_step_does_what_it_says(do: str, given: dict[str, Any], held: dict[str, Any]) -> None:
    assert acted(do, **given) == held


ROLLED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("[{roll: {force: 80..120}}, {give: {gold: force}}]", {"force": 95}, {"gold": 195}),
    ("[{give: {gold: 1..9}}]", {"give.gold": 4}, {"gold": 104}),
    ("[{chance: 15%, as: crit}, {when: crit, then: [{give: {gold: 1}}]}]", {"crit": True}, {"gold": 101}),
    ("[{chance: 15%, as: crit, then: [{give: {gold: 1}}], else: [{give: {gold: 2}}]}]", {"crit": False}, {"gold": 102}),
    ("[{chance: level / 20, then: [{give: {gold: 1}}]}]", {"chance": True}, {"gold": 101}),
    ("[{chance: 100%, as: sure, then: [{give: {gold: 1}}]}]", {}, {"gold": 101}),
    ("[{chance: 0%, as: never, then: [{give: {gold: 1}}]}]", {}, {}),
    ("[{roll: {c: {one_of: card, where: it.power > 4}}}, {give: {c: 1}}]", {"c": "yak"}, {"yak": 1}),
    ("[{roll: {c: {one_of: card, weigh: it.power - 3}}}, {give: {c: 1}}]", {"c": "owl"}, {"owl": 1}),
    ("[{roll: {c: {one_of: card, where: it == fox}}}, {give: {c: 1}}]", {}, {"fox": 1}),
    ("[{repeat: 1..3, do: [{chance: 50%, as: win, then: [{give: {gold: 1}}]}]}]",
     {"times": 2, "win": [True, False]}, {"gold": 101}),
]  # fmt: skip


@pytest.mark.parametrize(("do", "rolls", "held"), ROLLED)
def test_a_roll_is_what_was_scripted(do: str, rolls: dict[str, Any], held: dict[str, Any]) -> None:
    assert acted(do, rolls) == held


def test_within_one_step_everything_is_read_before_anything_is_written() -> None:
    held = acted(
        "[{when: level < 7, then: [{set: {marks(fox): level, free: level == 1, level: level + 3}}]}]"
    )

    assert held == {"level": 4, "free": True, "marks": {"fox": 1}}


def test_steps_read_what_those_before_them_left_and_the_cost_is_paid_before() -> None:
    more = "cost: {gold: 60, fox: 1}, "
    held = acted("[{give: {dust: gold}}, {take: {dust: 10}}, {give: {gold: dust * 2}}]", None, more, fox=2)

    assert held == {"dust": 30, "fox": 1}


def test_everything_that_happened_is_told_with_its_reason() -> None:
    text = f"{PACK}actions: {{act: {{cost: {{gold: 10}}, do: [{{give: {{dust: 70}}}}, {{take: {{dust: 5}}}}]}}}}\n"
    asked = player(text).do("act")

    assert isinstance(asked.last, Accepted)
    assert asked.last.events == (
        Taken("gold", None, 10, "act"),
        Cut("dust", None, 20, "act"),
        Given("dust", None, 50, "act"),
        Taken("dust", None, 5, "act"),
    )


def test_the_same_card_twice_in_a_cost_needs_two() -> None:
    text = PACK + "actions: {act: {params: {a: {type: card}, b: {type: card}}, cost: {a: 1, b: 1}, do: []}}\n"

    assert player(text, fox=1).refused("act", a="fox", b="fox").reason == "short"
    assert player(text, fox=2).do("act", a="fox", b="fox").has("fox") == {}
    assert player(text, fox=1, owl=1).do("act", a="fox", b="owl").has("fox", "owl") == {}


@pytest.mark.system("G32")
def test_what_a_reward_names_is_handed_out_by_one_way() -> None:
    text = PACK + OFTEN + "actions: {act: {limit: often, params: {c: {type: card}}, do: [{give: c.worth}]}}\n"

    assert player(text).do("act", c="owl").has("dust", "fox") == {"dust": 20, "fox": 1}
    assert player(text).do("act", c="yak").has("gold", "dust", "fox") == {}


def test_another_player_is_given_to_counted_up_and_told() -> None:
    text = (
        PACK
        + OFTEN
        + (
            "texts: {en: {hello: 'Hello {level}.'}}\n"
            "actions: {act: {limit: often, params: {p: {type: player}}, cost: {gold: 30}, do: [{give: {gold: 30}, to: p}, {add: {p.level: 1}},"
            " {tell: hello, to: p, at: now + 2 * hour}]}}\n"
        )
    )
    one = player(text)
    one.players[7] = player(text, gold=5).state

    one.do("act", p=7)

    assert one.has("gold") == {"gold": 70}
    assert one.players[7].named()["gold"] == 35
    assert one.players[7].named()["level"] == 2
    assert isinstance(one.last, Accepted)
    assert one.last.events[-1] == Told("hello", (("level", 1),), 7, one.now + 2 * HOUR)


def test_a_word_resets_all_that_hangs_on_it() -> None:
    text = """
variables:
  a: {type: int, resets: season}
  b: {type: int, resets: season, default: 3}
  c: {type: int}
actions: {act: {do: [{reset: [season]}]}, bump: {do: [{add: {a: 1, b: 1, c: 1}}]}}
"""
    asked = player(text).do("bump").do("bump").do("act")

    assert asked.has() == {"c": 2}


WRONG = [
    ("[{set: {level: 11}}]", "E"),
    ("[{add: {level: 1}}]", "E509"),
    ("[{set: {nothing: 1}}]", "E"),
    ("[{set: {fox: 1}}]", "E"),
    ("[{let: {a: 1}}, {let: {gold: 2}}]", "E514"),
    ("[{give: {level: 1}}]", "E"),
    ("[{give: {gold: 9..1}}]", "E504"),
    ("[{take: {gold: 1..9}}]", "E503"),
    ("[{roll: {n: 9..1}}]", "E504"),
    ("[{chance: 150%}]", "E"),
    ("[{reset: [nothing]}]", "E505"),
    ("[{chance: 5%}, {chance: 6%}]", "E501"),
    ("[{each: {n: upto(3)}, do: [{roll: {c: {one_of: upto(3)}}}]}]", "E"),
    ("[{say: nothing_known}]", "E512"),
    ("[{draw: nothing_known}]", "E"),
]


@pytest.mark.parametrize(("do", "code"), WRONG)
def test_a_step_that_cannot_be_is_an_error_at_load(do: str, code: str) -> None:
    found = problems(f"{PACK}actions: {{act: {{do: {do}}}}}\n")

    assert found
    assert found[0][0].startswith(code), found


RANK = """
variables: {rank: {type: {int: [0, 5]}}, seen: {type: {int: [0, 9]}}, of: {per: card, type: {int: [0, 2]}}}
kinds: {card: {}}
card: {fox: {}, owl: {}}
"""
KNOWN = [
    ("[{set: {rank: 3}}, {add: {rank: 1}}, {add: {rank: 1}}]", []),
    ("[{set: {rank: 3}}, {add: {rank: 1}}, {add: {rank: 2}}]", ["E509"]),
    ("[{set: {rank: 3}}, {set: {seen: rank + 6}}]", []),
    ("[{set: {rank: 3}}, {repeat: 2, do: [{add: {rank: 1}}]}]", ["E509"]),
    ("[{when: seen > 3, then: [{set: {rank: 3}}]}, {add: {rank: 1}}]", ["E509"]),
    ("[{set: {rank: 4}}, {reset: [day]}, {add: {rank: 2}}]", ["E505", "E509"]),
    ("[{set: {of(c): 1}}, {add: {of(c): 1}}]", []),
    ("[{set: {of(c): 1, of(d): 2}}, {add: {of(c): 1}}]", ["E509"]),
    ("[{set: {of(c): 1}}, {set: {of(d): 2}}, {add: {of(c): 1}}]", ["E509"]),
]


@pytest.mark.parametrize(("do", "codes"), KNOWN)
def test_what_was_written_is_known_until_it_may_be_another(do: str, codes: list[str]) -> None:
    params = "params: {c: {type: card}, d: {type: card}}"
    found = problems(f"{RANK}actions: {{act: {{{params}, do: {do}}}}}\n")

    assert sorted(code for code, _ in found) == codes


def test_what_another_player_has_is_counted_up_but_never_set() -> None:
    acts = "actions: {act: {params: {p: {type: player}}, do: [{set: {p.level: 3}}]}}\n"

    assert "E511" in {found[0] for found in problems(f"{PACK}{acts}")}
