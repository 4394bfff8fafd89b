"""Texts -> the small game with these formulas, to see what they hang on and what is remembered of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rules.expression.infer import type_formulas
from rules.expression.scope import FormulaSign
from rules.expression.type import Type, record
from rules.program.catalogue import Catalogue
from tests.rules.expression.game import FORMULAS, vocabulary

ESPRIT = (("e", record("esprit")),)
Params = tuple[tuple[str, Type], ...]


def with_formulas(**texts: tuple[Params, str]) -> Catalogue:
    """Return the game's catalogue with its own formulas and these."""
    own = {name: FORMULAS[name] for name in ("combat", "power", "bonus_of")}
    more = {name: FormulaSign(name, params, (text,)) for name, (params, text) in texts.items()}
    declared = replace(vocabulary(), formulas={**own, **more})
    typed = type_formulas(declared)
    assert not [problem for each in typed.values() for problem in each.problems]
    catalogue = declared.catalogue
    return Catalogue(catalogue.kinds, catalogue.slots, {name: each.lowered for name, each in typed.items()})


def cells(catalogue: Catalogue, **held: Any) -> list[Any]:
    """Return cells in which these slots hold these values; `owned_esprit` is `owned.esprit`."""
    values = {name.replace("_", "."): value for name, value in held.items()}
    return [values.get(slot.name, {} if slot.kind else slot.default) for slot in catalogue.slots]
