"""What steps read, write and roll is found, however deep it stands."""

from __future__ import annotations

import pytest

from rules.expression.node import (
    Apply,
    Best,
    Cell,
    Compare,
    Domain,
    Fold,
    Function,
    Local,
    Node,
    Tallied,
    const,
)
from rules.expression.type import BOOL, COUNT, integer, record
from rules.program.catalogue import Catalogue, Formula, Kind
from rules.program.node import (
    Assign,
    Choose,
    Each,
    Emit,
    Give,
    If,
    Let,
    Reaction,
    Repeat,
    Require,
    Requirement,
    Row,
    Select,
    Step,
    Sweep,
    Switch,
    Take,
    Tally,
    Uniform,
    Weights,
    Write,
)
from rules.program.slot import Slot
from rules.program.walk import Reads, Walker, every
from rules.site import Site

X, Y, N = Cell(COUNT, "x"), Cell(COUNT, "y"), Local(COUNT, "n")
E = Local(record("card"), "e")
OWNED = Cell(COUNT, "owned.card", E)
ALL = Domain("kind", 2, kind="card")
GAME = Catalogue(
    {"card": Kind("card", ("a", "b"))},
    (Slot(0, "x", COUNT), Slot(1, "y", COUNT), Slot(2, "owned.card", COUNT, kind="card")),
    {
        "plain": Formula("plain", ("n",), (COUNT,), COUNT, (Function(COUNT, "max", (N, X)),)),
        "around": Formula("around", (), (), COUNT, (Apply(COUNT, "around", ()), Y)),
    },
)
SITE = Site("a/b")


@pytest.mark.parametrize(
    ("node", "slots", "names"),
    [
        (const(1), set(), set()),
        (N, set(), {"n"}),
        (Cell(COUNT, "owned.card", N, Local(COUNT, "who")), {"owned.card"}, {"n", "who"}),
        (Tallied(COUNT, "t", "owned.card", E), set(), {"t", "e"}),
        (Apply(COUNT, "plain", (Y,)), {"x", "y"}, set()),
        (Apply(COUNT, "around", ()), {"y"}, set()),
        (Fold(COUNT, "sum", ALL, "e", Compare(BOOL, ">", OWNED, N), X), {"owned.card", "x"}, {"n"}),
        (Fold(COUNT, "sum", Domain("upto", 9, node=E), "e", None, E), set(), {"e"}),
        (Best(record("card"), Domain("slots", 2, slots=("x", "y")), "e", None, E), {"x", "y"}, set()),
    ],
)
def test_an_expression_reads_slots_and_the_locals_it_does_not_bind(
    node: Node, slots: set[str], names: set[str]
) -> None:
    walker = Walker(GAME)
    assert walker.reads(node, None) == Reads(frozenset(slots), frozenset(names))
    assert walker.reads(node) == walker.reads(node)
    assert walker.watches(node) == slots


STEPS: list[tuple[Step, set[str], set[str], set[str], set[str], bool]] = [
    # step, slots read, locals read, slots written, locals bound, may refuse
    (Let("m", X), {"x"}, set(), set(), {"m"}, False),
    (Tally("t"), set(), set(), set(), {"t"}, False),
    (Assign((Write("x", None, N),)), set(), {"n"}, {"x"}, set(), False),
    (Assign((Write("x", None, Y, add=True),)), {"x", "y"}, set(), {"x"}, set(), False),
    (Give((Row("owned.card", E, N),), "t"), {"owned.card"}, {"e", "n"}, {"owned.card"}, {"t"}, False),
    (Give((Row("x", None, N),), "t", nobody=True), {"x"}, {"n"}, set(), {"t"}, False),
    (Give((Row("x", None, N),)), {"x"}, {"n"}, {"x"}, set(), False),
    (Take((Row("x", None, N),)), {"x"}, {"n"}, {"x"}, set(), True),
    (Take((Row("x", None, N),), check=True), {"x"}, {"n"}, set(), set(), True),
    (Take((Row("x", None, N),), partly=True, missing="m"), {"x"}, {"n"}, {"x"}, {"m"}, False),
    (Choose(SITE, "c", Weights(((1, 2),), X)), {"x"}, set(), set(), {"c"}, False),
    (Choose(SITE, "c", Weights(nodes=(N, Y))), {"y"}, {"n"}, set(), {"c"}, False),
    (Uniform(SITE, "u", N, X), {"x"}, {"n"}, set(), {"u"}, False),
    (Select(SITE, "s", ALL, "e", None, OWNED), {"owned.card"}, set(), set(), {"s"}, False),
    (Require((Requirement(X, "no"),)), {"x"}, set(), set(), set(), True),
    (Require(()), set(), set(), set(), set(), False),
    (Emit("say", "hello", (("n", N),)), set(), {"n"}, set(), set(), False),
    (If(X, (Let("m", N),), (Let("o", Y),)), {"x", "y"}, {"n"}, set(), {"m", "o"}, False),
    (Switch(X, ((), (Tally("t"),))), {"x"}, set(), set(), {"t"}, False),
    (Repeat(N, 3, (Let("m", X),), Y), {"x", "y"}, {"n"}, set(), {"m"}, False),
    (Each("e", ALL, (Let("m", X),), OWNED), {"owned.card", "x"}, set(), set(), {"e", "m"}, False),
]


@pytest.mark.parametrize(("step", "slots", "names", "written", "bound", "refuses"), STEPS)
def test_a_step_uses(
    step: Step, slots: set[str], names: set[str], written: set[str], bound: set[str], refuses: bool
) -> None:
    use = Walker(GAME).use((step,))
    assert use.reads == Reads(frozenset(slots), frozenset(names))
    assert (set(use.slots), set(use.locals), use.refuses) == (written, bound, refuses)


def test_sites_are_listed_once_in_order() -> None:
    roll = Uniform(Site("z"), "u", const(1), const(6))
    steps = (If(X, (roll,), (Choose(SITE, "c", Weights(((1,),))), roll)),)
    assert [site.name for site in Walker(GAME).use(steps).sites] == ["z", "a/b"]


def test_a_sweep_uses_what_its_reactions_use_and_what_waits() -> None:
    inner = Assign((Write("y", None, E),))
    reaction = Reaction("r", frozenset({"x"}), Compare(BOOL, ">", X, E), (inner,), "e", ALL)
    other = Reaction("s", frozenset(), Cell(integer(), "x"), (Let("m", N),), after=True)
    sweep = Sweep((reaction, other))
    use = Walker(GAME).use((sweep,))
    assert use.reads.slots == {"x", "waiting"}
    assert use.slots == {"y", "waiting"}
    assert use.locals == {"e", "m"}
    assert list(every((sweep,))) == [sweep, inner, Let("m", N)]
