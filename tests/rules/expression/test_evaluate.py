"""Every form of a typed expression has a value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.expression.evaluate import Situation, evaluate
from rules.expression.infer import read
from rules.expression.node import Const, Domain, Fold, Function, Local, Node, const
from rules.expression.reference_value import Sample
from rules.expression.type import COUNT, DAY, INTEGER_MOST, NONE, integer
from rules.number import luck
from rules.program.moment import Moment
from tests.rules.expression.game import CATALOGUE, ESPRIT
from tests.rules.expression.situations import typed_game

HERE, CATALOGUE_TYPED = typed_game()
SET: dict[str, Any] = {
    "level": 30,
    "xp": 7,
    "wins": 4,
    "leader": 2,
    "stars": {2: 3},
    "owned.currency": {0: 90},
}
LOCALS = {
    "e": 2,
    "f": 0,
    "el": 2,
    "n": 3,
    "yes": 1,
    "quest": 1,
    "item": 1,
    "rival": 5,
    "ability": 1,
    "tier": 0,
}


def _cells(given: dict[str, Any]) -> list[Any]:
    return [given.get(slot.name, {} if slot.kind else slot.default) for slot in CATALOGUE.slots]


_TALLY = {(CATALOGUE.slot("owned.currency").index, 0): 5, (CATALOGUE.slot("energy").index, -1): 2}
_PLAYERS = {5: _cells({**SET, "level": 40})}
AT = Situation(
    CATALOGUE_TYPED,
    _cells(SET),
    Moment(20050 * DAY + 5, 20050, 9, 3, _PLAYERS),
    {**LOCALS, "prize": _TALLY, "fuse_success": 1},
)

VALUES = (
    ("level + 1", 31),
    ("-level", -30),
    ("not yes", 0),
    ("level if yes else 0", 30),
    ("0 if not yes else 1", 1),
    ("yes and level > 50 or e == phoenix", 1),
    ("stars(e) + stars(f)", 3),
    ("e.tier.order", 7),
    ("el.fuses[fire]", 2),
    ("fire in el.beats", 1),
    ("1.5 ** n", 3.375),
    ("default(leader, blazeling)", 2),
    ("default(guest, blazeling)", 0),
    ("has(leader)", 1),
    ("has(guest)", 0),
    ("min(level, 3) + max(1, 2) + clamp(level, 0, 9) + clamp(0 - level, 0, 9) + abs(0 - 4)", 18),
    ("floor(2.5) + ceil(2.5) + round(2.5)", 8),
    ("weekday(today)", 6),
    ("day_of(now) == today and start_of(today) <= now", 1),
    ("me != rival", 1),
    ("combat", 49),
    ("rival.combat", 64),
    ("rival.level", 40),
    ("rival.owned(gold)", 90),
    ("power(e)", 102),
    ("ability.bonus(e)", 0.5),
    ("reached(tier, 6).fuse_cost", 130),
    ("has(reached(tier, 0 * level))", 0),
    ("has(exactly(tier, level))", 0),
    ("exactly(tier, 7) == legendary", 1),
    ("prize[gold]", 5),
    ("prize[ticket]", 0),
    ("prize[energy]", 2),
    ("size(prize)", 7),
    ("quest.reward[gold]", 20),
    ("sum(o.attack for o in esprit if o.element == fire)", 102),
    ("sum(k for k in upto(n))", 6),
    ("count(a for a in e.abilities)", 2),
    ("any(o.attack > 80 for o in esprit)", 1),
    ("all(o.attack > 80 for o in esprit)", 0),
    ("size(tasks_today)", 1),
    ("best((o.attack, o) for o in esprit) == phoenix", 1),
    ("has(best((q.xp, q) for q in quest if q.xp > 99))", 0),
    ("after.success", 1),
)


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_an_expression_has_this_value(text: str, value: float) -> None:
    node = read(text, HERE)
    assert isinstance(node, Node), node
    assert evaluate(node, AT) == value


def test_what_only_lowering_writes_has_a_value_too() -> None:
    chance = Const(COUNT, 0.25)
    seed = Function(integer(), "seed", ())
    hash_ = Function(integer(), "record_hash", (Local(ESPRIT, "e"),))
    pick = Function(COUNT, "luck", (const(1), const(2), const(3), const(4)))
    assert evaluate(Function(COUNT, "parts", (chance,)), AT) == 250_000_000
    assert evaluate(Function(COUNT, "millionths", (chance,)), AT) == 250_000
    assert evaluate(seed, AT) == 3
    assert evaluate(hash_, AT) == CATALOGUE.kinds["esprit"].hashes[2]
    assert evaluate(pick, AT) == luck(1, 2, 3, 4)
    assert luck(1, 2, 3, 4) < INTEGER_MOST


def test_no_moment_is_the_first() -> None:
    now = Function(COUNT, "now", ())
    assert evaluate(now, Situation(CATALOGUE)) == 0
    assert Situation(CATALOGUE).moment == Sample().moment == Moment(0, 0)


def test_cells_without_a_record_are_left_out_of_a_loop() -> None:
    over = Domain("slots", 2, "task", slots=("choice.tasks.0", "choice.tasks.1"))
    count = Fold(COUNT, "count", over, "it", None, None)
    cells = list(AT.cells)
    cells[CATALOGUE.slot("choice.tasks.0").index] = NONE
    assert evaluate(count, replace(AT, cells=cells)) == 1
    cells[CATALOGUE.slot("choice.tasks.0").index] = cells[CATALOGUE.slot("choice.tasks.1").index]
    assert evaluate(count, replace(AT, cells=cells)) == 1
