"""A ten-pull with two guarantees, lowered by hand; what the language would say stands above it."""

from __future__ import annotations

from fractions import Fraction

from rules.expression.node import (
    Node,
    const,
)
from rules.expression.type import (
    AMOUNTS,
    integer,
    record,
)
from rules.program.node import (
    Assign,
    Choose,
    Emit,
    Give,
    Param,
    Program,
    Repeat,
    Row,
    Select,
    Steps,
    Switch,
    Take,
    Tally,
    Weights,
    Write,
)
from rules.site import Site
from tests.lowered.formulas import REACTIONS
from tests.lowered.kinds import code
from tests.lowered.words import (
    ALL_ESPRITS,
    both,
    calc,
    cell,
    local,
    test,
    tier_of,
)

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
    legendary = test(tier_of(it), "==", code("tier", "legendary"))
    return both(legendary, test(it, "!=", code("esprit", "phoenix"))) if other else legendary


def _one(tier: str) -> Node:
    return test(tier_of(local("it", record("esprit"))), "==", code("tier", tier))


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
