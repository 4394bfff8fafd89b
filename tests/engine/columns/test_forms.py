"""What touches players besides the one who acts is named before a run."""

from __future__ import annotations

import pytest

from engine.columns.forms import refused_forms
from rules.expression.column import ColumnCode
from rules.expression.node import Apply, Binary, Cell, Const, Domain, Escrow, Node, const
from rules.expression.type import COUNT, integer, offer
from rules.program.catalogue import Catalogue, Formula
from rules.program.node import (
    Assign,
    Choose,
    Close,
    Each,
    Emit,
    Empty,
    Give,
    If,
    Let,
    Move,
    Open,
    Program,
    Row,
    Step,
    Weights,
    Write,
)
from rules.program.slot import Slot
from rules.site import Site

FRIEND = const(9)
DEAL = Const(offer("trade"), 5)
HIS = Cell(COUNT, "gold", owner=FRIEND)
DEEP = Apply(COUNT, "deep", ())
CATALOGUE = Catalogue(
    {},
    (Slot(0, "gold", COUNT, asset=True),),
    {
        "plain": Formula("plain", (), (), COUNT, (const(1),)),
        "hidden": Formula("hidden", (), (), COUNT, (Binary(integer(), "+", HIS, Apply(COUNT, "plain", ())),)),
        "deep": Formula("deep", (), (), COUNT, (Apply(COUNT, "hidden", ()),)),
    },
)

CASES: dict[str, tuple[Step, list[str]]] = {
    "a cell of another": (Let("x", HIS), ["`gold` of another player is read"]),
    "a formula of another": (
        Let("x", Apply(COUNT, "plain", (), owner=FRIEND)),
        ["`plain` of another player is read"],
    ),
    "a formula that reads another, twice": (
        If(const(1), (Let("x", DEEP), Let("y", DEEP))),
        ["`gold` of another player is read"],
    ),
    "a write to another": (
        Assign((Write("gold", None, const(1), add=True, owner=FRIEND),)),
        ["`gold` of another player is written"],
    ),
    "a gift to another": (
        Give((Row("gold", None, const(1)),), to=FRIEND),
        ["`gold` is given to another player"],
    ),
    "weights beyond 64 bits": (
        Choose(Site("a"), "x", Weights(rows=((1, 1 << 63),))),
        ["weights add up to more than 2^63"],
    ),
    "an offer that is opened": (Open("trade", "it"), ["`trade` is opened"]),
    "what is put": (
        Move((Row("gold", None, const(1)),), target=DEAL),
        ["something is put into `trade`"],
    ),
    "what is handed": (Move(None, source=DEAL), ["something is handed from `trade`"]),
    "an offer that is closed": (Close(DEAL), ["`trade` is closed"]),
    "a slot that is emptied": (Empty("trade.agreed", DEAL), ["`trade.agreed` is emptied"]),
    "what lies in an offer": (
        Let("x", Escrow(COUNT, DEAL, "gold", None)),
        ["what lies in `trade` is read"],
    ),
    "who takes part in an offer": (
        Each("who", Domain("players", 1000, node=DEAL, owner="trade"), ()),
        ["who takes part in `trade` is asked"],
    ),
    "a cell of an offer": (
        Assign((Write("trade.bid", None, Cell(COUNT, "trade.bid", owner=DEAL), owner=DEAL),)),
        ["`trade.bid` of an offer is read", "`trade.bid` of an offer is written"],
    ),
    "a gift to an offer": (
        Give((Row("gold", None, const(1)),), to=DEAL),
        ["`gold` is given to an offer"],
    ),
    "what is only told": (Emit("tell", "hello", (("gold", HIS),), to=FRIEND), []),
    "what one player decides": (Let("x", Apply(COUNT, "plain", ())), []),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_columns_cannot_run_is_named(case: str) -> None:
    step, named = CASES[case]
    assert refused_forms(Program("act", (), (("do", (step,)),)), CATALOGUE) == named


@pytest.mark.parametrize("node", [HIS, Apply(COUNT, "plain", (), owner=FRIEND)], ids=["cell", "formula"])
def test_an_expression_that_reads_another_player_has_no_columns(node: Node) -> None:
    with pytest.raises(TypeError, match="one player alone"):
        ColumnCode(CATALOGUE).column(node)
