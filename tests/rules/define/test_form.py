"""How types are written, and what they mean."""

from __future__ import annotations

import pytest

from rules.define.form import Form, read_form
from rules.document import read_document
from rules.document.node import Node
from rules.expression.type import (
    AMOUNTS,
    BOOL,
    CHANCE,
    COUNT,
    DATE,
    TABLE,
    TEXT,
    TEXTS,
    Type,
    formula_of,
    integer,
    list_of,
    map_of,
    number,
    record,
)
from rules.source import Source

KINDS = {"card", "family"}


def node(text: str) -> Node:
    root, problems = read_document(Source("it.yaml", f"it: {text}\n"))
    assert not problems
    assert root is not None
    entries: dict[str, Node] = root.entries  # type: ignore[attr-defined]
    return entries["it"]


def form(text: str) -> Form | None:
    return read_form(node(text), KINDS)


TYPES: list[tuple[str, Type]] = [
    ("bool", BOOL),
    ("int", COUNT),
    ("number", number(-1e12, 1e12)),
    ("chance", CHANCE),
    ("day", DATE),
    ("text", TEXT),
    ("texts", TEXTS),
    ("colour", TEXT),
    ("amounts", AMOUNTS),
    ("table", TABLE),
    ("card", record("card")),
    ("[card]", list_of(record("card"))),
    ("{int: [1, 200]}", integer(1, 200)),
    ("{int: [-5, 5.0]}", integer(-5, 5)),
    ("{number: [0.5, 150%]}", number(0.5, 1.5)),
    ("{text: 40}", TEXT),
    ("{texts: {most: 3}}", TEXTS),
    ("{map: [family, number]}", map_of(record("family"), number(-1e12, 1e12))),
    ("{map: [family, family]}", map_of(record("family"), record("family"))),
    ("{map: [family, {int: [0, 9]}]}", map_of(record("family"), integer(0, 9))),
    ("{formula: bool, of: {c: card}}", formula_of((record("card"),), BOOL)),
    ("{formula: int}", formula_of((), COUNT)),
    ("{type: card, optional: true}", record("card")),
    ("{type: [family]}", list_of(record("family"))),
    ("{type: {int: [1, 3]}, default: 2}", integer(1, 3)),
]


@pytest.mark.parametrize(("text", "type_"), TYPES)
def test_a_type_is_what_is_written(text: str, type_: Type) -> None:
    found = form(text)

    assert found is not None
    assert found.type == type_


@pytest.mark.parametrize(
    "text",
    [
        "nothing",
        "[]",
        "[card, family]",
        "[nothing]",
        "{}",
        "{int: [5, 1]}",
        "{int: [1]}",
        "{int: [1, 2, 3]}",
        "{int: [a, b]}",
        "{int: [1.5, 2]}",
        "{number: 5}",
        "{map: [family]}",
        "{map: [nothing, int]}",
        "{formula: nothing}",
        "{formula: int, of: {c: nothing}}",
        "{type: nothing}",
        "{colour: 3}",
    ],
)
def test_what_is_no_type_is_none(text: str) -> None:
    assert form(text) is None


def test_a_form_says_what_else_its_slot_is() -> None:
    found = form("{map: [family, family], symmetric: true}")
    absent = form("{type: card, optional: true}")
    called = form("{formula: number, of: {stars: int, it_too: card}}")

    assert found is not None
    assert absent is not None
    assert called is not None
    assert found.symmetric
    assert absent.told == record("card").maybe()
    assert called.names == ("stars", "it_too")
