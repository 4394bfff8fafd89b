"""`place(ranking.id, period)` -> where the player who acts stands; it comes from outside the state."""

from __future__ import annotations

import ast

from rules.expression.code import ARGUMENTS, UNKNOWN_NAME
from rules.expression.inference import UNKNOWN, Inference, known
from rules.expression.node import Binary, Function, Node, Placed, const
from rules.expression.type import DATE, INTEGER_MOST, Type, integer, record
from rules.suggest import did_you_mean

PLACE = integer(1, 10**9)
_WHOLE = integer(-INTEGER_MOST, INTEGER_MOST)
_MONDAY, _WEEK = 3, 7  # 1970-01-01 was a Thursday


def place(inference: Inference, tree: ast.Call, _wanted: Type | None) -> Node:
    """Return the player's place in a ranking, of a period where tables of periods are kept."""
    rankings = inference.scope.declared.rankings
    first = tree.args[0] if tree.args else tree
    match first:
        case ast.Attribute(value=ast.Name(id="ranking"), attr=name) if name in rankings:
            return _placed(inference, tree, name, rankings[name])
        case ast.Attribute(value=ast.Name(id="ranking"), attr=name):
            help_ = did_you_mean(name, rankings)
            return inference.report(first, UNKNOWN_NAME, f"there is no ranking called `{name}`", help_)
        case _:
            help_ = f"write `place(ranking.{min(rankings)})`"
            return inference.report(tree, ARGUMENTS, "`place` takes a ranking", help_)


def _placed(inference: Inference, tree: ast.Call, name: str, keeps: str) -> Node:
    if len(tree.args) != 1 + bool(keeps):
        sort = "day" if keeps in _NUMBERED else keeps
        takes = f"a ranking and a `{sort}`" if keeps else "the ranking alone"
        told = "keeps the tables of past periods" if keeps else "keeps no tables of past periods"
        message = f"`{name}` {told}, so `place` takes {takes}; {len(tree.args)} given"
        return inference.report(tree, ARGUMENTS, message)
    if not keeps:
        return Placed(PLACE.maybe(), name)
    numbered = keeps in _NUMBERED
    day = inference.fitting(tree.args[1], DATE if numbered else record(keeps))
    if not known(day):
        return UNKNOWN
    return Placed(PLACE.maybe(), name, _number(keeps, day) if numbered else day)


_NUMBERED = ("day", "week", "month")


def _number(keeps: str, day: Node) -> Node:
    """Return the number of the period that a day is in, as resets count them."""
    if keeps == "week":
        return Binary(_WHOLE, "//", Binary(_WHOLE, "+", day, const(_MONDAY)), const(_WEEK))
    return Function(_WHOLE, "month", (day,)) if keeps == "month" else day
