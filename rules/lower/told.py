"""What stands in a text or a view -> the value that it shows; all that lies in an offer is one, only here."""

from __future__ import annotations

from rules.define.form import scalar_text
from rules.document import Node, Scalar
from rules.expression.code import TYPE
from rules.expression.node import Field, Lying
from rules.expression.node import Node as Expression
from rules.expression.offer import lies_in
from rules.expression.parse import Tree, parse
from rules.expression.type import AMOUNTS
from rules.lower.here import Here

_ONLY_GIVEN = frozenset({"amounts", "table"})  # types of fields that no expression has a value for


def told_value(here: Here, written: Node) -> Expression:
    """Return the value that is shown: of `x.held` and `x.put(p)` amounts, else that of the expression."""
    tree = parse(scalar_text(written)) if isinstance(written, Scalar) else None
    if isinstance(tree, Tree):
        inference = here.typing()
        found = lies_in(inference, tree.root)
        if found is not None:
            return here.finished(written, inference, Lying(AMOUNTS, found.offer, found.putter))
    value = here.value(written, None)
    if isinstance(value, Field) and value.type.name in _ONLY_GIVEN:
        why = f"`{value.name}` of a record can be given, and not be said"
        here.session.report(TYPE, written, why, "say what it was given for, or `draw` it and say its `as`")
    return value
