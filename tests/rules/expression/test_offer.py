"""What is read of an offer has a value by each way of reckoning, or a problem that says what to write."""

from __future__ import annotations

from typing import Any

import pytest

from rules.expression.evaluate import Situation, evaluate
from rules.expression.infer import read
from rules.expression.node import Node
from rules.expression.reference import Reference
from rules.expression.reference_value import Sample, opened
from rules.expression.scalar import ScalarCode
from rules.expression.scope import Scope
from rules.expression.type import NONE, PLAYER, offer
from rules.program.moment import Moment
from rules.program.slot import pair
from tests.play import loaded

PACK = """
kinds: {coin: {holdable: stack}}
coin: {gold: {name: Gold}, silver: {name: Silver}}
variables: {level: {type: {int: [1, 60]}}, verve: {type: int, spendable: true}}
limits: {rest: {times: 1, in: 1m}}
offers:
  pot:
    ends: {in: 1h}
    fields:
      low: {int: [0, 9]}
      best: {type: player, optional: true}
      hits: {per: player, type: {int: [0, 99]}}
      picks: {per: player, type: player, optional: true}
actions:
  open: {limit: rest, do: [{open: pot}, {put: {gold: 1, silver: 1}, into: it}]}
  act:
    limit: rest
    params: {pot: {type: pot}}
    do: [{set: {level: 20}}, {set: {pot.hits(me): 1}}, {give: {verve: pot.low}}]
"""
FOUND = loaded(PACK)
assert FOUND.ruleset is not None, list(FOUND.problems)
assert FOUND.session is not None
CATALOGUE, DECLARED = FOUND.ruleset.catalogue, FOUND.session.definitions.vocabulary
LOCALS = {"pot": offer("pot"), "p": PLAYER}
HERE = Scope(DECLARED, params=LOCALS)
KIND = CATALOGUE.kinds["coin"]
GOLD, SILVER = (KIND.codes[name] for name in ("gold", "silver"))


def cells(**held: Any) -> list[Any]:
    return [
        held.get(slot.name.replace(".", "_"), {} if slot.kind else slot.default) for slot in CATALOGUE.slots
    ]


FULL = cells(
    pot_low=4,
    pot_owner=1,
    pot_best=7,
    pot_hits={2: 5, 3: 0, 8: 1},
    pot_picks={2: 6, 4: NONE},
    pot_put_owned_coin={pair(0, GOLD): 2, pair(2, GOLD): 30, pair(5, GOLD): 12, pair(5, SILVER): 3},
)
EMPTY = cells(pot_owner=1, pot_best=NONE, level=20)
MOMENT = Moment(0, 0, 1, offers={40: FULL, 41: EMPTY})

# of the full offer, of the empty one
VALUES: dict[str, tuple[Any, Any]] = {
    "pot.low + 1": (5, 1),
    "pot.hits(p)": (5, 0),
    "pot.held[gold]": (44, 0),
    "pot.put(p)[gold]": (30, 0),
    "pot.put(p)[silver]": (0, 0),
    "default(pot.best, me)": (7, 1),
    "pot.owner == me": (True, True),
    "count(x for x in pot.players)": (4, 0),
    "any(x == me for x in pot.players)": (False, False),
    "sum(pot.put(x)[gold] + pot.hits(x) for x in pot.players if x != p)": (13, 0),
}


@pytest.mark.system("G11")
@pytest.mark.parametrize("text", VALUES)
def test_what_is_read_of_an_offer_has_this_value_by_each_way_of_reckoning(text: str) -> None:
    node = read(text, HERE)
    assert isinstance(node, Node), node
    compiled = ScalarCode(CATALOGUE).function(node, tuple(LOCALS))
    for number, expected in zip((40, 41), VALUES[text], strict=True):
        values = {"pot": number, "p": 2}
        own = cells()
        typed = {name: (type_, values[name]) for name, type_ in LOCALS.items()}
        reference = Reference(DECLARED, Sample.of(CATALOGUE, own, MOMENT, typed))
        assert reference.value(text, node.type) == expected
        assert opened(CATALOGUE, node.type, compiled(own, MOMENT, number, 2)) == expected
        assert evaluate(node, Situation(CATALOGUE, own, MOMENT, values)) == expected


def test_who_has_part_in_an_offer_put_something_in_or_stands_in_a_field() -> None:
    values = {"pot": (offer("pot"), 40)}
    reference = Reference(DECLARED, Sample.of(CATALOGUE, cells(), MOMENT, values))
    assert reference.value("pot.players") == (2, 5, 7, 8)


WRONG = (
    ("pot.high", "E406", "an offer of `pot` has no `high`"),
    ("pot.lo", "E406", "did you mean `low`?"),
    ("pot.low(p)", "E408", "`low` is one value; write `.low`"),
    ("pot.hits", "E408", "`hits` is kept for each player; write `.hits(player)`"),
    ("pot.hits(3)", "E407", "this is a whole number"),
    ("pot.held", "E408", "write `.held[...]`"),
    ("pot.put", "E408", "write `.put(player)[...]`"),
    ("pot.players", "E408", "in a loop, as in `p in x.players`"),
    ("pot.held[glod]", "E405", "did you mean `gold`?"),
    ("pot.held[verve]", "E407", "only what players hold can lie in an offer; name a record"),
    ("pot.put(3)[gold]", "E407", "this is a whole number"),
    ("pot.put()[gold]", "E408", "`put`"),
    ("level.held[gold]", "E407", "this is a whole number, it has no `held`"),
    ("level + pot", "E407", "a whole number `+` an offer of `pot` means nothing"),
    ("count(x for x in level.players)", "E407", "this is a whole number, it has no `players`"),
    ("coin.held[gold]", "E406", "there is no `coin` called `held`"),
    ("count(x for x in coin.players)", "E406", "there is no `coin` called `players`"),
    ("levle.held[gold]", "E405", "did you mean `level`?"),
)


@pytest.mark.parametrize(("text", "code", "words"), WRONG)
def test_what_an_offer_has_not_is_one_problem_that_says_what_to_write(
    text: str, code: str, words: str
) -> None:
    problems = read(text, HERE)
    assert isinstance(problems, tuple)
    (problem,) = problems
    assert problem.code.id == code
    assert words in f"{problem.message}; {problem.help}"
