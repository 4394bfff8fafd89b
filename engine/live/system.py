"""What an operator gives or takes -> a program of primitives, made from the parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.expression.node import Const, Local
from rules.expression.type import COUNT, record
from rules.program.catalogue import Catalogue
from rules.program.node import Give, Param, Program, Row, Take

GRANT, TAKE = "system.grant", "system.take"
ACTIONS = frozenset({GRANT, TAKE})
OPERATOR = "operator"
_AMOUNT = COUNT.within(1, COUNT.hi)


def program(catalogue: Catalogue, action: str, params: Mapping[str, Any]) -> Program:
    """Return the program that gives or takes, by id, what players hold.

    It reads amounts as its parameters, so that one program does for all commands that name the same assets.
    """
    held = _holdable(catalogue)
    names = sorted(name for name in params if name in held)
    rows = tuple(_row(catalogue, held[name], name) for name in names)
    step = Give(rows, why=action) if action == GRANT else Take(rows, why=action)
    return Program(action, tuple(Param(name, _AMOUNT) for name in names), (("do", (step,)),), OPERATOR)


def key_of(action: str, params: Mapping[str, Any]) -> tuple[str, ...]:
    """Return by what a program is the same."""
    return (action, *sorted(params))


def _holdable(catalogue: Catalogue) -> dict[str, str]:
    return {name: kind.name for kind in catalogue.kinds.values() if kind.holdable for name in kind.codes}


def _row(catalogue: Catalogue, kind: str, name: str) -> Row:
    code = Const(record(kind), catalogue.kinds[kind].codes[name])
    return Row(f"owned.{kind}", code, Local(_AMOUNT, name))
