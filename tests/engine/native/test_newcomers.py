"""What newcomers have in generated code: an initial value reads what those before it came to."""

from __future__ import annotations

from ctypes import CDLL

import pytest

from cli.simulating.foundry import built
from engine.lab.living import compiled, native_source, one_by_one, side_by_side
from engine.lab.simulate import Block, Experiment
from tests.engine.lab.pond import GAME, PLAY, pond

# `a_early` and `late` ask the same formula, which remembers; `chosen` is worked out between them.
ASKING = """\
formulas: {thrice: {is: "sum(k * chosen for k in upto(2))"}}
variables:
  a_early: {type: {int: [0, 200]}, default: thrice}
  chosen: {type: {int: [0, 30]}, default: weekday(today) + 1}
  late: {type: {int: [0, 200]}, default: thrice}
"""


def test_what_is_remembered_for_one_initial_value_is_not_for_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    game = GAME.replace("curves: [level]", "curves: [level, a_early, chosen, late]")
    monkeypatch.setattr("tests.engine.lab.pond.GAME", game)
    ruleset = pond(PLAY.replace("variables:\n", ASKING, 1))
    experiment, block = Experiment({"idle": 3}, 2, 7, 20_605), Block("idle", 0, 3)
    alone = one_by_one(ruleset)(experiment, block).summary
    assert {value for name, _, value in alone.curves if name == "late"} == {3 * (1 + 1)}
    assert side_by_side(ruleset)(experiment, block).summary == alone
    library = built(native_source(ruleset) or "")
    if library is not None:
        assert compiled(ruleset, CDLL(str(library)))(experiment, block).summary == alone
