"""The player executor and the columns make the same of every program: states, refusals and ledgers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import pytest

from engine.columns import amounts, flow, luck
from engine.columns.active import Active
from engine.columns.draft import Draft
from engine.columns.forms import refused_forms
from rules.expression import column_number, scalar
from rules.expression.column_frame import Frame
from tests.agreement import disagreement, play_as_columns, play_one_by_one
from tests.forms import every_form, forms
from tests.random_programs import made, random_program

PROGRAMS = 2000
CHUNK = 100


@pytest.mark.parametrize("first", range(0, PROGRAMS, CHUNK))
def test_two_thousand_random_programs_do_the_same_for_one_and_for_many(first: int) -> None:
    for seed in range(first, first + CHUNK):
        assert disagreement(made(seed)) == ""


def test_random_programs_are_made_of_every_form() -> None:
    used = {name for seed in range(PROGRAMS // 4) for name in forms(random_program(Random(seed))[1])}
    assert not every_form() - used, "nothing was tried on these forms"


def test_random_programs_refuse_about_one_command_in_seven_and_fault_only_if_wanted() -> None:
    programs = [made(seed) for seed in range(100)]
    reasons = Counter[str | None]()
    for each in programs:
        found = play_as_columns(each).reasons
        reasons.update(found)
        assert each.faulty or "fault" not in found
    refused = sum(count for reason, count in reasons.items() if reason is not None)
    assert 0.08 < refused / reasons.total() < 0.25
    assert {"fault", "short", "broke", "too_soon"} <= reasons.keys()


def test_columns_can_run_all_that_random_programs_do() -> None:
    for seed in range(50):
        catalogue, program = random_program(Random(seed))
        assert refused_forms(program, catalogue) == []


def _one_for_all(n: Any, seed: int, site: Any, active: Any) -> Any:
    """Read the high word of 32 bits alone, which is nearly right."""
    found = luck.bits(seed, site, active.coordinate) >> np.uint64(32)
    return ((found * n.astype(np.uint64)) >> np.uint64(32)).astype(np.int64)


PLANTED: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "a gift beyond the upper bound is not cut": (amounts, "fitting", lambda _, __, amount: amount),
    "a refusal does not take writes back": (Draft, "take_back", lambda _: None),
    "attempts do not outlive a refusal": (Draft, "keep", lambda _, __, ___: None),
    "equal cells of a payment are not added up": (amounts, "_needed", lambda _, found: found[0][1]),
    "rounds of a loop share their luck": (flow, "word", lambda _: np.zeros(1, dtype=np.uint64)),
    "rows that are refused go on": (Draft, "living", lambda _, active: active),
    "floor does not snap": (column_number, "snap", lambda x: x),
    "half of the bits are read": (luck, "below", _one_for_all),
    "a slot counts as written by all": (
        Draft,
        "write",
        lambda draft, cells, _, new: draft.frame.cells[cells.slot].__setitem__(cells.place, new),
    ),
    "a loop is not in the coordinate": (Active, "inside", lambda active, _: active),
    "what a formula remembers is written to": (scalar, "whole_slots", lambda _: frozenset()),
    "what columns remember is not spoilt": (Frame, "spoil", lambda _, __, ___: None),
}


@pytest.mark.parametrize("fault", PLANTED, ids=str)
def test_a_planted_difference_is_caught(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*PLANTED[fault])
    assert any(map(_differs, range(PROGRAMS // 4))), fault


def _differs(seed: int) -> bool:
    """Tell whether a program with few players shows it; what breaks is as good as different."""
    each = made(seed, players=60)
    expected = play_one_by_one(each)
    try:
        return disagreement(each, lambda _: expected) != ""
    except (IndexError, ValueError):
        return True
