"""Folds over pairs come to what they come to for one player, and ask for few pairs."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from engine.columns.frame import frame_of
from rules.expression.column import ColumnCode
from rules.expression.node import Apply
from rules.expression.scalar import ScalarCode
from rules.expression.type import COUNT
from rules.program.catalogue import Catalogue
from tests.generated.players import random_moments, random_states
from tests.rules.expression.remembered import ESPRIT, with_formulas
from tests.rules.expression.spying import Spying

ROWS = 60
GAIN = (ESPRIT, "sum(floor(1000 * a.bonus(e)) for a in e.abilities if a.applies(e))")
FEW_IN_MANY = "sum(count(e for e in esprit if owned(e) > 3 and e.element == g) * xp for g in element)"
FEW_IN_FEW = "sum(owned(e) * sum(owned(f) for f in esprit if f.attack > e.attack) for e in esprit)"
ANY_HELD = "count(g for g in element if any(owned(e) > 20 and e.element == g for e in esprit))"
TEXTS = {
    "a sum of whole numbers": "sum(owned(e) * floor(power(e)) for e in esprit)",
    "formulas of records, of some members": "sum(owned(e) * gain(e) for e in esprit)",
    "formulas of records, of every member": "sum(gain(e) for e in esprit)",
    "how many": "count(e for e in esprit if owned(e) > 2 and gain(e) > 20)",
    "any held": ANY_HELD,
    "any of a list": "count(e for e in esprit if any(a.applies(e) for a in e.abilities))",
    "all of a list": "count(e for e in esprit if all(a.applies(e) for a in e.abilities))",
    "few in a loop over many": FEW_IN_MANY,
    "few in a loop over few": FEW_IN_FEW,
    "none": "sum(owned(e) * e.attack for e in esprit if e.attack > 1000)",
    "a list in a loop on which it does not hang": "count(g for g in element if gain(esprit.phoenix) > xp)",
    "some of which the constants decide": "sum(owned(e) for e in esprit if e.attack > 20)",
}


def game(text: str) -> Catalogue:
    """Return the small game with a formula `it`, but without what is kept of other players."""
    found = with_formulas(gain=GAIN, it=((), text))
    slots = tuple(slot if slot.kind in found.kinds else replace(slot, kind="") for slot in found.slots)
    return Catalogue(found.kinds, slots, found.formulas)


@pytest.mark.parametrize("what", TEXTS)
def test_pairs_come_to_what_each_player_gets(what: str) -> None:
    catalogue, chance = game(TEXTS[what]), Random(what)
    states, moments = random_states(chance, catalogue, ROWS), random_moments(chance, ROWS)
    asked = Apply(COUNT, "it", ())
    one = ScalarCode(catalogue).function(asked, ())
    frame = frame_of(catalogue, states, moments)
    for rows in (np.arange(ROWS), np.array([7, 3, 50]), np.zeros(0, dtype=np.int64)):
        found = ColumnCode(catalogue).function(asked)(frame, rows).tolist()
        assert found == [one(states[row].cells, moments[row]) for row in rows]


def test_only_records_whose_cell_is_not_0_are_asked_for() -> None:
    catalogue = game(TEXTS["a sum of whole numbers"])
    states, moments = random_states(Random(1), catalogue, ROWS), random_moments(Random(1), ROWS)
    owned = catalogue.slot("owned.esprit").index
    for row, state in enumerate(states):
        state.cells[owned] = {2: 5} if row < 9 else {}
    spying = Spying(catalogue, catalogue.formulas["power"].bodies[0])
    spying.function(Apply(COUNT, "it", ()))(frame_of(catalogue, states, moments), np.arange(ROWS))
    assert spying.asked == [9]


def test_a_body_is_evaluated_for_the_records_that_have_it() -> None:
    catalogue = game(TEXTS["formulas of records, of every member"])
    states, moments = random_states(Random(2), catalogue, ROWS), random_moments(Random(2), ROWS)
    spying = Spying(catalogue, catalogue.formulas["ability.bonus"].bodies[1])
    spying.function(Apply(COUNT, "it", ()))(frame_of(catalogue, states, moments), np.arange(ROWS))
    assert 0 < sum(spying.asked) < 3 * ROWS  # of the four esprits, three have the ability that it is of
