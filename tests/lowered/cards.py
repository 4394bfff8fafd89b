"""Fuse and awaken, lowered by hand; what the language would say stands above each."""

from __future__ import annotations

from rules.expression.node import (
    Apply,
    Function,
    MapField,
    const,
    owned,
)
from rules.expression.type import (
    AMOUNTS,
    BOOL,
    CHANCE,
    COUNT,
    number,
    record,
)
from rules.program.node import (
    Assign,
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
    Take,
    Tally,
    Write,
)
from rules.site import Site
from tests.lowered.formulas import REACTIONS
from tests.lowered.words import (
    ALL_ESPRITS,
    both,
    calc,
    cell,
    chance,
    element_of,
    fragment,
    local,
    of,
    test,
    tier_of,
    yes_no,
)

# require first.tier == second.tier; cost: {gold: first.tier.fuse_cost, first: 1, second: 1};
# success: a card one tier up of the element that the two make (a table with if_empty), else a fragment.
FIRST, SECOND = local("first", record("esprit")), local("second", record("esprit"))
RESULT, ORDER, PRIZE = (
    local("result", record("element")),
    local("order"),
    local("prize.card", record("esprit")),
)


FUSE = Program(
    "fuse",
    (Param("first", record("esprit")), Param("second", record("esprit"))),
    (
        (
            "let",
            (
                Let(
                    "result",
                    MapField(record("element"), "element", "fuses", element_of(FIRST), element_of(SECOND)),
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
                        Requirement(test(tier_of(FIRST), "==", tier_of(SECOND)), "fuse_tiers_differ"),
                    )
                ),
            ),
        ),
        (
            "cost",
            (
                Take(
                    (
                        Row("gold", None, of("tier", "fuse_cost", tier_of(FIRST))),
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
                    Apply(CHANCE, "fuse_chance", (tier_of(FIRST),)),
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
                                (const(4), calc(of("tier", "order", tier_of(FIRST)), "+", const(1))),
                            ),
                        ),
                        Select(
                            Site("actions.fuse/do/prize/card", "prize.card", kind="esprit"),
                            "prize.card",
                            ALL_ESPRITS,
                            "it",
                            both(
                                test(
                                    of("tier", "order", tier_of(local("it", record("esprit")))), "==", ORDER
                                ),
                                test(element_of(local("it", record("esprit"))), "==", RESULT),
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
                            (Give((fragment(RESULT, 10),), tally="prize", why="fusion_result"),),
                        ),
                        Emit("say", "fused", (("prize", local("prize", AMOUNTS)),)),
                    ),
                    (Give((fragment(element_of(FIRST), 1),), why="fuse"), Emit("say", "fuse_failed")),
                ),
            ),
        ),
        ("react", (REACTIONS,)),
    ),
)


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
                    (Give((fragment(element_of(ESPRIT), 2),), why="awaken"), Emit("say", "awaken_failed")),
                ),
            ),
        ),
        ("react", (REACTIONS,)),
    ),
)
