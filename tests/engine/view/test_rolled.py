"""A roll that fell -> what came of it, as far as its ruleset alone says."""

from __future__ import annotations

import pytest

from engine.chance import Roll
from engine.view.guaranteed import guarantees, progress
from engine.view.rolled import fell
from tests.games import game

REVE = game("reve")
PRIZE = "actions.open_echo/do/prize"
WHOLE = 10**9


@pytest.mark.parametrize(
    ("value", "came", "chance"),
    [
        (0, "common", 0.7),
        (139, "common", 0.7),
        (140, "legendary", 0.005),
        (141, "nothing", 0.05),
        (199, "rare", 0.245),
    ],
)
def test_an_entry_is_told_by_where_the_number_lies_among_the_weights(
    value: int, came: str, chance: float
) -> None:
    found = fell(REVE.programs["open_echo"], Roll(PRIZE, 0, 200, value))
    assert (found.came, found.between) == (came, (chance, chance))


def test_a_chance_that_is_a_number_says_whether_it_succeeded() -> None:
    crit = "actions.battle/do/crit"
    assert fell(REVE.programs["battle"], Roll(crit, 0, WHOLE, 149_999_999)).came == "true"
    found = fell(REVE.programs["battle"], Roll(crit, 0, WHOLE, 150_000_000))
    assert (found.came, found.is_chance) == ("false", True)


def test_a_chance_that_hung_on_the_player_is_told_by_its_bounds() -> None:
    win = "actions.battle/do/win"
    unsure = fell(REVE.programs["battle"], Roll(win, 0, WHOLE, WHOLE // 2))
    assert (unsure.came, unsure.between) == ("", (0.02, 0.98))
    assert fell(REVE.programs["battle"], Roll(win, 0, WHOLE, 1)).came == "true"
    assert fell(REVE.programs["battle"], Roll(win, 0, WHOLE, WHOLE - 1)).came == "false"


def test_records_that_are_alike_are_one_of_so_many() -> None:
    found = fell(REVE.programs["open_echo"], Roll(f"{PRIZE}/rare", 0, 40, 3))
    assert found.alike
    assert found.between == (1 / 40, 1 / 40)


def test_what_the_ruleset_does_not_know_any_more_has_its_numbers() -> None:
    for program in (None, REVE.programs["open_echo"]):
        found = fell(program, Roll("actions.gone/do/x", 0, 7, 3))
        assert (found.came, found.between, found.is_chance) == ("", None, False)


def test_how_far_a_guarantee_is_hangs_on_its_counter() -> None:
    (echo,) = progress(REVE.definitions.tables["echo_standard"], {"echo_pity": 88}.__getitem__)
    assert (echo.guarantee.entry, echo.guarantee.by, echo.count) == ("legendary", 90, 88)
    (gold,) = progress(REVE.definitions.tables["gold_cards"], lambda _: 0)
    assert gold.count is None, "each opening counts for itself"
    assert guarantees(REVE.definitions.tables["wilds"]) == ()
