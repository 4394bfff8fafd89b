"""States are given and shown by id, hold codes, and are equal where nothing differs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.state import Change, State, differences, shown
from rules.expression.node import Binary, Cell, Local
from rules.expression.type import NONE, integer, record
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.slot import Slot
from tests.engine.player.small import KINDS, SMALL
from tests.programs import GAME

_AMOUNT = st.integers(0, 5)
names = st.fixed_dictionaries(
    {},
    optional={
        "coins": _AMOUNT,
        "axe": _AMOUNT,
        "cup": _AMOUNT,
        "flag": st.booleans(),
        "pick": st.sampled_from(["axe", "bow", None]),
        "marks": st.dictionaries(st.sampled_from(["axe", "bow"]), _AMOUNT),
        "gifts": st.dictionaries(st.sampled_from(["8", "9"]), _AMOUNT),
        "karma": st.none() | st.integers(0, 3),
    },
)


@given(names, names)
def test_what_is_shown_is_read_back_and_differences_lead_from_one_to_the_other(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    before, after = State.of(SMALL, one), State.of(SMALL, other)
    assert State.of(SMALL, before.named()) == before
    changes = list(differences(before, after))
    assert bool(changes) == (before != after)
    for change in changes:
        assert before.read(change.slot, change.key) == change.before
        assert after.read(change.slot, change.key) == change.after


@given(names)
def test_what_is_not_named_stays(more: dict[str, Any]) -> None:
    held = State.of(SMALL, {"level": 4, "bow": 2}).with_(more)
    assert held.read("level") == 4
    assert held.read("owned.item", "bow") == 2


def test_ids_days_and_truths_become_whole_numbers() -> None:
    state = State.of(
        GAME, {"last_daily": "2026-10-25", "leader": "phoenix", "done": {"rich": True}, "phoenix": 1}
    )
    assert state.read("last_daily") == (date(2026, 10, 25) - date(1970, 1, 1)).days
    assert state == State.of(GAME, {**state.named(), "last_daily": date(2026, 10, 25)})
    assert state.named() == {"last_daily": 20751, "phoenix": 1, "leader": "phoenix", "done": {"rich": True}}
    assert repr(State.of(GAME, {"gold": 5})) == "State({'gold': 5})"


def test_holding_the_default_is_holding_nothing() -> None:
    assert State.of(SMALL, {"marks": {"axe": 2}, "axe": 0, "karma": None}) == State.empty(SMALL)
    assert State.empty(SMALL) != 3


def test_what_is_absent_is_shown_as_none() -> None:
    assert State.of(SMALL, {"pick": "axe"}).with_({"pick": None}) == State.empty(SMALL)
    assert shown(SMALL, record("item").maybe(), NONE) is None


def test_a_name_that_is_nothing_is_said() -> None:
    with pytest.raises(KeyError, match="neither a slot nor a record that can be held"):
        State.of(SMALL, {"pot": 1})


def test_a_new_player_starts_with_what_initial_values_say() -> None:
    base = Slot(
        0, "base", integer(), initial=Binary(integer(), "*", Cell(integer(), "two"), Cell(integer(), "two"))
    )
    two = Slot(1, "two", integer(), default=2)
    price = Binary(integer(), "+", Local(record("item"), "it"), Cell(integer(), "base"))
    each = Slot(2, "each", integer(), kind="item", default=5, initial=price)
    state = State.new(Catalogue(KINDS, (base, two, each), {}), Moment(0, 0))
    assert state.named() == {"base": 4, "each": {"axe": 4, "cup": 6}}


def test_changes_come_in_canonical_order() -> None:
    before, after = State.of(SMALL, {"axe": 1}), State.of(SMALL, {"cup": 2, "coins": 3, "pick": "bow"})
    assert list(differences(before, after)) == [
        Change("coins", None, 0, 3),
        Change("owned.item", "axe", 1, 0),
        Change("owned.item", "cup", 0, 2),
        Change("pick", None, NONE, 1),
    ]
