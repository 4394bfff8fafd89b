"""Six actions lowered by hand -> a catalogue and programs that every executor is tried on.

What the language would say stands above each. `GAME` is the catalogue, `PROGRAMS` the actions by name.
"""

from __future__ import annotations

from fractions import Fraction

from rules.expression.node import (
    Apply,
    Binary,
    BinaryOp,
    Cell,
    Choice,
    Compare,
    CompareOp,
    Const,
    Domain,
    Field,
    Fold,
    Function,
    Local,
    Logic,
    MapField,
    Node,
    Reached,
    Unary,
    const,
    owned,
)
from rules.expression.type import (
    AMOUNTS,
    BOOL,
    CHANCE,
    CHANCE_PARTS,
    COUNT,
    DATE,
    NONE,
    Type,
    integer,
    number,
    record,
)
from rules.program.catalogue import Catalogue, Formula, Kind
from rules.program.node import (
    Assign,
    Choose,
    Each,
    Emit,
    Give,
    If,
    Let,
    Param,
    Program,
    Reaction,
    Repeat,
    Require,
    Requirement,
    Row,
    Select,
    Steps,
    Sweep,
    Switch,
    Take,
    Tally,
    Uniform,
    Weights,
    Write,
)
from rules.program.slot import Slot
from rules.site import Site

HOLDING = COUNT.within(0, 10**12)

# kinds ------------------------------------------------------------------------------------------------

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
        Kind("reaction", ("achieved", "level_up")),
    )
}


def code(kind: str, id_: str) -> Const:
    """Return the record called *id_* of *kind*."""
    return Const(record(kind), KINDS[kind].codes[id_])


# slots ------------------------------------------------------------------------------------------------

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
    ("waiting", BOOL, {"kind": "reaction"}),
    ("leader", record("esprit").maybe(), {"default": NONE}),
    ("done", BOOL, {"kind": "achievement"}),
    ("attempts", COUNT, {}),
)
SLOTS = tuple(Slot(index, name, type_, **more) for index, (name, type_, more) in enumerate(_SLOTS))  # type: ignore[arg-type]
_BY_NAME = {slot.name: slot for slot in SLOTS}


# expressions, tersely -----------------------------------------------------------------------------------


def cell(slot: str, key: Node | None = None) -> Cell:
    """Read a cell."""
    return Cell(_BY_NAME[slot].type, slot, key)


def local(name: str, type_: Type = COUNT) -> Local:
    """Read a local."""
    return Local(type_, name)


def of(kind: str, name: str, node: Node, type_: Type = COUNT) -> Field:
    """Read a constant field."""
    return Field(type_, kind, name, node)


def calc(left: Node, op: BinaryOp, right: Node, type_: Type | None = None) -> Binary:
    """Reckon."""
    return Binary(type_ or integer(), op, left, right)


def test(left: Node, op: CompareOp, right: Node) -> Compare:
    """Compare."""
    return Compare(BOOL, op, left, right)


def both(*parts: Node) -> Logic:
    """Require all."""
    return Logic(BOOL, "and", parts)


def chance(local_: str, site: Site, p: Node) -> Choose:
    """Roll for a truth: place 0 is no, place 1 is yes."""
    hit = Function(integer(0, CHANCE_PARTS), "parts", (p,))
    miss = Binary(integer(0, CHANCE_PARTS), "-", const(CHANCE_PARTS), hit)
    return Choose(site, local_, Weights(nodes=(miss, hit)))


def yes_no(name: str, label: str) -> Site:
    """Return the site of a chance."""
    return Site(name, label, ("false", "true"))


TODAY = Function(DATE, "today", ())
E = local("e", record("esprit"))
Q = local("quest", record("quest"))
B = local("b", record("building"))
A = local("a", record("achievement"))
ALL_ESPRITS = Domain("kind", 12, kind="esprit")
ALL_BUILDINGS = Domain("kind", 2, kind="building")

# formulas ---------------------------------------------------------------------------------------------

# capture_chance of a quest is clamp(0.10 + 0.01 * level - 0.02 * q.difficulty, 0.01, 0.75)
# fuse_chance of a tier is 0.95 less 0.03 for each of its order, between 0.1 and 0.95
# progress of an achievement is count(e for e in esprit if owned(e) > 0), or gold
# total_power adds floor(e.power * (1 + 0.1 * stars(e))) * owned(e) up, for e in esprit
FORMULAS = {
    formula.name: formula
    for formula in (
        Formula(
            "capture_chance",
            ("q",),
            (record("quest"),),
            CHANCE,
            (
                Function(
                    CHANCE,
                    "clamp",
                    (
                        calc(
                            calc(
                                const(0.10, number()),
                                "+",
                                calc(const(0.01, number()), "*", cell("level"), number()),
                                number(),
                            ),
                            "-",
                            calc(
                                const(0.02, number()),
                                "*",
                                of("quest", "difficulty", local("q", record("quest"))),
                                number(),
                            ),
                            number(),
                        ),
                        const(0.01, number()),
                        const(0.75, number()),
                    ),
                ),
            ),
        ),
        Formula(
            "fuse_chance",
            ("t",),
            (record("tier"),),
            CHANCE,
            (
                Function(
                    CHANCE,
                    "clamp",
                    (
                        calc(
                            const(0.95, number()),
                            "-",
                            calc(
                                const(0.03, number()),
                                "*",
                                of("tier", "order", local("t", record("tier"))),
                                number(),
                            ),
                            number(),
                        ),
                        const(0.1, number()),
                        const(0.95, number()),
                    ),
                ),
            ),
        ),
        Formula(
            "achievement.progress",
            ("a",),
            (record("achievement"),),
            COUNT,
            (
                Fold(COUNT, "count", ALL_ESPRITS, "e", test(owned("esprit", E), ">", const(0)), None),
                cell("gold"),
            ),
            kind="achievement",
        ),
        Formula(
            "total_power",
            (),
            (),
            COUNT,
            (
                Fold(
                    COUNT,
                    "sum",
                    ALL_ESPRITS,
                    "e",
                    None,
                    calc(
                        Function(
                            integer(),
                            "floor",
                            (
                                calc(
                                    of("esprit", "power", E),
                                    "*",
                                    calc(
                                        const(1),
                                        "+",
                                        calc(const(0.1, number()), "*", cell("stars", E), number()),
                                        number(),
                                    ),
                                    number(),
                                ),
                            ),
                        ),
                        "*",
                        owned("esprit", E),
                    ),
                ),
            ),
        ),
    )
}

GAME = Catalogue(KINDS, SLOTS, FORMULAS)

# reactions --------------------------------------------------------------------------------------------

# level_up, when level < 200 and xp >= 10 * level, 3 times at most: xp less 10 * level, a level more
# achieved, for each achievement a, when not done(a) and a.progress >= a.goal: done(a), give a.reward
REACTIONS = Sweep(
    (
        Reaction(
            "achieved",
            frozenset({"done", "owned.esprit", "gold"}),
            both(
                Unary(BOOL, "not", cell("done", A)),
                test(Apply(COUNT, "achievement.progress", (A,)), ">=", of("achievement", "goal", A)),
            ),
            (
                Assign((Write("done", A, const(1, BOOL)),)),
                Give((Row("gold", None, of("achievement", "reward.gold", A)),), why="achieved"),
                Emit("say", "achieved", (("a", A),)),
            ),
            local="a",
            domain=Domain("kind", 2, kind="achievement"),
        ),
        Reaction(
            "level_up",
            frozenset({"level", "xp"}),
            both(
                test(cell("level"), "<", const(200)),
                test(cell("xp"), ">=", calc(const(10), "*", cell("level"))),
            ),
            (
                Assign(
                    (
                        Write("xp", None, calc(cell("xp"), "-", calc(const(10), "*", cell("level")))),
                        Write("level", None, const(1), add=True),
                    )
                ),
            ),
            repeats=3,
        ),
    )
)

# daily ------------------------------------------------------------------------------------------------

# n is streak + 1 if has(last_daily) and last_daily == today - 1 else 1; once each day
# streak becomes n, last_daily today; reached(streak_day, n).reward is given
N = local("n")
DAY = local("day", record("streak_day"))
DAILY = Program(
    "daily",
    (),
    (
        (
            "let",
            (
                Let(
                    "n",
                    Choice(
                        COUNT,
                        both(
                            Function(BOOL, "has", (cell("last_daily"),)),
                            test(cell("last_daily"), "==", calc(TODAY, "-", const(1))),
                        ),
                        calc(cell("streak"), "+", const(1)),
                        const(1),
                    ),
                ),
            ),
        ),
        (
            "limit",
            (
                Require(
                    (Requirement(test(cell("limit.daily_reward"), "!=", TODAY), "daily_reward"),), "limit"
                ),
            ),
        ),
        (
            "do",
            (
                Assign((Write("limit.daily_reward", None, TODAY),)),
                Assign((Write("streak", None, N), Write("last_daily", None, TODAY))),
                Let("day", Reached(record("streak_day"), "streak_day", N)),
                Give(
                    (
                        Row("gold", None, of("streak_day", "reward.gold", DAY)),
                        Row("ticket", None, of("streak_day", "reward.ticket", DAY)),
                    ),
                    why="daily",
                ),
            ),
        ),
        ("react", (REACTIONS,)),
        ("say", (Emit("say", "daily", (("n", N),)),)),
    ),
)

# quest ------------------------------------------------------------------------------------------------

# params: {quest: {type: quest, where: it.area.level <= level}}, cost: {energy: quest.energy},
# do: [{give: quest.reward}, {add: {xp: quest.xp, cleared(quest): 1}},
#      {chance: capture_chance(quest), as: captured, then: [{draw: quest.area.captures, as: prize}]}]


def _captures(area: str, most: int, element: str = "") -> Steps:
    order = of("tier", "order", of("esprit", "tier", local("it", record("esprit")), record("tier")))
    where: Node = test(order, "<=", const(most))
    if element:
        own = of("esprit", "element", local("it", record("esprit")), record("element"))
        where = both(test(own, "==", code("element", element)), where)
    site = Site(f"actions.quest/do/prize/{area}", "prize.any", kind="esprit")
    return (
        Select(site, "prize.any", ALL_ESPRITS, "it", where),
        Give(
            (Row("owned.esprit", local("prize.any", record("esprit")), const(1)),),
            tally="prize",
            why="captures",
        ),
        Emit("drawn", f"area.{area}.captures.any", (("it", local("prize.any", record("esprit"))),)),
    )


QUEST = Program(
    "quest",
    (Param("quest", record("quest")),),
    (
        (
            "params",
            (
                Require(
                    (
                        Requirement(
                            test(
                                of("area", "level", of("quest", "area", Q, record("area"))),
                                "<=",
                                cell("level"),
                            ),
                            "bad_param",
                        ),
                    ),
                    "params",
                ),
            ),
        ),
        ("cost", (Take((Row("energy", None, of("quest", "energy", Q)),), why="quest"),)),
        (
            "do",
            (
                Give(
                    (
                        Row("gold", None, of("quest", "reward.gold", Q)),
                        Row("ticket", None, of("quest", "reward.ticket", Q)),
                    ),
                    why="quest",
                ),
                Assign(
                    (
                        Write("xp", None, of("quest", "xp", Q), add=True),
                        Write("cleared", Q, const(1), add=True),
                    )
                ),
                Tally("prize"),
                chance(
                    "captured",
                    yes_no("actions.quest/do/captured", "captured"),
                    Apply(CHANCE, "capture_chance", (Q,)),
                ),
                If(
                    local("captured", BOOL),
                    (
                        Switch(
                            of("quest", "area", Q, record("area")),
                            (_captures("crater", 3, "fire"), _captures("meadow", 2)),
                        ),
                    ),
                ),
            ),
        ),
        ("react", (REACTIONS,)),
        ("say", (Emit("say", "quest_done", (("quest", Q), ("prize", local("prize", AMOUNTS)))),)),
    ),
)

# fuse -------------------------------------------------------------------------------------------------

# require first.tier == second.tier; cost: {gold: first.tier.fuse_cost, first: 1, second: 1};
# success: a card one tier up of the element that the two make (a table with if_empty), else a fragment.
FIRST, SECOND = local("first", record("esprit")), local("second", record("esprit"))
RESULT, ORDER, PRIZE = (
    local("result", record("element")),
    local("order"),
    local("prize.card", record("esprit")),
)


def _tier(node: Node) -> Node:
    return of("esprit", "tier", node, record("tier"))


def _element(node: Node) -> Node:
    return of("esprit", "element", node, record("element"))


def _fragment(element: Node, amount: int) -> Row:
    return Row("owned.material", of("element", "fragment", element, record("material")), const(amount))


FUSE = Program(
    "fuse",
    (Param("first", record("esprit")), Param("second", record("esprit"))),
    (
        (
            "let",
            (
                Let(
                    "result",
                    MapField(record("element"), "element", "fuses", _element(FIRST), _element(SECOND)),
                ),
            ),
        ),
        (
            "require",
            (
                Require(
                    (
                        Requirement(test(owned("esprit", FIRST), ">", const(0)), "bad_param"),
                        Requirement(test(owned("esprit", SECOND), ">", const(0)), "bad_param"),
                        Requirement(test(_tier(FIRST), "==", _tier(SECOND)), "fuse_tiers_differ"),
                    )
                ),
            ),
        ),
        (
            "cost",
            (
                Take(
                    (
                        Row("gold", None, of("tier", "fuse_cost", _tier(FIRST))),
                        Row("owned.esprit", FIRST, const(1)),
                        Row("owned.esprit", SECOND, const(1)),
                    ),
                    why="fuse",
                ),
            ),
        ),
        (
            "do",
            (
                chance(
                    "success",
                    yes_no("actions.fuse/do/success", "success"),
                    Apply(CHANCE, "fuse_chance", (_tier(FIRST),)),
                ),
                Tally("prize"),
                If(
                    local("success", BOOL),
                    (
                        Let(
                            "order",
                            Function(
                                COUNT,
                                "min",
                                (const(4), calc(of("tier", "order", _tier(FIRST)), "+", const(1))),
                            ),
                        ),
                        Select(
                            Site("actions.fuse/do/prize/card", "prize.card", kind="esprit"),
                            "prize.card",
                            ALL_ESPRITS,
                            "it",
                            both(
                                test(of("tier", "order", _tier(local("it", record("esprit")))), "==", ORDER),
                                test(_element(local("it", record("esprit"))), "==", RESULT),
                            ),
                        ),
                        If(
                            Function(BOOL, "has", (PRIZE,)),
                            (
                                Give(
                                    (Row("owned.esprit", PRIZE, const(1)),),
                                    tally="prize",
                                    why="fusion_result",
                                ),
                            ),
                            (Give((_fragment(RESULT, 10),), tally="prize", why="fusion_result"),),
                        ),
                        Emit("say", "fused", (("prize", local("prize", AMOUNTS)),)),
                    ),
                    (Give((_fragment(_element(FIRST), 1),), why="fuse"), Emit("say", "fuse_failed")),
                ),
            ),
        ),
        ("react", (REACTIONS,)),
    ),
)

# awaken -----------------------------------------------------------------------------------------------

# needed is stars(esprit) + 1; require stars < 5, have esprit needed + 1 (one stays); cost: {esprit: needed};
# chance 0.9 - 0.1 * stars: a star, else two fragments. Attempts count even when it is refused.
ESPRIT, NEEDED = local("esprit", record("esprit")), local("needed")
AWAKEN = Program(
    "awaken",
    (Param("esprit", record("esprit")),),
    (
        ("attempt", (Assign((Write("attempts", None, const(1), add=True),), keep=True),)),
        ("let", (Let("needed", calc(cell("stars", ESPRIT), "+", const(1))),)),
        (
            "require",
            (
                Require((Requirement(test(cell("stars", ESPRIT), "<", const(5)), "awaken_most"),)),
                Take(
                    (Row("owned.esprit", ESPRIT, calc(NEEDED, "+", const(1), COUNT)),),
                    reason="awaken_keeps_one",
                    check=True,
                ),
            ),
        ),
        ("cost", (Take((Row("owned.esprit", ESPRIT, NEEDED),), why="awaken"),)),
        (
            "do",
            (
                chance(
                    "success",
                    yes_no("actions.awaken/do/success", "success"),
                    calc(
                        const(0.9, number()),
                        "-",
                        calc(const(0.1, number()), "*", cell("stars", ESPRIT), number()),
                        CHANCE,
                    ),
                ),
                If(
                    local("success", BOOL),
                    (Assign((Write("stars", ESPRIT, const(1), add=True),)), Emit("say", "awakened")),
                    (Give((_fragment(_element(ESPRIT), 2),), why="awaken"), Emit("say", "awaken_failed")),
                ),
            ),
        ),
        ("react", (REACTIONS,)),
    ),
)

# collect ----------------------------------------------------------------------------------------------

# for each building b with stored(b) > 0: with chance 5 % a ticket; a roll dust from 0 to 3;
# give gold stored(b) + dust; stored(b) becomes 0
COLLECT = Program(
    "collect",
    (),
    (
        (
            "do",
            (
                Let("before", cell("gold")),
                Each(
                    "b",
                    ALL_BUILDINGS,
                    (
                        chance("found", yes_no("actions.collect/do/found", "found"), const(0.05, CHANCE)),
                        If(local("found", BOOL), (Give((Row("ticket", None, const(1)),), why="collect"),)),
                        Uniform(Site("actions.collect/do/dust", "dust"), "dust", const(0), const(3)),
                        Give(
                            (Row("gold", None, calc(cell("stored", B), "+", local("dust"), COUNT)),),
                            why="collect",
                        ),
                        Assign((Write("stored", B, const(0)),)),
                    ),
                    where=test(cell("stored", B), ">", const(0)),
                ),
            ),
        ),
        ("react", (REACTIONS,)),
        ("say", (Emit("say", "collected", (("income", calc(cell("gold"), "-", local("before"))),)),)),
    ),
)

# wish -------------------------------------------------------------------------------------------------

# five: 0.6 %, four: 5.1 %, three: rest; five soft from 74 by 6 %, certain at 90; four certain at 10;
# within five: phoenix or another legendary, phoenix certain after one that was not (counter lost5).


def guarantee_rows() -> tuple[tuple[int, ...], ...]:
    """Return the weights of (five, four, three) for every pity5 (0..89) x pity4 (0..9), by rule 6."""
    five, four = Fraction(6, 1000), Fraction(51, 1000)
    rows = []
    for pity5 in range(90):
        for pity4 in range(10):
            draw5, draw4 = pity5 + 1, pity4 + 1
            raised5 = (
                Fraction(1) if draw5 >= 90 else min(Fraction(1), five + max(0, draw5 - 73) * Fraction(6, 100))
            )
            left = 1 - raised5
            base4 = four * left / (1 - five)
            raised4 = left if draw4 >= 10 else base4
            rows.append(tuple(int(share * 1_000_000 * 497) for share in (raised5, raised4, left - raised4)))
    return tuple(rows)


def _legendary(*, other: bool) -> Node:
    it = local("it", record("esprit"))
    legendary = test(_tier(it), "==", code("tier", "legendary"))
    return both(legendary, test(it, "!=", code("esprit", "phoenix"))) if other else legendary


def _one(tier: str) -> Node:
    return test(_tier(local("it", record("esprit"))), "==", code("tier", tier))


def _given(node: Node, entry: str) -> Steps:
    return (
        Give((Row("owned.esprit", node, const(1)),), tally="prize", why="wish"),
        Emit("drawn", f"wish.{entry}", (("it", node),)),
    )


def _select(entry: str, where: Node) -> Select:
    return Select(
        Site(f"actions.wish/do/prize/{entry}", f"prize.{entry}", kind="esprit"),
        f"prize.{entry}",
        ALL_ESPRITS,
        "it",
        where,
    )


_PITY5, _PITY4, _LOST5 = cell("pity5"), cell("pity4"), cell("lost5")
_ONE_WISH: Steps = (
    Choose(
        Site("actions.wish/do/prize", "prize", ("five", "four", "three")),
        "entry",
        Weights(rows=guarantee_rows(), index=calc(calc(_PITY5, "*", const(10)), "+", _PITY4)),
    ),
    Switch(
        local("entry"),
        (
            (
                Choose(
                    Site("actions.wish/do/prize/five", "prize.five", ("featured", "other")),
                    "five",
                    Weights(rows=((1, 1), (1, 0)), index=_LOST5),
                ),
                Switch(
                    local("five"),
                    (
                        (
                            Assign((Write("lost5", None, const(0)),)),
                            *_given(code("esprit", "phoenix"), "five.featured"),
                        ),
                        (
                            Assign((Write("lost5", None, const(1)),)),
                            _select("five.other", _legendary(other=True)),
                            *_given(local("prize.five.other", record("esprit")), "five.other"),
                        ),
                    ),
                ),
                Assign(
                    (Write("pity5", None, const(0)), Write("pity4", None, const(1), add=True)), clamp=True
                ),
            ),
            (
                _select("four", _one("rare")),
                *_given(local("prize.four", record("esprit")), "four"),
                Assign(
                    (Write("pity5", None, const(1), add=True), Write("pity4", None, const(0))), clamp=True
                ),
            ),
            (
                _select("three", _one("common")),
                *_given(local("prize.three", record("esprit")), "three"),
                Assign(
                    (Write("pity5", None, const(1), add=True), Write("pity4", None, const(1), add=True)),
                    clamp=True,
                ),
            ),
        ),
    ),
)
COUNTED = local("count", integer(1, 10))
WISH = Program(
    "wish",
    (Param("count", integer(1, 10), 1),),
    (
        ("cost", (Take((Row("gold", None, calc(const(16), "*", COUNTED, integer(16, 160))),), why="wish"),)),
        ("do", (Tally("prize"), Repeat(COUNTED, 10, _ONE_WISH))),
        ("react", (REACTIONS,)),
        ("say", (Emit("say", "opened", (("prize", local("prize", AMOUNTS)),)),)),
    ),
)

PROGRAMS = {program.name: program for program in (DAILY, QUEST, FUSE, AWAKEN, COLLECT, WISH)}
