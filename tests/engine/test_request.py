"""A request's parameters are read by type, and what is wrong is said in the player's words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.outcome import Refused
from engine.request import Known, Request, read_params
from engine.state import State
from rules.expression.type import (
    BOOL,
    DATE,
    DURATION,
    NONE,
    PLAYER,
    TEXT,
    TIME,
    Type,
    integer,
    number,
    offer,
    record,
)
from rules.program.node import Param, Program
from tests.engine.player.small import SMALL

ITEM = record("item")
GOOD: tuple[tuple[Param, Any, Any], ...] = (
    (Param("x", ITEM), "bow", 1),
    (Param("x", ITEM.maybe()), None, NONE),
    (Param("x", ITEM, 2), None, 2),
    (Param("x", integer(1, 10)), 10, 10),
    (Param("x", integer(1, 10)), "7", 7),
    (Param("x", number(0, 1)), "0.25", 0.25),
    (Param("x", number()), 3, 3.0),
    (Param("x", BOOL), "yes", 1),
    (Param("x", BOOL), False, 0),
    (Param("x", DATE), "1970-01-03", 2),
    (Param("x", DATE), date(1970, 1, 3), 2),
    (Param("x", DATE), 5, 5),
    (Param("x", TIME), "5", 5),
    (Param("x", DURATION), -5, -5),
    (Param("x", PLAYER), "80351110224678912", 80351110224678912),
    (Param("x", offer("trade")), "5", 5),
    (Param("x", TEXT), "hello", "hello"),
    (Param("x", Type("formula")), "it.power > 3", "it.power > 3"),
)


def _program(*params: Param) -> Program:
    return Program("craft", params, ())


@pytest.mark.parametrize(("param", "given", "value"), GOOD)
def test_parameters_are_read_by_type(param: Param, given: object, value: object) -> None:
    asked = Request("craft", 7, {} if given is None else {"x": given})
    assert read_params(SMALL, _program(param), asked.params, State.empty(SMALL)) == {"x": value}


BAD: tuple[tuple[Param, Any, str], ...] = (
    (Param("x", ITEM), "pot", "`pot` will not do for `x`; give the id of a record of kind `item`"),
    (Param("x", ITEM), ["bow"], "`['bow']` will not do for `x`; give the id of a record of kind `item`"),
    (Param("x", ITEM), None, "`x` is missing; give the id of a record of kind `item`"),
    (Param("x", integer(1, 10)), 11, "`11` will not do for `x`; give a whole number from 1 to 10"),
    (Param("x", integer(1, 10)), 1.0, "`1.0` will not do for `x`; give a whole number from 1 to 10"),
    (Param("x", integer(1, 10)), True, "`True` will not do for `x`; give a whole number from 1 to 10"),
    (Param("x", Type("int")), "many", "`many` will not do for `x`; give a whole number"),
    (Param("x", Type("int")), [], "`[]` will not do for `x`; give a whole number"),
    (Param("x", number(0, 1)), "nan", "`nan` will not do for `x`; give a number"),
    (Param("x", number()), "inf", "`inf` will not do for `x`; give a number"),
    (Param("x", number()), [], "`[]` will not do for `x`; give a number"),
    (Param("x", BOOL), "perhaps", "`perhaps` will not do for `x`; give `yes` or `no`"),
    (Param("x", DATE), "soon", "`soon` will not do for `x`; give a day such as 2026-10-25"),
    (Param("x", offer("trade")), "my", "`my` will not do for `x`; give the number of a trade"),
    (Param("x", TEXT), 5, "`5` will not do for `x`; give a text"),
)


@pytest.mark.parametrize(("param", "given", "message"), BAD)
def test_what_will_not_do_is_said(param: Param, given: object, message: str) -> None:
    refused = read_params(SMALL, _program(param), {} if given is None else {"x": given}, State.empty(SMALL))
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.phase, refused.message) == ("bad_param", "params", message)


def test_parameters_that_do_not_exist_are_refused() -> None:
    refused = read_params(SMALL, _program(Param("a", BOOL), Param("b", BOOL)), {"c": 1}, State.empty(SMALL))
    assert isinstance(refused, Refused)
    assert refused.message == "`craft` has no parameter `c`; it has `a`, `b`"
    none = read_params(SMALL, _program(), {"c": 1}, State.empty(SMALL))
    assert isinstance(none, Refused)
    assert none.message == "`craft` has no parameter `c`; it has none"


KNOWN = Known({"anna": 3, "ben": 40}, {5: "trade", 6: "raid"})
NAMED: tuple[tuple[Type, Any, Any], ...] = (
    (PLAYER, "ben", 40),
    (PLAYER, 3, 3),
    (PLAYER, "3", 3),
    (PLAYER, 5, "there is no player 5"),
    (PLAYER, "carl", "there is no player `carl`"),
    (PLAYER, [], "there is no player `[]`"),
    (offer("trade"), 5, 5),
    (offer("trade"), "5", 5),
    (offer("trade"), "trade 5", 5),
    (offer("trade"), 6, "there is no trade 6"),
    (offer("trade"), "raid 6", "there is no trade `raid 6`"),
    (offer("trade"), 3, "there is no trade 3"),
)


@pytest.mark.parametrize(("type_", "given", "found"), NAMED)
def test_only_players_and_offers_that_are_there_can_be_named(
    type_: Type, given: object, found: object
) -> None:
    read = read_params(SMALL, _program(Param("x", type_)), {"x": given}, State.empty(SMALL), KNOWN)
    assert read == {"x": found} if isinstance(found, int) else isinstance(read, Refused)
    if isinstance(read, Refused):
        assert (read.reason, read.message) == ("bad_param", found)
