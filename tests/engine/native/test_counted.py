"""What is counted in generated code: buckets are those of a summary, and no array is empty."""

from __future__ import annotations

from math import prod

from hypothesis import given
from hypothesis import strategies as st

from engine.lab.summary import HELD_BITS, bucket
from engine.lab.watch import watch_of
from engine.native.counted import amount_of, shapes
from engine.native.layout import Layout
from tests.engine.lab.pond import pond

POND = Layout(pond(), watch_of(pond()))


@given(st.integers(0, 900))
def test_a_bucket_begins_with_the_amount_that_a_summary_keeps(place: int) -> None:
    least, following = amount_of(place), amount_of(place + 1)

    assert least < following
    assert {bucket(held, HELD_BITS) for held in (least, following - 1)} == {least}


def test_the_last_bucket_is_beyond_64_bits() -> None:
    assert amount_of(shapes(POND, 1, 1)["supply"][-1]) >= 1 << 63


def test_no_array_is_empty() -> None:
    assert all(prod(shape) for shape in shapes(POND, 1, 1).values())
