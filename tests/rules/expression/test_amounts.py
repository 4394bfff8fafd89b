"""Amounts, assets, tables, limits and lists are read from expressions as small typed trees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rules.expression.amounts import (
    AmountsChoice,
    AmountsField,
    AmountsLocal,
    AmountsSum,
    AmountsTimes,
    infer_amounts,
    infer_asset,
)
from rules.expression.asset import AssetExpression
from rules.expression.facts import Facts, facts_from
from rules.expression.infer import read
from rules.expression.node import Const, Local, Node
from rules.expression.parse import Tree, parse
from rules.expression.scope import Scope
from rules.expression.table import Named, TableChoice, TableField, infer_domain, infer_limit, infer_table
from tests.rules.expression.game import scope


@pytest.fixture(scope="module")
def here() -> Scope:
    return scope()


def tree(text: str) -> Tree:
    """Return a parsed expression."""
    found = parse(text)
    assert isinstance(found, Tree)
    return found


AMOUNTS = (
    ("quest.reward", AmountsField),
    ("prize", AmountsLocal),
    ("quest.reward + prize", AmountsSum),
    ("quest.reward * n", AmountsTimes),
    ("2.5 * quest.reward", AmountsTimes),
    ("quest.reward if yes else prize", AmountsChoice),
    ("item.gives * 2 if has(item.gives) else prize", AmountsChoice),
    ("best((q.xp, q) for q in quest).reward", AmountsField),
)

NO_AMOUNTS = (
    ("level", "E407", "wanted are amounts, this is a whole number"),
    ("item.gives", "E409", "`item.gives` may be absent"),
    ("item.gives if not has(item.gives) else prize", "E409", "may be absent"),
    ("prize if level else prize", "E407", "wanted is a condition"),
    ("prize * x", "E412", "multiplied by at least 0"),
    ("prize * prize", "E407", "wanted is a number"),
    ("prize * oops", "E405", "`oops` means nothing"),
    ("oops * 2", "E405", "`oops` means nothing"),
    ("prize + level", "E407", "wanted are amounts"),
    ("level + prize", "E407", "wanted are amounts"),
    ("oops", "E405", "`oops` means nothing"),
    ("prize - prize", "E407", "means nothing"),
)


@pytest.mark.parametrize(("text", "form"), AMOUNTS)
def test_amounts_are_read(here: Scope, text: str, form: type) -> None:
    assert isinstance(infer_amounts(tree(text), here), form)


@pytest.mark.parametrize(("text", "code", "words"), NO_AMOUNTS)
def test_what_are_no_amounts_is_refused(here: Scope, text: str, code: str, words: str) -> None:
    problems = infer_amounts(tree(text), here)
    assert isinstance(problems, tuple)
    assert any(problem.code.id == code and words in problem.message for problem in problems), problems


def test_a_product_keeps_amounts_and_factor_apart_in_either_order(here: Scope) -> None:
    for text in ("prize * n", "n * prize"):
        found = infer_amounts(tree(text), here)
        assert isinstance(found, AmountsTimes)
        assert found.amounts == AmountsLocal("prize")
        assert isinstance(found.factor, Local)


ASSETS = (
    ("gold", "owned.currency", True),
    ("phoenix", "owned.esprit", True),
    ("e", "owned.esprit", True),
    ("el.fragment if has(el.fragment) else potion", "owned.item", True),
    ("energy", "energy", False),
    ("points(skill.attack)", "points", True),
    ("currency.ticket", "owned.currency", True),
)


@pytest.mark.parametrize(("text", "slot", "keyed"), ASSETS)
def test_a_key_of_amounts_names_a_slot(here: Scope, text: str, slot: str, keyed: bool) -> None:
    found = infer_asset(tree(text), here)
    assert isinstance(found, AssetExpression)
    assert found.slot == slot
    assert (found.key is not None) is keyed
    assert found.type.name == "int"


@pytest.mark.parametrize("text", ["level", "el", "el.fragment", "oops", "stars(e)", "leader", "weather", "n"])
def test_what_can_be_neither_held_nor_spent_is_refused(here: Scope, text: str) -> None:
    assert isinstance(infer_asset(tree(text), here), tuple)


TABLES = (
    ("standard", Named("standard")),
    ("wish(fire)", None),
    ("wish(el)", None),
    ("quest.table", None),
    ("standard if yes else quest.table", None),
    ("item.holds if has(item.holds) else standard", None),
)

NO_TABLES = (
    ("standart", "E405", "there is no table called `standart`"),
    ("wish", "E408", "`wish` takes `b`; 0 given"),
    ("wish(level)", "E407", "wanted is a record of `element`"),
    ("standard(1)", "E408", "takes nothing"),
    ("level", "E407", "wanted is a table"),
    ("item.holds", "E409", "may be absent"),
    ("oops.table", "E405", "`oops` means nothing"),
    ("standard if level else standard", "E407", "wanted is a condition"),
    ("standard if yes else level", "E407", "wanted is a table"),
    ("wish(fire) + 1", "E407", "is a table or a limit"),
)


@pytest.mark.parametrize(("text", "whole"), TABLES)
def test_a_table_is_read(here: Scope, text: str, whole: Named | None) -> None:
    found = infer_table(tree(text), here)
    assert isinstance(found, (Named, TableField, TableChoice))
    assert whole is None or found == whole


@pytest.mark.parametrize(("text", "code", "words"), NO_TABLES)
def test_what_is_no_table_is_refused(here: Scope, text: str, code: str, words: str) -> None:
    problems = infer_table(tree(text), here)
    assert isinstance(problems, tuple)
    assert any(problem.code.id == code and words in problem.message for problem in problems), problems


def test_a_limit_is_read_with_its_arguments(here: Scope) -> None:
    assert infer_limit(tree("flood"), here) == Named("flood")
    found = infer_limit(tree("booster(quest)"), here)
    assert isinstance(found, Named)
    assert isinstance(found.args[0], Local)


@pytest.mark.parametrize(("text", "code"), [("flod", "E405"), ("booster", "E408"), ("level + 1", "E405")])
def test_what_is_no_limit_is_refused(here: Scope, text: str, code: str) -> None:
    problems = infer_limit(tree(text), here)
    assert isinstance(problems, tuple)
    assert [getattr(problem, "code").id for problem in problems] == [code]  # noqa: B009 - either tuple


def test_a_domain_says_what_its_variable_is(here: Scope) -> None:
    cases = {
        "esprit": ("kind", 4),
        "e.abilities": ("field", 2),
        "tasks_today": ("slots", 2),
        "upto(n)": ("upto", 20),
    }
    for text, (form, size) in cases.items():
        found: Any = infer_domain(tree(text), here)
        assert (found[0].form, found[0].size) == (form, size)
    problems: Any = infer_domain(tree("level"), here)
    assert problems[0].code.id == "E415"


def test_what_a_requirement_proved_is_known_in_later_phases_until_it_is_written(here: Scope) -> None:
    test = read("has(leader) and n >= 3", here)
    assert isinstance(test, Node)
    facts = facts_from(test)
    assert isinstance(read("leader.element", here, None, facts), Node)
    node = read("10 / n", here, None, facts)
    assert isinstance(node, Node)
    assert (node.type.lo, node.type.hi) == (0.5, 10 / 3)
    assert isinstance(read("leader.element", here, None, facts.without_slot("leader")), tuple)
    assert isinstance(read("10 / n", here, None, facts.without_slot("leader")), Node)
    assert isinstance(read("10 / n", here, None, facts.without_local("n")), tuple)


def test_nothing_known_stays_nothing() -> None:
    assert Facts().without_local("n") == Facts().without_slot("level") == Facts()


def test_a_formula_may_have_read_what_is_written(here: Scope) -> None:
    test = read("has(season_now)", here)
    assert isinstance(test, Node)
    facts = facts_from(test)
    assert isinstance(read("season_now.wait", here, None, facts), Node)
    assert isinstance(read("season_now.wait", here, None, facts.without_slot("level")), tuple)


def test_a_place_may_add_functions_of_its_own(here: Scope) -> None:
    def odds(_inference: object, _tree: object, _wanted: object) -> Node:
        return Const(here.params["n"], 3)

    functions: dict[str, Callable[..., Any]] = {"odds": odds}
    declared = here.declared
    more = type(declared)(declared.catalogue, declared.kinds, functions=functions)
    assert isinstance(read("odds(1) + 1", Scope(more)), Node)
