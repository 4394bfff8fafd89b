"""Expressions and situations of the small game, made at random."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from rules.expression.evaluate import Situation
from rules.expression.infer import type_formulas
from rules.expression.scope import Scope
from rules.expression.type import NONE, Type
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from tests.rules.expression.game import CATALOGUE, KINDS, PARAMS, scope

WHOLE = (
    "level",
    "n",
    "count",
    "xp",
    "wins",
    "stars(e)",
    "owned(phoenix)",
    "e.attack",
    "e.tier.order",
    "k_1",
    "combat",
)
NUMBERS = ("x", "e.tier.multiplier", "el.odds[fire]", "ability.bonus(e)", "0.5", "fuse_chance(tier)")
RECORDS = ("e", "f", "phoenix")


def _wholes(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    numbers = st.one_of(inner, st.sampled_from(NUMBERS))
    tests = st.one_of(
        st.builds("{} {} {}".format, inner, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), inner),
        st.sampled_from(
            ["yes", "free", "e == f", "fire in el.beats", "has(leader)", "el.fuses[fire] == water"]
        ),
    )
    both = st.builds("({}) {} ({})".format, tests, st.sampled_from(["and", "or", "and not"]), tests)
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["+", "-", "*", "//", "%"]), inner),
        st.builds(
            "{}({} {} {})".format, st.sampled_from(["floor", "ceil", "round"]), numbers, _OPERATOR, numbers
        ),
        st.builds("({} if {} else {})".format, inner, both, inner),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), inner, inner),
        st.builds("clamp({}, 0, 9)".format, inner),
        st.builds("sum({} for k_1 in upto(n) if {})".format, inner, tests),
        st.builds("sum({} for e in esprit)".format, inner),
        st.builds("count(e for e in esprit if {})".format, tests),
        st.builds("default(leader, e).tier.order + {}".format, inner),
        st.builds("2 ** clamp({}, 0, 9)".format, inner),
    )


_OPERATOR = st.sampled_from(["+", "-", "*", "/"])
expressions = st.recursive(st.sampled_from([*WHOLE, "3", "0", "-1"]), _wholes, max_leaves=8)


def typed_game() -> tuple[Scope, Catalogue]:
    """Return a place in the game, with a loop's variable, and the catalogue with its formulas."""
    here = scope().inside({"k_1": PARAMS["n"]})
    formulas = {name: formula.lowered for name, formula in type_formulas(here.declared).items()}
    return here, Catalogue(CATALOGUE.kinds, CATALOGUE.slots, formulas)


def values(type_: Type) -> st.SearchStrategy[Any]:
    """Return the values of a type."""
    match type_.name:
        case "bool":
            found: st.SearchStrategy[Any] = st.integers(0, 1)
        case "record":
            found = st.integers(0, len(KINDS[type_.kind].ids) - 1)
        case "number":
            found = st.floats(max(type_.lo, -1e6), min(type_.hi, 1e6))
        case "int" | "day" | "time" | "duration":
            found = st.integers(int(type_.lo), int(type_.hi))
        case _:
            found = st.just(0)
    return st.one_of(found, st.just(NONE)) if type_.optional else found


@st.composite
def situations(draw: st.DrawFn, catalogue: Catalogue) -> Situation:
    """Return a situation in which every cell and local has a value of its type."""
    cells: list[Any] = []
    for slot in catalogue.slots:
        codes = range(len(KINDS[slot.kind].ids)) if slot.kind in KINDS else range(0)
        cells.append(
            {code: draw(values(slot.type)) for code in codes} if slot.kind else draw(values(slot.type))
        )
    locals_ = {name: draw(values(type_)) for name, type_ in PARAMS.items()} | {
        "k_1": draw(values(PARAMS["n"]))
    }
    return Situation(catalogue, cells, Moment(0, 20050, 1, players={0: cells}), locals_)
