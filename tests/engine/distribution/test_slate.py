"""A cell of a state is cut to its slot's bounds, is written where it varies, and is noted where asked."""

from __future__ import annotations

from typing import Any

import pytest

from engine.distribution.keyed import Keyed
from engine.distribution.slate import Family
from rules.expression.type import COUNT, NONE, Type, integer, record
from rules.program.slot import Slot

FREE = integer(float("-inf"), float("inf"))
BOUNDED: list[tuple[Type, dict[int, int]]] = [
    (integer(2, 5), {1: 2, 2: 2, 3: 3, 5: 5, 6: 5, NONE: 2}),
    (integer(2, 5).maybe(), {1: 2, 4: 4, 6: 5, NONE: NONE}),
    (FREE, {-(10**12): -(10**12), 10**12: 10**12}),
    (FREE.within(2, float("inf")), {1: 2, 10**12: 10**12}),
    (FREE.within(float("-inf"), 5), {-(10**12): -(10**12), 6: 5}),
    (record("card").maybe(), {0: 0, NONE: NONE}),
]


@pytest.mark.parametrize(("type_", "cut"), BOUNDED)
def test_a_value_is_cut_to_the_bounds(type_: Type, cut: dict[int, int]) -> None:
    family = Family.of(Slot(0, "s", type_), 0, None, None)
    assert {value: family.bounded(value) for value in cut} == cut


ONE, MANY = Slot(3, "s", COUNT, default=7), Slot(3, "s", COUNT, "card", default=7)
HELD: list[tuple[Slot, int | None, Any, list[Any], int]] = [
    (ONE, 1, None, [0, 4], 4),
    (ONE, None, 5, [0, 4], 5),
    (ONE, None, None, [0, 4], 7),
    (MANY, 1, None, [0, Keyed({2: 4})], 4),
    (MANY, 1, None, [0, Keyed({1: 4})], 7),
    (MANY, None, Keyed({2: 5}), [0], 5),
    (MANY, None, None, [0], 7),
]


@pytest.mark.parametrize(("slot", "place", "constant", "work", "expected"), HELD)
def test_what_a_cell_holds(
    slot: Slot, place: int | None, constant: Any, work: list[Any], expected: int
) -> None:
    assert Family.of(slot, place, constant, None).held(work, 2 if slot.kind else -1) == expected


def test_a_write_is_noted_where_it_changed_the_cell() -> None:
    for value, noted in ((4, frozenset[int]()), (5, frozenset({3}))):
        work: list[Any] = [frozenset[int](), 4]
        Family.of(ONE, 1, None, 0).store(work, -1, value, 4)
        assert work == [noted, value]
    work = [frozenset[int](), Keyed({2: 4})]
    Family.of(MANY, 1, None, None).store(work, 2, 7, 4)
    assert work == [frozenset(), {}]
    Family.of(MANY, None, None, 0).store(work, 2, 9, 4)
    assert work == [frozenset(), {}]
