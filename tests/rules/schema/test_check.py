"""Every noun and record is judged; jsonschema-rs and jsonschema agree."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rules.pack import Texts, read_pack
from rules.schema import check
from rules.schema.noun import nouns
from rules.schema.record import record
from rules.schema.valid import Judge
from rules.schema.value import value
from rules.schema.word import LATER_NOUNS, is_id
from tests.packs import GAME, resolve, shipped


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.name)
def test_a_shipped_pack_has_the_shape_of_the_language(path: Path) -> None:
    assert [str(problem.place) + problem.message for problem in check(resolve(path))] == []


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.name)
def test_the_slow_judge_says_what_the_fast_one_says(path: Path) -> None:
    tree = resolve(path)
    for kind, declared in tree.plain.get("kinds", {}).items():
        fast, slow = Judge(record(declared)), Judge(record(declared), fast=False)
        for plain in list(tree.plain.get(kind, {}).values())[:20]:
            spoiled = {**plain, "unknown_key": "1"}
            assert fast.fits(value(plain)) == slow.fits(value(plain)) is True
            assert fast.fits(value(spoiled)) == slow.fits(value(spoiled)) is False


@pytest.mark.parametrize("noun", list(nouns()))
def test_the_example_of_a_noun_fits_the_noun(noun: str) -> None:
    text = nouns()[noun].example
    tree, problems = read_pack(
        Texts("mine", {"a.yaml": text} if noun == "game" else {"game.yaml": GAME, "a.yaml": text})
    )
    assert tree is not None
    found = list(problems) + check(tree)
    assert [problem.message for problem in found if problem.code != "E132"] == []
    assert noun in yaml.safe_load(text)


@pytest.mark.parametrize("later", LATER_NOUNS)
def test_a_noun_of_later_work_is_known_and_refused(later: str) -> None:
    tree, _ = read_pack(Texts("mine", {"game.yaml": f"{GAME}{later}: {{a: {{}}}}\n"}))
    assert tree is not None
    assert [(problem.code, problem.message) for problem in check(tree)] == [
        ("E208", f"`{later}` is not yet part of the language")
    ]


VALUES = [
    ("5", 5), ("-5", -5), ("+5", 5), ("007", 7), ("24.5", 24.5), (".5", 0.5), ("5.", 5.0),
    ("true", True), ("false", False), ("", None), ("no", "no"), ("1e3", "1e3"), ("0x10", "0x10"),
    ("6%", "6%"), ("2026-10-25", "2026-10-25"), ("1_000", "1_000"), ("null", "null"), ("~", "~"),
    ("10..30", "10..30"), ("-", "-"), ("1234567890123456789012", "1234567890123456789012"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), VALUES)
def test_a_text_is_judged_as_what_it_is(text: str, meant: object) -> None:
    assert value({"a": [text, text]}) == {"a": [meant, meant]}
    assert type(value(text)) is type(meant)


@pytest.mark.parametrize(
    ("word", "fits"),
    [
        ("fox", True),
        ("fox_2", True),
        ("_fox", False),
        ("Fox", False),
        ("2fox", False),
        ("class", False),
        ("me", False),
        ("fox\n", False),
        ("", False),
        ("fóx", False),
    ],
)
def test_an_id_is_small_letters_and_no_word_of_the_language(word: str, fits: bool) -> None:
    assert is_id(word) is fits
