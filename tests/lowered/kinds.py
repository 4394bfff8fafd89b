"""The kinds and slots of the game that is lowered by hand."""

from __future__ import annotations

from rules.expression.node import (
    Binary,
    Const,
    const,
)
from rules.expression.type import (
    BOOL,
    COUNT,
    DATE,
    NONE,
    Type,
    integer,
    record,
)
from rules.program.catalogue import Kind
from rules.program.slot import Slot

HOLDING = COUNT.within(0, 10**12)

_ESPRITS = {  # id: tier, element, power
    "blazeling": ("common", "fire", 10),
    "cinder": ("common", "fire", 12),
    "droplet": ("common", "water", 9),
    "pebble": ("common", "earth", 11),
    "ember_fox": ("rare", "fire", 31),
    "tidecaller": ("rare", "water", 33),
    "rootling": ("rare", "earth", 30),
    "magmar": ("epic", "fire", 90),
    "kelpie": ("epic", "water", 85),
    "golem": ("epic", "earth", 95),
    "phoenix": ("legendary", "fire", 260),
    "leviathan": ("legendary", "water", 270),
}
_TIERS = ("common", "rare", "epic", "legendary")
_ELEMENTS = ("earth", "fire", "water")
_IDS = tuple(sorted(_ESPRITS))

KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "element",
            _ELEMENTS,
            columns={"fragment": (0, 1, 2)},
            maps={"fuses": ((0, 1, 2), (1, 1, 0), (2, 0, 2))},
        ),
        Kind("material", ("earth_fragment", "fire_fragment", "water_fragment"), holdable=True),
        Kind(
            "tier",
            _TIERS,
            columns={"order": (1, 2, 3, 4), "fuse_cost": (50, 120, 400, 1000)},
            ordered_by="order",
        ),
        Kind(
            "esprit",
            _IDS,
            columns={
                "tier": tuple(_TIERS.index(_ESPRITS[id_][0]) for id_ in _IDS),
                "element": tuple(_ELEMENTS.index(_ESPRITS[id_][1]) for id_ in _IDS),
                "power": tuple(_ESPRITS[id_][2] for id_ in _IDS),
            },
            holdable=True,
        ),
        Kind("area", ("crater", "meadow"), columns={"level": (3, 1)}),
        Kind(
            "quest",
            ("climb", "descent", "stroll"),
            columns={
                "area": (0, 0, 1),
                "energy": (12, 20, 5),
                "xp": (40, 70, 10),
                "difficulty": (3, 5, 1),
                "reward.gold": (70, 120, 20),
                "reward.ticket": (0, 1, 0),
            },
        ),
        Kind("building", ("mine", "tower"), columns={"income": (18, 81), "cap": (500, 2000)}),
        Kind(
            "streak_day",
            ("d1", "d3", "d7"),
            columns={"day": (1, 3, 7), "reward.gold": (100, 150, 300), "reward.ticket": (0, 0, 1)},
            ordered_by="day",
        ),
        Kind(
            "achievement",
            ("many_cards", "rich"),
            columns={"goal": (5, 1000), "reward.gold": (250, 10)},
        ),
        Kind("reactions", ("achieved", "level_up")),
    )
}


def code(kind: str, id_: str) -> Const:
    """Return the record called *id_* of *kind*."""
    return Const(record(kind), KINDS[kind].codes[id_])


_SLOTS: tuple[tuple[str, Type, dict[str, object]], ...] = (
    ("gold", HOLDING, {"asset": True, "default": 100}),
    ("ticket", HOLDING.within(0, 99), {"asset": True}),
    (
        "energy",
        integer(0, 240),
        {"asset": True, "initial": Binary(integer(0, 240), "*", const(12), const(10))},
    ),
    ("xp", COUNT, {}),
    ("level", integer(1, 200), {"default": 1}),
    ("streak", integer(0, 100_000), {}),
    ("last_daily", DATE.maybe(), {"default": NONE}),
    ("limit.daily_reward", DATE.maybe(), {"default": NONE}),
    ("owned.esprit", HOLDING, {"kind": "esprit", "asset": True}),
    ("owned.material", HOLDING, {"kind": "material", "asset": True}),
    ("stars", integer(0, 5), {"kind": "esprit"}),
    ("cleared", COUNT, {"kind": "quest"}),
    ("built", integer(0, 50), {"kind": "building"}),
    ("stored", COUNT, {"kind": "building"}),
    ("pity5", integer(0, 89), {}),
    ("pity4", integer(0, 9), {}),
    ("lost5", integer(0, 1), {}),
    ("waiting", BOOL, {"kind": "reactions"}),
    ("leader", record("esprit").maybe(), {"default": NONE}),
    ("done", BOOL, {"kind": "achievement"}),
    ("attempts", COUNT, {}),
)
SLOTS = tuple(Slot(index, name, type_, **more) for index, (name, type_, more) in enumerate(_SLOTS))  # type: ignore[arg-type]
