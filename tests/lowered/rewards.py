"""Daily, quest and collect, lowered by hand; what the language would say stands above each."""

from __future__ import annotations

from rules.expression.node import (
    Apply,
    Choice,
    Function,
    Node,
    Reached,
    const,
)
from rules.expression.type import (
    AMOUNTS,
    BOOL,
    CHANCE,
    COUNT,
    record,
)
from rules.program.node import (
    Assign,
    Each,
    Emit,
    Give,
    If,
    Let,
    Param,
    Program,
    Require,
    Requirement,
    Row,
    Select,
    Steps,
    Switch,
    Take,
    Tally,
    Uniform,
    Write,
)
from rules.site import Site
from tests.lowered.formulas import REACTIONS
from tests.lowered.kinds import code
from tests.lowered.words import (
    ALL_BUILDINGS,
    ALL_ESPRITS,
    TODAY,
    B,
    Q,
    both,
    calc,
    cell,
    chance,
    local,
    of,
    test,
    yes_no,
)

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
