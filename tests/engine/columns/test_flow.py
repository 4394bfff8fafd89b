"""Branches, loops, reactions and rolls do to many at once what they do to one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from engine.outcome import Accepted
from rules.expression.node import Const, Domain, Node, const
from rules.expression.type import integer
from rules.program.node import Choose, Select, Step, Uniform, Weights
from rules.site import Site
from tests.engine.columns.test_amounts import after, many
from tests.engine.player import small, test_flow, test_sweep
from tests.engine.player.small import ITEMS, cell

Named = Mapping[str, Any]
STARTS: tuple[dict[str, Any], ...] = ({}, {"coins": 1, "credit": 2}, {"coins": 4, "bow": 1, "level": 3})


@pytest.mark.parametrize(("step", "given", "expected"), test_flow.FLOWS)
def test_steps_run_as_often_as_they_say(step: Step, given: dict[str, Any], expected: int) -> None:
    starts = [given, *STARTS]
    found = after(many(step, given=starts))
    assert found[0].get("free", 0) == expected
    assert found == [small.run(step, given=each).named for each in starts]


@pytest.mark.parametrize(("steps", "given", "expected"), test_sweep.CASES.values(), ids=test_sweep.CASES)
def test_reactions(steps: tuple[Step, ...], given: dict[str, Any], expected: Named) -> None:
    starts = [given, *STARTS]
    found = after(many(*steps, given=starts))
    assert found[0] == expected
    assert found == [small.run(*steps, given=each).named for each in starts]


SITE = Site("r")


def _weights(*nodes: Node) -> Choose:
    return Choose(SITE, "w", Weights(nodes=nodes))


LOW = Const(integer(-1, 9), -1)
ROLLS: dict[str, Step] = {
    "weights that may all be 0": _weights(cell("coins"), cell("level"), cell("free")),
    "no weight but that of a cell": _weights(cell("coins"), const(0)),
    "weights that may be below 0": _weights(cell("coins"), cell("credit"), const(3)),
    "a weight that is below 0": _weights(const(5), LOW),
    "weights of which the first is below 0": _weights(LOW, const(5)),
    "weights above 0": _weights(const(1), const(2)),
    "a range that may be empty": Uniform(SITE, "u", const(2), cell("coins")),
    "a range of one": Uniform(SITE, "u", const(1), const(1)),
    "a range that is empty": Uniform(SITE, "u", const(2), const(1)),
    "a pool that is empty": Select(SITE, "s", ITEMS, "i", where=const(0)),
    "a pool of as many as a cell says": Select(SITE, "s", Domain("upto", 5, node=cell("coins")), "i"),
}


@pytest.mark.parametrize("case", ROLLS)
def test_a_roll_is_refused_for_those_who_have_nothing_to_roll_for(case: str) -> None:
    outcomes = many(ROLLS[case], given=list(STARTS))
    alone = [small.run(ROLLS[case], given=each).outcome for each in STARTS]
    assert outcomes.accepted.tolist() == [isinstance(each, Accepted) for each in alone]
