"""A typed expression -> how many times, at most, the insides of its loops are evaluated (rule 13)."""

from __future__ import annotations

from rules.expression.node import Apply, Best, Fold, Node
from rules.expression.scope import Scope

MOST_EVALUATIONS = 1_000_000


def cost(node: Node, scope: Scope) -> int:
    """Return the evaluations of one reading: 1 for what has no loop, the product along nested loops."""
    return 1 + _rounds(node, scope, {})


def _rounds(node: Node, scope: Scope, seen: dict[str, int]) -> int:
    inside = sum(_rounds(child, scope, seen) for child in node.children())
    if isinstance(node, (Fold, Best)):
        return node.domain.size * (1 + inside)
    if isinstance(node, Apply):
        return inside + _formula(node.formula, scope, seen)
    return inside


def _formula(name: str, scope: Scope, seen: dict[str, int]) -> int:
    """Return the dearest body of a formula; a parameter that a player fills has none yet."""
    typed = scope.declared.typed.get(name)
    if typed is None:
        return 0
    if name not in seen:
        bodies = {id(body): body for body in typed.bodies}  # records share what is written alike
        seen[name] = max((_rounds(body, scope, seen) for body in bodies.values()), default=0)
    return seen[name]
