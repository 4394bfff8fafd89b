"""`a.b`, `a.b(p)`, `a.held` and `a.put(p)` of an offer -> its cells, and what lies in it."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from rules.expression.code import ARGUMENTS, UNKNOWN_MEMBER
from rules.expression.formula import arguments
from rules.expression.inference import UNKNOWN, Inference, known
from rules.expression.node import Cell, Node
from rules.expression.type import PLAYER
from rules.suggest import did_you_mean

MOST = 10**12  # of one asset in one offer
_APART = {"held": ".held[...]", "put": ".put(player)[...]", "players": " in a loop, as in `p in x.players`"}


@dataclass(frozen=True, slots=True)
class Lies:
    """What lies in *offer*; with *putter*, what that player put there."""

    offer: Node
    putter: Node | None = None


def of_offer(
    inference: Inference, tree: ast.expr, owner: Node, name: str, args: list[ast.expr] | None = None
) -> Node:
    """Return what an offer has under *name*, for the player among *args* where it is kept for each."""
    sign = inference.scope.declared.offers[owner.type.kind].parts.get(name)
    if sign is None:
        return _none(inference, tree, owner.type.kind, name)
    if bool(sign.kind) is (args is None):
        said = f"`{name}` is kept for each player" if sign.kind else f"`{name}` is one value"
        help_ = f"write `.{name}(player)`" if sign.kind else f"write `.{name}`"
        return inference.report(tree, ARGUMENTS, said, help_)
    if args is None:
        return Cell(sign.type, sign.slot, None, owner)
    found = arguments(inference, tree, name, (("player", PLAYER),), args)
    return Cell(sign.type, sign.slot, found[0], owner) if found else UNKNOWN


def _none(inference: Inference, tree: ast.expr, kind: str, name: str) -> Node:
    """Report what no such offer has, or what is only read in another form."""
    if name in _APART:
        said = f"`{name}` is no value by itself"
        return inference.report(tree, ARGUMENTS, said, f"write `{_APART[name]}`")
    parts = inference.scope.declared.offers[kind].parts
    message = f"an offer of `{kind}` has no `{name}`"
    return inference.report(tree, UNKNOWN_MEMBER, message, did_you_mean(name, (*parts, *_APART)))


def lies_in(inference: Inference, tree: ast.expr) -> Lies | None:
    """Return what `a.held` or `a.put(p)` names, or None where it is something else."""
    match tree:
        case ast.Attribute(value=base, attr="held"):
            args: list[ast.expr] | None = None
        case ast.Call(func=ast.Attribute(value=base, attr="put"), args=args):
            pass
        case _:
            return None
    offer = offer_of(inference, base)
    if offer is None or args is None:
        return None if offer is None else Lies(offer)
    found = arguments(inference, tree, "put", (("player", PLAYER),), args)
    return Lies(offer, found[0] if found else UNKNOWN)


def offer_of(inference: Inference, tree: ast.expr) -> Node | None:
    """Return an expression that is an offer, or None, of which nothing is reported."""
    there = len(inference.problems)
    node = inference.value(tree)
    if known(node) and node.type.name == "offer":
        return node
    del inference.problems[there:]  # whoever reads it as something else reports it
    return None
