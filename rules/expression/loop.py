"""What stands after `in` of a loop -> a domain of known size, and the type of its variable."""

from __future__ import annotations

import ast

from rules.expression.code import ARGUMENTS, LOOP
from rules.expression.fit import described
from rules.expression.inference import Inference, known
from rules.expression.node import Domain, Field, Node
from rules.expression.offer import offer_of
from rules.expression.scope import ChoiceSign
from rules.expression.type import PLAYER, Type, integer, record

MOST_ROUNDS = 1000


def choice_of(inference: Inference, tree: ast.expr) -> ChoiceSign | None:
    """Return the choice of several records that a bare name means, if it does."""
    if not isinstance(tree, ast.Name) or inference.scope.local(tree.id) is not None:
        return None
    sign = inference.scope.declared.choices.get(tree.id)
    return sign if sign and sign.many else None


def domain(inference: Inference, tree: ast.expr) -> tuple[Domain, Type] | None:
    """Return what a loop goes over: a kind, a list, `upto(n)`, a choice; or report why it cannot."""
    if isinstance(tree, ast.Name) and tree.id in inference.scope.declared.kinds:
        return of_kind(inference, tree.id)
    choice = choice_of(inference, tree)
    if choice:
        return Domain("slots", len(choice.slots), choice.kind, slots=choice.slots), record(choice.kind)
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id == "upto":
        return _upto(inference, tree)
    if isinstance(tree, ast.Attribute) and tree.attr == "players":
        offer = offer_of(inference, tree.value)
        if offer is not None:
            return Domain("players", MOST_ROUNDS, node=offer, owner=offer.type.kind), PLAYER
    node = inference.value(tree)
    if isinstance(node, Field) and node.type.item is not None and node.type.item.name == "record":
        return _of_field(inference, node, node.type.item)
    if known(node):
        help_ = "write a kind, a field that is a list of records, a choice, or `upto(n)`"
        inference.report(tree, LOOP, f"a loop cannot go over {described(node.type)}", help_)
    return None


def of_kind(inference: Inference, kind: str) -> tuple[Domain, Type]:
    """Return every record of a kind."""
    return Domain("kind", len(inference.scope.declared.kind(kind).ids), kind), record(kind)


def member_type(over: Domain) -> Type:
    """Return the type of what a loop of steps or a pool goes over."""
    return PLAYER if over.form == "players" else record(over.kind)


def _of_field(inference: Inference, node: Field, item: Type) -> tuple[Domain, Type]:
    lists = inference.scope.declared.kind(node.kind).lists[node.name]
    size = max((len(members) for members in lists), default=0)
    return Domain("field", size, item.kind, node.record, node.kind, node.name), item


def _upto(inference: Inference, tree: ast.Call) -> tuple[Domain, Type] | None:
    if len(tree.args) != 1:
        inference.report(tree, ARGUMENTS, f"`upto` takes a whole number; {len(tree.args)} given")
        return None
    count: Node = inference.fitting(tree.args[0], integer())
    if not known(count):
        return None
    if count.type.hi > MOST_ROUNDS:
        message = f"this loop may have {count.type.hi:.17g} rounds; {MOST_ROUNDS} are the most"
        inference.report(tree, LOOP, message, f"write `upto(min(..., {MOST_ROUNDS}))`")
        return None
    most = max(0, int(count.type.hi))
    return Domain("upto", most, node=count), integer(1, max(1, most))
