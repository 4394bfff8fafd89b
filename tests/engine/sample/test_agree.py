"""Every expression of shipped games means one thing; a planted difference is found, and where."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import inf
from pathlib import Path

import pytest

from engine.sample.agree import compare
from engine.sample.dice import Dice
from engine.sample.known import Known, expression
from engine.sample.situation import Situations
from engine.sample.spot import spots
from rules.expression.evaluate import Situation
from rules.expression.facts import Facts
from rules.expression.interval import Interval
from rules.expression.node import Binary, Const, Local, Node, Tallied, const
from rules.expression.place import place
from rules.expression.type import AMOUNTS, COUNT, record
from rules.load import Loaded, compile_pack
from rules.lower.session import Session
from rules.problem import Problems
from rules.program.moment import Moment
from tests import packs


@cache
def loaded(name: str) -> Loaded:
    found = compile_pack(packs.folder(packs.CONTENT / name), Problems(), packs.find)
    assert found.ruleset is not None
    return found


def session(name: str) -> Session:
    found = loaded(name).session
    assert found is not None
    return found


NAMES = [str(path.relative_to(packs.CONTENT)) for path in packs.shipped()]


@pytest.mark.parametrize("name", NAMES)
def test_compiled_code_and_the_reference_agree_on_every_expression(name: str) -> None:
    ruleset = loaded(name).ruleset
    assert ruleset is not None
    found = compare(ruleset.catalogue, session(name), points=6)
    assert found.disagreements == ()
    assert found.unreached == ()
    assert found.expressions > 20
    assert found.points >= 3 * found.expressions / 2


def planted(name: str, wrong: type[Node], change: object) -> Session:
    """Return a session in which one expression was compiled to something else."""
    was = session(name)
    typed = list(was.typed)
    at = next(place for place, each in enumerate(typed) if isinstance(each.node, wrong))
    typed[at] = replace(typed[at], node=change(typed[at].node))  # type: ignore[operator]
    return replace(was, typed=typed)


@pytest.mark.parametrize(
    ("wrong", "change"),
    [
        (Binary, lambda node: Binary(node.type, "+", node, const(1))),
        (Const, lambda node: replace(node, value=1 - int(node.value))),
        (Binary, lambda node: Binary(node.type, "//", node, const(0))),
    ],
    ids=["one more", "another constant", "a failure"],
)
def test_a_planted_difference_is_found_in_its_place(wrong: type[Node], change: object) -> None:
    pack = loaded("examples/fishing")
    assert pack.ruleset is not None
    changed = planted("examples/fishing", wrong, change)
    (found,) = compare(pack.ruleset.catalogue, changed).disagreements
    where = next(
        new.written.place
        for old, new in zip(session("examples/fishing").typed, changed.typed, strict=True)
        if old is not new
    )
    assert str(found.place) == str(where)
    assert found.compiled != found.reference


@pytest.mark.parametrize(
    ("counted", "bounds"),
    [
        (Tallied(COUNT, "caught", "owned.fish", Local(record("fish"), "it")), (1, inf)),
        (Tallied(COUNT, "caught", "owned.fish", Const(record("fish"), 2)), (4, 4)),
        (Tallied(COUNT, "caught", "breath"), (3, 5)),
        (Tallied(COUNT, "caught", "breath"), (0, 0)),
        (Tallied(COUNT, "caught"), (7, 9)),
        (Tallied(COUNT, "caught"), (0, 0)),
    ],
    ids=["some of a local", "so many of a record", "so much", "nothing of it", "so much in all", "nothing"],
)
def test_what_is_known_of_a_draw_is_made_so(counted: Tallied, bounds: Interval) -> None:
    ruleset = loaded("examples/fishing").ruleset
    assert ruleset is not None
    types = {"caught": AMOUNTS, "it": record("fish")}
    known = Known.of(Facts({place(counted): bounds}), types)
    breath = ruleset.catalogue.slot("breath").index
    for held in ({}, {(breath, -1): 2}):
        at = Situation(ruleset.catalogue, [], Moment(0, 0), {"caught": held, "it": 1})
        assert known.make(at, types, Dice(3))


def test_the_same_seed_samples_the_same_points() -> None:
    pack = loaded("examples/banner")
    assert pack.ruleset is not None
    for spot in list(spots(session("examples/banner")))[:10]:
        one, other, third = (
            [
                point.situation.cells
                for point in Situations(pack.ruleset.catalogue, spot.scope.declared, seed).points(spot, 5)
            ]
            for seed in (1, 1, 2)
        )
        assert one == other
        assert one != third or spot.constant


@pytest.mark.parametrize("name", ["reve", "examples/fishing"])
def test_what_is_known_in_a_place_holds_at_every_point(name: str) -> None:
    pack = loaded(name)
    assert pack.ruleset is not None
    situations = Situations(pack.ruleset.catalogue, session(name).definitions.vocabulary, 5)
    asked = [spot for spot in spots(session(name)) if spot.facts and not spot.constant]
    assert len(asked) > 10
    for spot in asked:
        known = Known.of(spot.facts, spot.locals)
        assert all(known.holds(point.situation) for point in situations.points(spot, 2))


@pytest.mark.parametrize("name", NAMES)
def test_a_place_names_all_but_the_type_of_an_expression(name: str) -> None:
    for spot in spots(session(name)):
        where = place(spot.node)
        assert place(expression(where)) == where


def test_dice_reach_both_ends_and_nothing_outside() -> None:
    dice = Dice(1, 2)
    rolled = {dice.within(-3, 40) for _ in range(2000)}
    assert (min(rolled), max(rolled)) == (-3, 40)
    assert {Dice(9).within(4, 4) for _ in range(5)} == {4}


def test_content_is_where_the_tests_look() -> None:
    assert Path(packs.CONTENT / "reve").is_dir()
