"""`hand` -> a Move of what is in an offer: amounts, all, or what one player put there; a fee is burnt."""

from __future__ import annotations

import ast

from rules.define.form import entry, scalar_text
from rules.define.literal import exact
from rules.document import Mapping, Node, Scalar
from rules.expression.node import Node as Expression
from rules.expression.node import const
from rules.expression.offer import lies_in
from rules.expression.parse import Tree, parse
from rules.expression.type import CHANCE, number
from rules.lower import code
from rules.lower.here import Here
from rules.lower.step.amounts import amount_rows, only_held
from rules.program.node import Fee, Move, Row, Steps

ALL = "all"


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps that hand something out of an offer."""
    source = here.offer(entry(step, "from"))
    rows, of = _what(here, step.entries["hand"], source)
    target = here.receiver(entry(step, "to"))
    move = Move(rows, source, target, of, _fees(here, entry(step, "fee")), why=here.why, place=step.place)
    here.forget_moved(move)
    return (move,)


def _what(here: Here, written: Node, source: Expression) -> tuple[tuple[Row, ...] | None, Expression | None]:
    """Return the rows, or none and perhaps the player whose part is meant."""
    if scalar_text(written) == ALL:
        return None, None
    if isinstance(written, Scalar) and _is_part(written.text):
        return None, _part(here, written, source)
    rows = amount_rows(here, written, "floor")
    only_held(here, rows, written)
    return rows, None


def _is_part(text: str) -> bool:
    tree = parse(text)
    root = tree.root if isinstance(tree, Tree) else None
    return isinstance(root, ast.Call) and isinstance(root.func, ast.Attribute) and root.func.attr == "put"


def _part(here: Here, written: Scalar, source: Expression) -> Expression | None:
    """Return the player of `x.put(player)`, where *x* is what is handed from."""
    tree, inference = here.read(written), here.typing()
    found = lies_in(inference, tree.root) if tree is not None else None
    here.told(written, inference.problems)
    if found is None or found.putter is None:
        if not inference.problems:
            here.session.report(
                code.NOT_MOVED, written, "this is no part of an offer", "write `x.put(player)`"
            )
        return None
    if source.type.name == "offer" and here.put_in(found.offer) != source:
        said = "this is a part of another offer than it is handed from"
        here.session.report(code.NOT_MOVED, written, said, "name one offer in both places")
    return here.put_in(found.putter)


def _fees(here: Here, written: Node | None) -> tuple[Fee, ...]:
    """Return what part of which asset is burnt on the way."""
    found = []
    for name, value in sorted(written.entries.items()) if isinstance(written, Mapping) else ():
        asset = here.asset(written.key(name)) if isinstance(written, Mapping) else None
        if asset is not None:
            found.append(Fee(asset[0], asset[1], _rate(here, value)))
    rows = tuple(Row(fee.slot, fee.key, fee.rate) for fee in found)
    if written is not None:
        only_held(here, rows, written)
    return tuple(found)


def _rate(here: Here, written: Node) -> Expression:
    """Return a rate; one that is written out is exact to what its text says."""
    known = exact(scalar_text(written))
    if known is not None and 0 <= known <= 1:
        return const(float(known), number(float(known), float(known)))
    return here.value(written, CHANCE)
