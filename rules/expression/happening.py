"""`active(event)` -> whether an event holds: a constant in the rules of each combination of events."""

from __future__ import annotations

import ast

from rules.expression.code import ARGUMENTS, UNKNOWN_NAME
from rules.expression.inference import Inference
from rules.expression.node import Const, Node
from rules.expression.type import BOOL, Type
from rules.suggest import did_you_mean


def active(inference: Inference, tree: ast.Call, _wanted: Type | None) -> Node:
    """Return whether an event holds now."""
    events = inference.scope.declared.events
    match tree.args:
        case [ast.Name(id=name)] if name in events:
            return Const(BOOL, int(events[name]), event=name)
        case [ast.Name(id=name)]:
            message = f"there is no event called `{name}`"
            return inference.report(tree.args[0], UNKNOWN_NAME, message, did_you_mean(name, events))
        case _:
            help_ = f"write `active({min(events)})`"
            return inference.report(tree, ARGUMENTS, "`active` takes the name of an event", help_)
