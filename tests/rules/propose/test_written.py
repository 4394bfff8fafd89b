"""What somebody types into a form -> tidy, or wrong, whatever tricks are in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.propose.legible import alike, illegible, tidy
from rules.propose.written import Written, likened, listed, of_plain, wrong
from tests.shows import MACBETH, by

TRICKS = [
    "{gold}", "${gold}", "{{gold}}", "%(gold)s", "#{1}", "`id`", "gold: 5", "a\nactions: {x: {}}", "[x]",
    "a:b",
    "!!python/object", "&a *a", "<@1234>", "@everyone", "<#1>", "**bold**", "_a_", "~~a~~", "||a||", "a|b",
    "https://evil.example/x", "a\\nb", '"a"', "'); drop table x;--", "a/b", "a\u202eb", "a\u200bb", "\u3164",
    "a\u0000b", "\ufeffa", "a\u0300\u0301\u0302", "\U0001d538", "\ufb01", "\uff21", "\ufdfa", "\u0430pple",
    " ", "", "...", "\u00ad", "a\u2028b", "\ud800", "1e400<", "a*b", "(a)", "a^b", "a=b",
    "\u2800", "\U0001f642",
]  # fmt: skip
NAMES = [
    "Ana", "Ünal Öz", "Дарья", "Ἀθηνᾶ", "李小龍", "さくら", "김민수", "O'Hara", "Jean-Luc", "Nguyễn Thị",
    "R2",
    "Ben & Co.", "What?!", "त्रिपुरा",
]  # fmt: skip


TWO = {1: "gravedigger", 2: "ghost"}


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_is_let_through_in_any_field(trick: str) -> None:
    whole = MACBETH
    for changed in (
        replace(whole, name=trick),
        replace(whole, texts={"genre": trick}),
        replace(whole, names={**whole.names, 3: trick}),
    ):
        assert [*wrong(by(), changed)] != []


@pytest.mark.parametrize("name", NAMES)
def test_names_of_people_are_let_through_in_every_script(name: str) -> None:
    assert [*wrong(by(), replace(MACBETH, name=tidy(name), names={1: tidy(name), 2: "x"}, likes=TWO))] == []


@given(st.text(max_size=30))
def test_whatever_is_let_through_has_only_letters_numbers_and_a_few_signs(text: str) -> None:
    kept = tidy(text)
    if kept and not illegible(kept):
        assert not set('{}$<>@`*_~|\\/[]()"#%;=:^') & set(kept)
        assert kept.isprintable()
        assert tidy(kept) == kept


@pytest.mark.parametrize(
    ("written", "field", "why"),
    [
        (replace(MACBETH, name="x" * 41), "name", "long"),
        (replace(MACBETH, texts={"genre": "x" * 21}), "genre", "long"),
        (replace(MACBETH, texts={}), "genre", "empty"),
        (replace(MACBETH, texts={"genre": "A", "price": "0"}), "price", "unasked"),
        (replace(MACBETH, names={}), "actors", "count"),
        (replace(MACBETH, names={number: f"A{number}" for number in range(1, 2000)}), "actors", "count"),
        (replace(MACBETH, names={1: "x" * 100_000, 2: "y"}), "actors", "long"),
        (replace(MACBETH, names={1: "Banquo", 2: "BANQUO"}), "actors", "twice"),
        (replace(MACBETH, names={-1: "Banquo", 2: "Fleance"}), "actors", "unasked"),
        (replace(MACBETH, pictures={1: "../../etc"}), "actors", "unasked"),
        (replace(MACBETH, pictures={9: "a" * 64}), "actors", "unasked"),
        (replace(MACBETH, name="Hamlet"), "name", "taken"),
        (replace(MACBETH, name="h\u00e1mlet"), "name", "taken"),
    ],
)
def test_each_mistake_is_told_with_its_field(written: Written, field: str, why: str) -> None:
    assert (field, why) in [(each.field, each.why) for each in wrong(by(), written, ["Hamlet"])]


def test_a_name_keeps_its_number_as_long_as_it_is_in_the_list() -> None:
    first = listed("Ana, Ben ,, Cid", {}, 0)
    assert first == {1: "Ana", 2: "Ben", 3: "Cid"}
    second = listed("Dora, ana, Cid", first, 3)
    assert second == {4: "Dora", 1: "ana", 3: "Cid"}
    assert listed("Ben", second, 4) == {5: "Ben"}


def test_what_a_name_is_like_stays_and_new_ones_are_what_is_missing() -> None:
    first = likened(by(), [1, 2, 3], {})
    assert first == {1: "gravedigger", 2: "gravedigger", 3: "ghost"}
    assert likened(by(), [3, 1, 4], first) == {3: "ghost", 1: "gravedigger", 4: "gravedigger"}
    assert likened(by(), [4, 1, 2], first) == {4: "ghost", 1: "gravedigger", 2: "gravedigger"}
    assert likened(by(), [1, 2], first) == {1: "gravedigger", 2: "gravedigger"}


def test_what_is_written_is_read_back_and_anything_else_is_not() -> None:
    assert of_plain(MACBETH.plain) == MACBETH
    others: list[object] = [
        None,
        [],
        {},
        {**MACBETH.plain, "names": {"x": "A"}},
        {**MACBETH.plain, "texts": {"genre": 5}},
    ]
    for other in others:
        assert of_plain(other) is None


def test_names_that_look_alike_are_one() -> None:
    assert alike("Lady  M!") == alike("lady-m") != alike("Lady N")
