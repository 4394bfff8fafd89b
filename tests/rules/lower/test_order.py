"""A mapping whose values name its other keys is read in one order, however it is written."""

from __future__ import annotations

from itertools import permutations

import pytest

from rules.document import Mapping, read_document
from rules.lower.order import in_order
from rules.source import Source

CASES = [
    ({"a": "1", "b": "2"}, "a b"),
    ({"a": "b + 1", "b": "2"}, "b a"),
    ({"a": "c", "b": "a", "c": "3"}, "c a b"),
    ({"n": "n + 1", "m": "2"}, "m n"),
    ({"a": "it.b", "b": "1"}, "a b"),
    ({"a": "{any: owned(b) > 0}", "b": "1"}, "b a"),
    ({"a": "b", "b": "a"}, "a b"),
    ({"first": "1", "second": "first"}, "first second"),
]


@pytest.mark.parametrize(("written", "ordered"), CASES)
def test_what_is_named_comes_first(written: dict[str, str], ordered: str) -> None:
    for names in permutations(written):
        text = "".join(f"{name}: {written[name]}\n" for name in names)
        document, _ = read_document(Source("x.yaml", text))
        assert isinstance(document, Mapping)
        assert [name for name, _ in in_order(document)] == ordered.split()
