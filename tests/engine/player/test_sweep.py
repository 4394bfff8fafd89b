"""Sweep: reactions wake by what changed, fire in rounds, and wait for the next command where they must."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from engine.chance import CounterChance
from engine.outcome import Accepted
from engine.player.run import play
from engine.state import State
from rules.expression.node import Node, const
from rules.program.catalogue import Catalogue
from rules.program.node import Assign, Give, Program, Reaction, Row, Step, Sweep, Uniform, Write
from rules.site import Site, hash_name, inside
from tests.engine.player.small import (
    ITEM,
    ITEMS,
    KINDS,
    MOMENT,
    SLOTS,
    SMALL,
    both,
    cell,
    compare,
    local,
    run,
)

FREE = cell("free")
UP = Assign((Write("free", None, const(1), add=True),))


def _set(slot: str, value: Node) -> Assign:
    return Assign((Write(slot, None, value),))


def _reaction(id_: str, when: Node, *body: Step, watches: str = "coins", **more: Any) -> Reaction:
    return Reaction(id_, frozenset(watches.split()), when, body, **more)


RICH = compare(cell("coins"), ">=", const(10))
SPEND = Assign((Write("coins", None, const(-10), add=True), Write("free", None, const(1), add=True)))
PAID = Give((Row("coins", None, const(35)),))
HELD = compare(cell("owned.item", local("i", ITEM)), ">", compare(const(1), "<", const(1)))
ITEM_GIVEN = Give((Row("owned.item", const(0), const(1)), Row("owned.item", const(2), const(1))))

CASES: dict[str, tuple[tuple[Step, ...], Mapping[str, Any], Mapping[str, Any]]] = {
    "it fires when its condition came to hold": (
        (PAID, Sweep((_reaction("a", RICH, UP),))),
        {},
        {"coins": 35, "free": 1, "waiting": {"a": True}},
    ),
    "it sleeps when nothing it watches changed": (
        (_set("level", const(4)), Sweep((_reaction("a", RICH, UP),))),
        {"coins": 35},
        {"coins": 35, "level": 4},
    ),
    "a write of the same value wakes nobody": (
        (_set("coins", const(35)), Sweep((_reaction("a", RICH, UP),))),
        {"coins": 35},
        {"coins": 35},
    ),
    "a value that changed and changed back wakes": (
        (_set("coins", const(0)), _set("coins", const(35)), Sweep((_reaction("a", RICH, UP),))),
        {"coins": 35},
        {"coins": 35, "free": 1, "waiting": {"a": True}},
    ),
    "it fires as often as repeats, then waits": (
        (PAID, Sweep((_reaction("a", RICH, SPEND, repeats=2),))),
        {},
        {"coins": 15, "free": 2, "waiting": {"a": True}},
    ),
    "it fires until it holds no more": (
        (PAID, Sweep((_reaction("a", RICH, SPEND, repeats=9),))),
        {},
        {"coins": 5, "free": 3},
    ),
    "what waited fires though nothing changed": (
        (Sweep((_reaction("a", RICH, SPEND),)),),
        {"coins": 15, "waiting": {"a": True}},
        {"coins": 5, "free": 1},
    ),
    "what waited and does not hold waits no more": (
        (Sweep((_reaction("a", RICH, SPEND),)),),
        {"coins": 5, "waiting": {"a": True, "b": True}},
        {"coins": 5, "waiting": {"b": True}},
    ),
    "one wakes the other in the same round, by id": (
        (
            PAID,
            Sweep(
                (
                    _reaction("b", compare(FREE, "==", const(1)), _set("level", const(7)), watches="free"),
                    _reaction("a", RICH, SPEND, repeats=2),
                )
            ),
        ),
        {},
        {"coins": 15, "free": 2, "level": 7, "waiting": {"a": True}},
    ),
    "one wakes another that comes before it in the next round": (
        (
            PAID,
            Sweep(
                (
                    _reaction("a", compare(FREE, ">=", const(1)), _set("level", FREE), watches="free"),
                    _reaction("b", RICH, SPEND, repeats=9),
                )
            ),
        ),
        {},
        {"coins": 5, "free": 3, "waiting": {"a": True}},
    ),
    "rounds end": (
        (PAID, Sweep((_reaction("a", RICH, SPEND, repeats=9),), rounds=2)),
        {},
        {"coins": 15, "free": 2, "waiting": {"a": True}},
    ),
    "no round runs nothing, and leaves what is awake waiting": (
        (PAID, Sweep((_reaction("a", RICH, SPEND),), rounds=0)),
        {},
        {"coins": 35, "waiting": {"a": True}},
    ),
    "it fires for each member once": (
        (ITEM_GIVEN, Sweep((_reaction("a", HELD, UP, watches="owned.item", local="i", domain=ITEMS),))),
        {},
        {"axe": 1, "cup": 1, "free": 2, "waiting": {"a": True}},
    ),
    "a member that still holds is asked again": (
        (
            ITEM_GIVEN,
            Sweep(
                (
                    _reaction(
                        "a",
                        HELD,
                        Assign((Write("owned.item", local("i", ITEM), const(-1), add=True),)),
                        UP,
                        watches="owned.item",
                        local="i",
                        domain=ITEMS,
                        repeats=3,
                    ),
                )
            ),
        ),
        {"cup": 2},
        {"free": 4},
    ),
    "what follows an action fires once, in the first round": (
        (
            PAID,
            Sweep((_reaction("a", RICH, UP, after=True, repeats=5), _reaction("b", RICH, SPEND, repeats=9))),
        ),
        {},
        {"coins": 5, "free": 4},
    ),
    "what follows an action needs no change": (
        (
            Sweep(
                (
                    _reaction(
                        "a", compare(FREE, "<", const(5)), UP, watches="", after=True, local="i", domain=ITEMS
                    ),
                )
            ),
        ),
        {},
        {"free": 3},
    ),
    "a reaction that the kind does not name never waits": (
        (PAID, Sweep((_reaction("z", RICH, UP),))),
        {},
        {"coins": 35, "free": 1},
    ),
    "a reaction that watches nothing and waits nowhere is left out": (
        (PAID, Sweep((_reaction("z", RICH, UP, watches=""),))),
        {},
        {"coins": 35},
    ),
    "a reaction that watches nothing wakes if it waited": (
        (Sweep((_reaction("c", RICH, UP, watches=""),)),),
        {"coins": 35, "waiting": {"c": True}},
        {"coins": 35, "free": 1, "waiting": {"c": True}},
    ),
}


@pytest.mark.parametrize(("steps", "given", "expected"), CASES.values(), ids=CASES)
def test_reactions(steps: tuple[Step, ...], given: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    run_ = run(*steps, given=given)
    run_.accepted  # noqa: B018 - it asserts
    assert run_.named == expected


def test_a_gift_to_another_wakes_nobody_but_a_gift_to_oneself_does() -> None:
    sweep = Sweep((_reaction("a", RICH, UP),))
    paid = Give((Row("coins", None, const(35)),), to=local("who"))
    assert run(paid, sweep, params={"who": 8}, players={8: {}}, given={"coins": 20}).named == {"coins": 20}
    assert run(paid, sweep, params={"who": 7}).named == {"coins": 35, "free": 1, "waiting": {"a": True}}


def test_rolls_of_reactions_stand_at_round_reaction_and_member() -> None:
    roll = Uniform(Site("r", "r"), "got", const(0), const(9))
    chance = CounterChance(record=True)
    twice = _reaction("b", both(RICH, compare(FREE, "<", const(2))), roll, UP, repeats=2)
    run(
        PAID, Sweep((twice, _reaction("a", RICH, roll, local="i", domain=ITEMS))), chance=chance, coordinate=5
    )
    assert chance.rolls is not None
    first, second = inside(5, 0), inside(5, 1)
    members = [inside(inside(first, hash_name("a")), hashed) for hashed in KINDS["item"].hashes]
    expected = [*members, inside(first, hash_name("b")), inside(second, hash_name("b"))]
    assert [roll_.coordinate for roll_ in chance.rolls] == expected


@pytest.mark.parametrize("missing", ["waiting", "reactions"])
def test_a_game_without_the_slot_leaves_nothing_waiting(missing: str) -> None:
    kinds = {name: kind for name, kind in KINDS.items() if name != missing}
    slots = SLOTS if missing != "waiting" else SLOTS[:8]
    catalogue = Catalogue(kinds, slots, {})
    spend = Assign((Write("coins", None, const(-10), add=True),))
    program = Program("p", (), (("react", (PAID, Sweep((_reaction("a", RICH, spend, repeats=2),)))),))
    state = State(catalogue, State.of(SMALL, {}).cells[: len(slots)])
    outcome = play(catalogue, program, state, {}, CounterChance(), MOMENT)
    assert isinstance(outcome, Accepted)
    assert outcome.state.cells[0] == 15
