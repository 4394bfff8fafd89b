"""What actions exchange on average is what one would work out on paper, and loops of them are named."""

from __future__ import annotations

from fractions import Fraction as F  # noqa: N817 - there are many

import pytest

from engine.distribution.question import TooWide
from engine.lab.judge.expected import exchanges, players
from engine.lab.judge.judge import judge
from engine.lab.judge.player import newcomer
from engine.lab.judge.verdict import Judged
from rules.check.exchange import MOST_CASES
from rules.ruleset import Ruleset
from tests.engine.lab.judge.asked import lucky, written
from tests.engine.lab.pond import PLAY

MORE = """\
  hop: {summary: Hop., cost: {gold: 2}, do: [{draw: pond, as: found, times: 3}]}
  wade: {summary: Wade., cost: {gold: 2}, do: [{draw: reeds, as: found}]}
  trade:
    summary: Trade.
    params: {frog: {type: frog, where: it != ghost}}
    let: {price: 5 if owned(frog) > 1 else 3}
    cost: {frog: 1}
    do: [{give: {gold: price}}]
  toss:
    summary: Toss.
    cost: {gold: 2}
    do: [{chance: 50%, as: head, then: [{give: {gold: 3..4}}]}]
  climb:
    summary: Climb.
    limit: hurry
    cost: {gold: 2}
    do: [{give: {gold: level}}, {set: {level: "min(50, level + 1)"}}]
  soar:
    summary: Soar.
    limit: hurry
    cost: {gold: 2}
    do: [{give: {gold: height}}, {set: {height: "min(5000, height + 1)"}}]
  lift: {summary: Lift., limit: hurry, cost: {gold: level}, do: [{give: {gold: 20}}]}
"""
REEDS = """\
  reeds:
    pick: one
    entries: {plop: {weight: 3, give: {plop: 1}}, dot: {weight: 1, give: {dot: 1}}}
    guarantees: [{entry: dot, counter: dry, by: 2}]
"""
GAME = (
    PLAY.replace("  nap: {", f"{MORE}  nap: {{")
    .replace("actions:\n", f"{REEDS}actions:\n")
    .replace("variables:\n", "variables:\n  dry: {type: {int: [0, 9]}}\n  height: {type: {int: [0, 5000]}}\n")
)
POND = written("  any: {no_profit: [nap]}\n", GAME)


def found(action: str, ruleset: Ruleset = POND) -> list[tuple[str, dict[str, F]]]:
    """Return the exchanges of an action."""
    state, moment = newcomer(ruleset, {})
    every = [*exchanges(ruleset, action, players(state), moment)]
    return [(each.case, dict(each.net)) for each in every if not isinstance(each, TooWide)]


CASES = {
    "hop": [("", {"gold": F(-2), "plop": F(9, 4), "dot": F(1, 4)})],
    # Of two draws the second is certain: 1/4 + 3/4 * 1 in 1 + 3/4 draws, which is 4/7 of them.
    "wade": [("", {"gold": F(-2), "plop": F(3, 7), "dot": F(4, 7)})],
    # A ghost is never taken; who has more than one is paid better.
    "trade": [
        ("frog = dot", {"dot": F(-1), "gold": F(3)}),
        ("frog = dot", {"dot": F(-1), "gold": F(5)}),
        ("frog = plop", {"plop": F(-1), "gold": F(3)}),
        ("frog = plop", {"plop": F(-1), "gold": F(5)}),
    ],
    "toss": [("", {"gold": F(-1, 4)})],
    # Who climbs very often is at the top; where there is none, what counts is the next time.
    "climb": [("", {"gold": F(48)})],
    "soar": [("", {"gold": F(-2)})],
    "nap": [],
}


@pytest.mark.parametrize(("action", "expected"), CASES.items())
def test_an_exchange_is_what_one_would_work_out_on_paper(
    action: str, expected: list[tuple[str, dict[str, F]]]
) -> None:
    assert found(action) == expected


def judged(target: str) -> Judged:
    """Return what becomes of one target."""
    (one,) = judge(written(f"  one: {{{target}}}\n", GAME), lucky(0.5, 1))
    return one


@pytest.mark.parametrize(
    ("target", "loop", "gains"),
    [
        ("no_profit: [hop]", [], {}),
        ("no_profit: [trade]", [], {}),
        ("no_profit: [toss, trade]", [], {}),
        ("no_profit: [wake]", [("wake", "", F(1))], {"gold": 5}),
        ("no_profit: [dip, trade]", [], {}),  # verve comes back by itself, and by nothing else
        ("no_profit: [lift]", [("lift", "", F(1))], {"gold": 19}),
        ("no_profit: [lift], given: {level: 20}", [], {}),
        ("no_profit: [lift], given: {level: 19}", [("lift", "", F(1))], {"gold": 1}),
        (
            "no_profit: [wade, trade]",
            [("wade", "", F(7)), ("trade", "frog = dot", F(4))],
            None,
        ),
    ],
)
def test_a_loop_that_pays_is_named(
    target: str, loop: list[tuple[str, str, F]], gains: dict[str, int] | None
) -> None:
    one = judged(target)
    assert one.answer == ("fails" if loop else "holds")
    assert one.measured is None
    if one.loop is not None:
        assert [(part.action, part.case, part.times) for part in one.loop.parts] == loop
        assert gains is None or dict(one.loop.gains) == gains


def test_what_is_too_wide_is_undecided() -> None:
    many = "".join(f", f{number}: {{name: F, glow: dull}}" for number in range(50))
    params = "params: {a: {type: frog}, b: {type: frog}}"
    pair = f"  pair: {{summary: Pair., {params}, cost: {{a: 1, b: 1}}, do: [{{say: zzz}}]}}\n"
    game = GAME.replace("glow: lost}}", f"glow: lost}}{many}}}", 1).replace("  nap: {", f"{pair}  nap: {{")
    (one,) = judge(written("  one: {no_profit: [pair]}\n", game), lucky(0.5, 1))
    assert one.answer == "undecided"
    assert one.why == f"`pair` is too wide to reckon with: `pair` takes {MOST_CASES + 1:,} values"
    assert one.hint.startswith("leave `pair` out of it and bound what it brings: ")
