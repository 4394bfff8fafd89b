"""A scenario scripts outcomes by label; what it forgets or what cannot happen is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.scripted import ScriptedChance, Unscripted
from rules.site import Site
from tests.engine.player.small import SMALL

SUCCESS = Site("a/success", "success", ("false", "true"))
PRIZE = Site("a/prize", "prize", ("five", "four", "three"))
FIVE = Site("a/prize/five", "prize.five", ("featured", "other"))
WHICH = Site("a/prize/three", "prize.three", kind="item")
FORCE = Site("a/force", "force")
UNNAMED = Site("actions.a/do/chance", "", ("false", "true"))
BARE = Site("a/bare", "bare")

Roll = Callable[[ScriptedChance], int]


def _choose(site: Site, *cumulative: int) -> Roll:
    return lambda chance: chance.choose(cumulative, site, 0)


def _force(lo: int, hi: int) -> Roll:
    return lambda chance: chance.uniform(lo, hi, FORCE, 0)


def _pick(*codes: int, cumulative: tuple[int, ...] | None = None, site: Site = WHICH) -> Roll:
    return lambda chance: chance.pick(codes, cumulative, site, 0)


EITHER, THREE, TWO = _choose(SUCCESS, 1, 2), _choose(PRIZE, 1, 2, 3), _choose(FIVE, 1, 2)
GIVEN: tuple[tuple[dict[str, Any], tuple[Roll, ...], list[int]], ...] = (
    ({"success": False}, (EITHER,), [0]),
    ({"success": True}, (EITHER,), [1]),
    ({"success": "yes"}, (EITHER,), [1]),
    ({"success": ["no", "yes"]}, (EITHER, EITHER), [0, 1]),
    ({"force": 95}, (_force(80, 120),), [95]),
    ({"force": [-3, 4]}, (_force(-5, 5), _force(-5, 5)), [-3, 4]),
    ({"prize": ["three", "four"]}, (THREE, THREE), [2, 1]),
    ({"prize": ["five.other", "five.featured"]}, (THREE, TWO, THREE, TWO), [0, 1, 0, 0]),
    ({"prize": "five", "prize.five": "other"}, (THREE, TWO), [0, 1]),
    ({"prize": "three.cup"}, (THREE, _pick(0, 2)), [2, 2]),
    ({"prize": "cup"}, (_pick(0, 2),), [2]),
    ({"prize": "bow"}, (_pick(0, 1, 2, cumulative=(1, 2, 2)),), [1]),
    ({"chance": True}, (_choose(UNNAMED, 1, 2),), [1]),
    ({"bare": 2}, (_choose(BARE, 1, 1, 2),), [2]),
    ({"bare": 7}, (_pick(3, 7, site=BARE),), [7]),
    ({}, (_choose(SUCCESS, 1, 1), _force(4, 4), _pick(1)), [0, 4, 1]),
    (
        {"success": False, "force": 4, "prize": "bow"},
        (_choose(SUCCESS, 1, 1), _force(4, 4), _pick(1)),
        [0, 4, 1],
    ),
)


@pytest.mark.parametrize(("script", "rolls", "expected"), GIVEN)
def test_rolls_give_what_is_scripted_in_order(
    script: dict[str, Any], rolls: tuple[Roll, ...], expected: list[int]
) -> None:
    chance = ScriptedChance(script, SMALL)
    assert [roll(chance) for roll in rolls] == expected
    assert chance.leftovers() == ()


WRONG: tuple[tuple[dict[str, Any], Roll, str], ...] = (
    ({}, EITHER, "`success` was rolled but is not scripted; say under `rolls` what it is: `false`, `true`"),
    ({"success": "maybe"}, EITHER, "`success` cannot be `maybe` here; it may be `false`, `true`"),
    ({"prize": "four"}, _choose(PRIZE, 1, 1, 2), "`prize` cannot be `four` here; it may be `five`, `three`"),
    (
        {"prize": "pot"},
        _pick(0, 2),
        "`prize.three` was rolled but is not scripted; say under `rolls` what it is: `axe`, `cup`",
    ),
    (
        {"force": 121},
        _force(80, 120),
        "`force` cannot be `121` here; it may be a whole number from 80 to 120",
    ),
    ({"force": "x"}, _force(80, 120), "`force` cannot be `x` here; it may be a whole number from 80 to 120"),
    (
        {},
        _pick(*range(30), site=BARE),
        (
            "`bare` was rolled but is not scripted; say under `rolls` what it is: "
            f"{', '.join(f'`{n}`' for n in range(12))} and more"
        ),
    ),
)


@pytest.mark.parametrize(("script", "roll", "message"), WRONG)
def test_what_is_not_scripted_or_cannot_happen_is_said(
    script: dict[str, Any], roll: Roll, message: str
) -> None:
    with pytest.raises(Unscripted) as caught:
        roll(ScriptedChance(script, SMALL))
    assert str(caught.value) == message


def test_what_was_never_rolled_is_left_over() -> None:
    chance = ScriptedChance({"success": [True, False], "other": 3}, SMALL)
    chance.choose((1, 2), SUCCESS, 0)
    assert [each.message.partition(" was")[0] for each in chance.leftovers()] == [
        "`success: false`",
        "`other: 3`",
    ]
