"""The formulas and reactions of the game that is lowered by hand: the catalogue is whole here."""

from __future__ import annotations

from rules.expression.node import (
    Apply,
    Domain,
    Fold,
    Function,
    Unary,
    const,
    owned,
)
from rules.expression.type import (
    BOOL,
    CHANCE,
    COUNT,
    integer,
    number,
    record,
)
from rules.program.catalogue import Catalogue, Formula
from rules.program.node import (
    Assign,
    Emit,
    Give,
    Reaction,
    Row,
    Sweep,
    Write,
)
from tests.lowered.kinds import KINDS, SLOTS
from tests.lowered.words import (
    ALL_ESPRITS,
    A,
    E,
    both,
    calc,
    cell,
    local,
    of,
    test,
)

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
