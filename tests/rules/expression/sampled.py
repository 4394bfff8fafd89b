"""A small pack in which every form of expression means something, and situations to evaluate it in."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from rules.expression.infer import type_formulas
from rules.expression.node import Const, const
from rules.expression.scope import (
    ChoiceSign,
    FieldSign,
    FormulaSign,
    KindSign,
    Regeneration,
    Scope,
    VariableSign,
    Vocabulary,
)
from rules.expression.type import (
    AMOUNTS,
    BOOL,
    CHANCE,
    COUNT,
    DATE,
    NONE,
    PLAYER,
    TEXT,
    TEXTS,
    TIME,
    WEEK,
    Type,
    integer,
    list_of,
    map_of,
    number,
    record,
)
from rules.program.catalogue import Catalogue, Kind
from rules.program.moment import Moment
from rules.program.slot import Slot

KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "tier",
            ("common", "rare", "legendary"),
            {"order": (1, 2, 4), "cost": (50, 120, 1000)},
            ordered_by="order",
        ),
        Kind(
            "element",
            ("earth", "fire", "water"),
            maps={
                "fuses": ((0, 1, 2), (1, 1, 0), (2, 0, 2)),
                "boost": ((1.0, 0.5, 2.0), (1.5, 1.0, 0.5), (1.0, 1.25, 1.1)),
            },
        ),
        Kind(
            "esprit",
            ("cinder", "kelpie", "phoenix", "pup"),
            {
                "tier": (0, 1, 2, 0),
                "element": (1, 2, 1, 0),
                "power": (10, 35, 260, 7),
                "evolves": (2, NONE, NONE, 1),
                "shiny": (0, 1, 1, 0),
                "nickname": ("Ash", "Wave", "Flame", "Pup"),
            },
            lists={
                "friends": ((1, 2), (0,), (), (0, 1, 2)),
                "tags": (("hot",), ("wet", "old"), ("hot", "old"), ()),
            },
            holdable=True,
        ),
        Kind("step", ("s1", "s3", "s7"), {"day": (1, 3, 7)}, ordered_by="day"),
        Kind("empty", ()),
    )
}

_SLOTS: tuple[tuple[str, Type, str, int], ...] = (
    ("gold", COUNT.within(0, 10**6), "", 0),
    ("level", integer(1, 60), "", 1),
    ("stars", integer(0, 5), "esprit", 0),
    ("owned.esprit", COUNT.within(0, 1000), "esprit", 0),
    ("debt", integer(-50, 50), "esprit", 3),
    ("leader", record("esprit").maybe(), "", NONE),
    ("last", DATE.within(19_000, 21_000).maybe(), "", NONE),
    ("locked", BOOL, "esprit", 0),
    ("task.0", record("esprit").maybe(), "", NONE),
    ("task.1", record("esprit").maybe(), "", NONE),
    ("weather", record("element"), "", 0),
    ("gift", COUNT.within(0, 100), "player", 0),
    ("friend", PLAYER, "", 7),
    ("shards", COUNT.within(0, 100), "element", 0),
    ("verve", COUNT.within(0, 200), "", 5),
    ("verve.since", TIME.within(0, 2_000_000_000_000), "", 0),
    ("stored", COUNT.within(0, 10**12), "esprit", 0),
    ("stored.since", TIME.within(0, 2_000_000_000_000), "esprit", 0),
)
SLOTS = tuple(
    Slot(index, name, type_, kind, default=default)
    for index, (name, type_, kind, default) in enumerate(_SLOTS)
)
CATALOGUE = Catalogue(KINDS, SLOTS, {})


def _esprit_formula(
    name: str, wanted: Type, *bodies: str | Const, more: tuple[tuple[str, Type], ...] = ()
) -> FieldSign:
    params = (("it", record("esprit")), *more)
    return FieldSign(Type("formula", item=wanted), FormulaSign(f"esprit.{name}", params, bodies, wanted))


_ESPRIT = {
    "tier": FieldSign(record("tier")),
    "element": FieldSign(record("element")),
    "power": FieldSign(COUNT),
    "evolves": FieldSign(record("esprit").maybe()),
    "shiny": FieldSign(BOOL),
    "nickname": FieldSign(TEXT),
    "friends": FieldSign(list_of(record("esprit"))),
    "tags": FieldSign(TEXTS),
    "worth": FieldSign(
        AMOUNTS,
        amounts={
            ("gold", -1): (5, 10, 100, 1),
            ("owned.esprit", 0): (0, 1, 2, 0),
            ("shards", 1): (0, 0, 3, 1),
        },
    ),
    "strength": _esprit_formula(
        "strength", COUNT, "it.power * 2", "it.power + level", "owned(phoenix)", "it.power * 2"
    ),
    "bonus": _esprit_formula(
        "bonus",
        number(0, 10**6),
        *["1.5 * other.power"] * 3,
        Const(number(2, 2), 2.0),
        more=(("other", record("esprit")),),
    ),
    "same": _esprit_formula("same", COUNT, *["it.power + gold"] * 4),
}
_FORMULAS = {
    "total": FormulaSign(
        "total", (), ("sum(floor(e.power * (1 + 0.1 * stars(e))) * owned(e) for e in esprit)",), COUNT
    ),
    "odds": FormulaSign(
        "odds", (("t", record("tier")),), ("clamp(0.95 - 0.03 * t.order, 0.1, 0.95)",), CHANCE
    ),
    "is_it": FormulaSign(
        "is_it", (("e", record("esprit")), ("x", record("element"))), ("e.element == x",), BOOL
    ),
    "mine": FormulaSign("mine", (), ("1 if me == friend else 0",), COUNT),
    "of": FormulaSign("of", (("n", integer(0, 100)),), ("n * level",), COUNT),
}


_OF_A_CARD = (("it", record("esprit")),)
_GROWS = {
    "verve": Regeneration(
        FormulaSign("by of verve", (), (const(3),), integer(0, 200)),
        600_000,
        FormulaSign("up_to of verve", (), ("2 * level",), integer(0, 200)),
        "verve.since",
    ),
    "stored": Regeneration(
        FormulaSign("by of stored", _OF_A_CARD, ("owned(it) // 500",), integer(0, 10**12)),
        999_999_999 * WEEK,
        FormulaSign("up_to of stored", _OF_A_CARD, ("it.power * level",), integer(0, 10**12)),
        "stored.since",
    ),
}


def declare() -> Vocabulary:
    """Return the names of the pack; its formulas are in the catalogue."""
    by_name = {slot.name: slot for slot in SLOTS}
    spendable = {"gold", "shards"}
    variables = {
        slot.name: VariableSign(
            slot.type,
            slot.name,
            slot.kind,
            spendable=slot.name in spendable,
            regenerates=_GROWS.get(slot.name),
        )
        for slot in SLOTS
        if "." not in slot.name and slot.name != "weather"
    }
    kinds = {
        "tier": KindSign({"order": FieldSign(integer(1, 4)), "cost": FieldSign(COUNT)}, "order"),
        "element": KindSign(
            {
                "fuses": FieldSign(map_of(record("element"), record("element"))),
                "boost": FieldSign(map_of(record("element"), number())),
            }
        ),
        "esprit": KindSign(
            _ESPRIT, holding=VariableSign(by_name["owned.esprit"].type, "owned.esprit", "esprit")
        ),
        "step": KindSign({"day": FieldSign(integer(1, 7))}, "day"),
        "empty": KindSign({}),
    }
    choices = {
        "tasks": ChoiceSign("esprit", ("task.0", "task.1"), many=True),
        "weather": ChoiceSign("element", ("weather",)),
    }
    declared = Vocabulary(CATALOGUE, kinds, variables, _FORMULAS, choices)
    for name, formula in type_formulas(declared).items():
        assert not formula.problems, formula.problems
        CATALOGUE.formulas[name] = formula.lowered
    return declared


DECLARED = declare()
LOCALS: dict[str, Type] = {
    "e": record("esprit"),
    "maybe": record("esprit").maybe(),
    "n": integer(0, 10),
    "x": number(-50, 50),
    "yes": BOOL,
    "prize": AMOUNTS,
    "who": PLAYER,
    "at": TIME.within(0, 2_000_000_000_000),
    "word": TEXT,
}
SCOPE = Scope(DECLARED, LOCALS)


def _value(type_: Type) -> st.SearchStrategy[Any]:
    if type_.name == "record":
        found: st.SearchStrategy[Any] = st.integers(0, len(KINDS[type_.kind].ids) - 1)
    elif type_.name == "player":
        found = st.sampled_from([7, 8])
    else:
        found = st.integers(int(type_.lo), int(type_.hi))
    return st.none().map(lambda _: NONE) | found if type_.optional else found


def _cell(slot: Slot) -> st.SearchStrategy[Any]:
    if not slot.kind:
        return _value(slot.type)
    kind = KINDS.get(slot.kind)
    keys = st.integers(0, len(kind.ids) - 1) if kind else st.sampled_from([7, 8])
    return st.dictionaries(keys, _value(slot.type).filter(lambda value: value != slot.default))


cells = st.tuples(*map(_cell, SLOTS)).map(list)

_TALLY = st.dictionaries(st.sampled_from([(0, -1), (3, 0), (3, 2), (13, 1)]), st.integers(1, 9))
_LOCAL = {
    "x": st.floats(-50, 50) | st.integers(-500, 500).map(lambda tenths: tenths / 10),
    "prize": _TALLY,
    "word": st.sampled_from(["hot", "Ash", ""]),
}
locals_ = st.fixed_dictionaries(
    {**{name: _value(type_) for name, type_ in LOCALS.items() if name not in _LOCAL}, **_LOCAL}
)


@st.composite
def moments(draw: st.DrawFn, own: list[Any]) -> Moment:
    """Return a moment in which players 7 (who acts) and 8 are there."""
    now = draw(st.integers(0, 2_000_000_000_000))
    return Moment(now, CATALOGUE.calendar.day_of(now), 7, 1, {7: own, 8: draw(cells)})
