"""What a formula hangs on: cells at its parameters, slots of which any cell may be read, the moment."""

from __future__ import annotations

import pytest

from rules.expression.footprint import footprint, loops
from rules.expression.node import Apply, Cell, Const, Domain, Fold, Function, Local, Node, Tallied
from rules.expression.type import COUNT, PLAYER, offer, record
from rules.program.catalogue import Formula
from tests.rules.expression.remembered import ESPRIT, Params, with_formulas

_GUEST = {"stars(choice.guest)", "choice.guest"}
_FRAGMENT = "owned(el.fragment) if has(el.fragment) else 0"
ELEMENT = (("el", record("element")),)

# What is read, in whatever order; None where it cannot be listed.
HANGS_ON: dict[str, tuple[Params, str, int | None, set[str] | None]] = {
    "scalar cells": ((), "level + xp", None, {"level", "xp"}),
    "a cell at a parameter": (ESPRIT, "stars(e) + 1", None, {"stars(e)"}),
    "a cell at a record that the game names": ((), "stars(phoenix)", None, {"stars(2)"}),
    "a cell at a scalar cell": (
        (),
        "stars(default(leader, phoenix)) if wins > 1 else 0",
        None,
        {"stars*", "leader", "wins"},
    ),
    "a scalar cell as a key": ((), "stars(guest) if has(guest) else 0", None, _GUEST),
    "any cell, in a loop": ((), "sum(owned(f) for f in esprit)", None, {"owned.esprit*"}),
    "a cell at a field of a parameter": (
        (("i", record("item")),),
        "owned(phoenix) + sum(points(s) for s in skill if s == attack)",
        None,
        {"owned.esprit(2)", "points*"},
    ),
    "what a called formula reads": (ESPRIT, "power(e) + combat", 1, {"stars(e)", "level", "wins"}),
    "a record's own list": (ESPRIT, "power(e)", 0, {"stars(e)"}),
    "a record whose list leads elsewhere": (ESPRIT, "count(a for a in e.abilities)", 1, set()),
    "any record's list": (ESPRIT, "bonus_of(e)", None, {"stars(e)"}),
    "a call for a loop variable": ((), "sum(floor(power(f)) for f in esprit)", None, {"stars*"}),
    "the body of a known record": ((), "task.quest5.progress", None, {"xp"}),
    "the bodies of any record": ((), "sum(t.progress for t in task)", None, {"wins", "xp"}),
    "the chosen of today": ((), "count(t for t in tasks_today)", None, {"choice.tasks.0", "choice.tasks.1"}),
    "a count that a loop goes to": ((), "sum(k for k in upto(clamp(level, 1, 9)))", None, {"level"}),
    "the best": ((), "best((xp + f.attack, f) for f in esprit)", None, {"xp"}),
    "the day": ((), "weekday(today)", None, {"today"}),
    "the time": ((), "now > start_of(today)", None, None),
    "a time within a loop's count": (
        (),
        "sum(1 for k in upto(1 if now > start_of(today) else 2))",
        None,
        None,
    ),
    "a cell at a field of any record": (ELEMENT, _FRAGMENT, None, {"owned.item*"}),
    "a cell at a field of a known record": (ELEMENT, _FRAGMENT, 1, {"owned.item(1)"}),
    "a cell at a field that is absent": (ELEMENT, _FRAGMENT, 2, {"owned.item*"}),
    "a cell of any other player": ((("p", PLAYER),), "p.level", None, None),
    "a formula of another player": ((("p", PLAYER),), "p.combat", None, None),
}


def _told(node: Node) -> str:
    match node:
        case Cell(slot=slot, key=None):
            return slot
        case Cell(slot=slot, key=Local(name=key) | Cell(slot=key)):
            return f"{slot}({key})"
        case Cell(slot=slot, key=Const(value=value)):
            return f"{slot}({value})"
        case Function(name=name):
            return name
        case _:
            raise AssertionError(node)


@pytest.mark.parametrize("what", HANGS_ON)
def test_a_formula_hangs_on(what: str) -> None:
    params, text, first, expected = HANGS_ON[what]
    catalogue = with_formulas(it_=(params, text))
    found = footprint(catalogue, catalogue.formulas["it_"], first)
    told = None if found is None else {*map(_told, found.values), *(f"{name}*" for name in found.whole)}
    assert told == expected


WHO = Fold(COUNT, "count", Domain("players", 9, node=Const(offer("pot"), 1), owner="pot"), "p", None, None)


@pytest.mark.parametrize("body", [Tallied(COUNT, "t"), Apply(COUNT, "of_a_player", ()), WHO])
def test_what_is_not_of_the_catalogue_cannot_be_listed(body: Node) -> None:
    assert footprint(with_formulas(), Formula("f", (), (), COUNT, (body,))) is None


def test_a_long_list_is_read_as_any_record() -> None:
    catalogue = with_formulas()
    abilities = catalogue.kinds["esprit"].lists["abilities"]
    catalogue.kinds["esprit"].lists["abilities"] = ((0,) * 33, *abilities[1:])
    try:
        found = footprint(catalogue, catalogue.formulas["bonus_of"], 0)
    finally:
        catalogue.kinds["esprit"].lists["abilities"] = abilities
    assert found is not None
    assert [_told(value) for value in found.values] == ["stars(e)"]


def test_a_formula_is_looked_at_once() -> None:
    twice = with_formulas(twice=(ESPRIT, "bonus_of(e) + bonus_of(e)"))
    found = footprint(twice, twice.formulas["twice"])
    assert found is not None
    assert [_told(value) for value in found.values] == ["stars(e)"]


def test_a_read_of_the_record_is_told_as_one_of_the_first_parameter() -> None:
    catalogue = with_formulas(
        it=((*ESPRIT, ("n", COUNT)), "stars(e) + owned(e) + stars(blazeling) + n + level")
    )
    first, other = (footprint(catalogue, catalogue.formulas["it"], code) for code in (0, 2))
    e = Local(record("esprit"), "e")
    assert first is not None
    assert other is not None
    cells = [value for value in first.values if isinstance(value, Cell)]
    assert {(cell.slot, cell.key) for cell in cells} == {("stars", e), ("owned.esprit", e), ("level", None)}
    more = {(cell.slot, cell.key) for cell in other.values if isinstance(cell, Cell)}
    assert more == {*((cell.slot, cell.key) for cell in cells), ("stars", Const(record("esprit"), 0))}


def test_the_first_of_two_parameters_says_which_body() -> None:
    catalogue, type_ = with_formulas(), record("esprit")
    bodies = tuple(Cell(COUNT, slot, Local(type_, "f")) for slot in ("stars", "owned.esprit"))
    both = Formula("both", ("e", "f"), (type_, type_), COUNT, (*bodies, *bodies))
    found = footprint(catalogue, both, 1)
    assert found is not None
    assert list(found.values) == [Cell(COUNT, "owned.esprit", Local(type_, "f"))]


def test_a_loop_hides_a_parameter_of_its_name_alone() -> None:
    catalogue, type_ = with_formulas(), record("esprit")
    over = Domain("kind", 4, "esprit")
    for var, slots in (("e", ("stars",)), ("f", ())):
        body = Fold(COUNT, "sum", over, var, None, Cell(COUNT, "stars", Local(type_, "e")))
        found = footprint(catalogue, Formula("it", ("e",), (type_,), COUNT, (body,)))
        assert found is not None
        assert (found.whole, len(found.values)) == (slots, 1 - len(slots))


LOOPING = {
    "power": True,
    "bonus_of": True,
    "combat": False,
    "calls": True,
    "twice": False,
    "of_a_player": False,
}


def test_a_formula_loops_if_one_that_it_calls_does() -> None:
    catalogue = with_formulas(
        calls=((), "floor(power(phoenix))"),
        twice=((), "combat + combat"),
    )
    body = Apply(COUNT, "filter", ())
    catalogue.formulas["of_a_player"] = Formula("of_a_player", (), (), COUNT, (body,))
    assert {name: loops(catalogue, catalogue.formulas[name], set()) for name in LOOPING} == LOOPING
