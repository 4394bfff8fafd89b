"""A small game's vocabulary, for typing expressions without any YAML."""

from __future__ import annotations

from rules.expression.scope import (
    CallSign,
    ChoiceSign,
    FieldSign,
    FormulaSign,
    KindSign,
    LocalSign,
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
    DURATION,
    NONE,
    PLAYER,
    TABLE,
    TEXT,
    Type,
    formula_of,
    integer,
    list_of,
    map_of,
    number,
    record,
)
from rules.program.catalogue import Catalogue, Kind
from rules.program.slot import Slot

ESPRIT, ELEMENT, TIER, CURRENCY = record("esprit"), record("element"), record("tier"), record("currency")

KINDS = {
    "tier": Kind(
        "tier",
        ("common", "rare", "legendary"),
        columns={"order": (1, 2, 7), "multiplier": (1.0, 2.25, 11.4), "fuse_cost": (50, 130, 830)},
        ordered_by="order",
    ),
    "element": Kind(
        "element",
        ("dark", "fire", "water"),
        columns={"fragment": (0, 1, NONE)},
        maps={
            "fuses": ((0, 0, 1), (0, 1, 2), (1, 2, 2)),
            "odds": ((0.5, 1.0, 0.0), (1.0, 0.5, 0.25), (0.0, 0.25, 0.5)),
        },
        lists={"beats": ((1,), (), (0, 1))},
    ),
    "esprit": Kind(
        "esprit",
        ("blazeling", "leviathan", "phoenix", "tidecaller"),
        columns={"tier": (0, 2, 2, 1), "element": (1, 2, 1, 2), "attack": (12, 85, 90, 20)},
        lists={"tags": ((), ("limited",), ("limited",), ()), "abilities": ((0,), (1,), (0, 1), (1,))},
        holdable=True,
    ),
    "ability": Kind("ability", ("ember", "tide"), columns={"power": (3, 5)}),
    "currency": Kind("currency", ("gold", "ticket"), holdable=True),
    "item": Kind("item", ("bag", "potion"), columns={"holds": (0, NONE), "gives": (NONE, 0)}, holdable=True),
    "skill": Kind("skill", ("attack", "vigour"), columns={"bonus": (0.001, 1.0)}),
    "season": Kind(
        "season", ("s1", "s2"), columns={"start": (20000, 20100), "wait": (60000, 120000)}, ordered_by="start"
    ),
    "quest": Kind("quest", ("climb", "stroll"), columns={"xp": (40, 10), "last": (NONE, 5)}),
    "void": Kind("void", (), columns={"depth": ()}, ordered_by="depth"),
    "task": Kind("task", ("fuse3", "quest5"), columns={"often": (1, 2)}),
}

FIELDS: dict[str, dict[str, FieldSign]] = {
    "tier": {
        "order": FieldSign(integer(1, 18)),
        "multiplier": FieldSign(number(1, 10000)),
        "fuse_cost": FieldSign(COUNT),
    },
    "element": {
        "fuses": FieldSign(map_of(ELEMENT, ELEMENT)),
        "odds": FieldSign(map_of(ELEMENT, number(0, 1))),
        "beats": FieldSign(list_of(ELEMENT)),
        "fragment": FieldSign(record("item").maybe()),
    },
    "esprit": {
        "tier": FieldSign(TIER),
        "element": FieldSign(ELEMENT),
        "attack": FieldSign(integer(0, 1000000)),
        "abilities": FieldSign(list_of(record("ability"))),
    },
    "ability": {
        "power": FieldSign(COUNT),
        "applies": FieldSign(
            BOOL,
            FormulaSign(
                "ability.applies",
                (("it", record("ability")), ("e", ESPRIT)),
                ("e.element == fire", "e.element == water and stars(e) > 1"),
                BOOL,
            ),
        ),
        "bonus": FieldSign(
            number(0, 10),
            FormulaSign(
                "ability.bonus",
                (("it", record("ability")), ("e", ESPRIT)),
                ("0.02 * e.tier.order", "0.5"),
                number(0, 10),
            ),
        ),
    },
    "item": {
        "holds": FieldSign(TABLE.maybe()),
        "gives": FieldSign(AMOUNTS.maybe()),
    },
    "skill": {"bonus": FieldSign(number(0, 10))},
    "season": {"start": FieldSign(DATE), "wait": FieldSign(DURATION)},
    "quest": {
        "xp": FieldSign(COUNT),
        "last": FieldSign(COUNT.maybe()),
        "reward": FieldSign(AMOUNTS, amounts={("owned.currency", 0): (70, 20), ("energy", -1): (1, 0)}),
        "table": FieldSign(TABLE),
    },
    "void": {"depth": FieldSign(integer(5, 9)), "reward": FieldSign(AMOUNTS)},
    "task": {
        "often": FieldSign(COUNT),
        "progress": FieldSign(
            COUNT, FormulaSign("task.progress", (("it", record("task")),), ("wins", "min(xp, 100)"), COUNT)
        ),
    },
}


def _held(kind: str, most: int = 9999) -> VariableSign:
    return VariableSign(integer(0, most), f"owned.{kind}", kind)


HOLDINGS = {kind: _held(kind) for kind in ("esprit", "currency", "item")}

VARIABLES = {
    "level": VariableSign(integer(1, 200), "level"),
    "xp": VariableSign(COUNT, "xp"),
    "wins": VariableSign(COUNT, "wins"),
    "energy": VariableSign(COUNT, "energy", spendable=True),
    "free": VariableSign(BOOL, "free"),
    "leader": VariableSign(ESPRIT.maybe(), "leader"),
    "last_daily": VariableSign(DATE.maybe(), "last_daily"),
    "referrer": VariableSign(PLAYER.maybe(), "referrer"),
    "stars": VariableSign(integer(0, 5), "stars", "esprit"),
    "worn": VariableSign(record("item").maybe(), "worn", "skill"),
    "points": VariableSign(integer(0, 1000), "points", "skill", spendable=True),
    "sold": VariableSign(COUNT, "sold", "item", belongs_to="world"),
    "beaten": VariableSign(COUNT, "beaten", "player"),
}

FORMULAS = {
    "combat": FormulaSign("combat", (), ("floor(level * 1.5) + wins",)),
    "fuse_chance": FormulaSign(
        "fuse_chance", (("t", TIER),), ("clamp(0.95 - 0.03 * t.order, 0.1, 0.95)",), CHANCE
    ),
    "power": FormulaSign("power", (("e", ESPRIT),), ("floor((e.attack + stars(e)) * (1 + bonus_of(e)))",)),
    "bonus_of": FormulaSign(
        "bonus_of",
        (("e", ESPRIT),),
        ("sum(floor(10 * a.bonus(e)) for a in e.abilities if a.applies(e)) / 10",),
    ),
    "season_now": FormulaSign("season_now", (), ("reached(season, today)",)),
    "xp_needed": FormulaSign("xp_needed", (("n", integer(1, 200)),), ("floor(100 * 1.12 ** n)",)),
    "broken": FormulaSign("broken", (), ("level +",)),
    "mistyped": FormulaSign("mistyped", (), ("level + free",)),
    "ring": FormulaSign("ring", (), ("ring_two + 1",)),
    "ring_two": FormulaSign("ring_two", (), ("ring * 2",)),
    "fact": FormulaSign("fact", (("n", integer(0, 5)),), ("n * fact(n)",)),
    "mixed": FormulaSign("mixed", (("it", record("ability")),), ("1", "level")),
}

CHOICES = {
    "weather": ChoiceSign("element", ("choice.weather",)),
    "guest": ChoiceSign("esprit", ("choice.guest",), optional=True),
    "tasks_today": ChoiceSign("task", ("choice.tasks.0", "choice.tasks.1"), many=True),
}

PARAMS: dict[str, Type] = {
    "e": ESPRIT,
    "f": ESPRIT,
    "el": ELEMENT,
    "tier": TIER,
    "item": record("item"),
    "quest": record("quest"),
    "ability": record("ability"),
    "n": integer(0, 20),
    "count": integer(1, 50),
    "big": integer(-(2**52), 2**52),
    "x": number(-1, 1),
    "wide": number(),
    "tall": number(lo=1),
    "yes": BOOL,
    "word": TEXT,
    "rival": PLAYER,
    "prize": AMOUNTS,
    "after": Type("signal", kind="fuse"),
    "filter": formula_of((ESPRIT,), BOOL),
    "some": list_of(ESPRIT),
}

SIGNALS = {"fuse": {"success": LocalSign("fuse_success", BOOL), "first": LocalSign("fuse_first", ESPRIT)}}


def _slots() -> tuple[Slot, ...]:
    signs = [*VARIABLES.values(), *HOLDINGS.values()]
    slots = [(sign.slot, sign.type, sign.kind) for sign in signs]
    for choice in CHOICES.values():
        type_ = record(choice.kind)
        slots += [(slot, type_.maybe() if choice.optional else type_, "") for slot in choice.slots]
    return tuple(
        Slot(index, name, type_, kind, default=NONE if type_.optional else max(0, int(max(type_.lo, 0))))
        for index, (name, type_, kind) in enumerate(slots)
    )


CATALOGUE = Catalogue(KINDS, _slots(), {})


def vocabulary() -> Vocabulary:
    """Return the game's vocabulary, no formula typed yet."""
    kinds = {
        name: KindSign(FIELDS.get(name, {}), kind.ordered_by, HOLDINGS.get(name))
        for name, kind in KINDS.items()
    }
    tables = {"wish": CallSign((("b", ELEMENT),)), "standard": CallSign()}
    limits = {"flood": CallSign(), "booster": CallSign((("q", record("quest")),))}
    return Vocabulary(CATALOGUE, kinds, VARIABLES, FORMULAS, CHOICES, tables, limits)


def scope() -> Scope:
    """Return a place in an action of the game."""
    return Scope(vocabulary(), params=PARAMS, signals=SIGNALS)
