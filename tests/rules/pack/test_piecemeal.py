"""JSON decoded in parts is what it is as a whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.pack.piecemeal import decoded

LEAVES = st.one_of(st.text(), st.integers(), st.none(), st.booleans())
VALUES = st.recursive(
    LEAVES, lambda part: st.one_of(st.lists(part, max_size=3), st.dictionaries(st.text(), part, max_size=3))
)


@given(VALUES, st.integers(0, 5))
def test_what_is_decoded_in_parts_is_the_same(value: Any, depth: int) -> None:
    for ascii_alone in (True, False):
        text = json.dumps(value, separators=(",", ":"), ensure_ascii=ascii_alone)
        assert decoded(text, depth) == value


def test_equal_keys_are_one_object() -> None:
    one, other = decoded('{"card":{"fox":{"name":"Fox"},"owl":{"name":"Owl"}}}', 2)["card"].values()
    assert next(iter(one)) is next(iter(other))


@pytest.mark.parametrize(
    "text", ["", "{", '{"a"', '{"a":1', '{"a":1,}', '{"a":1}x', '{"a" :1}', "{1:2}x", "nothing"]
)
def test_what_is_no_such_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        decoded(text, 3)
