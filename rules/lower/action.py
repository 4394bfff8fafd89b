"""An action as it is written -> a program: its phases in the order of language rule 2."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from rules.define.form import Form, entry, items, read_param, scalar_text
from rules.document import Mapping, Node
from rules.expression.node import ZERO, Local
from rules.expression.scope import Scope
from rules.expression.type import NONE, Type
from rules.lower.build import cell, compare
from rules.lower.here import Here
from rules.lower.limit import lower_limit
from rules.lower.offer import offer_rows
from rules.lower.reaction import sweep
from rules.lower.require import requirement_rows, tested
from rules.lower.session import Session
from rules.lower.settle import settle
from rules.lower.step.amounts import amount_rows
from rules.lower.step.let import bind_all
from rules.lower.step.say import say
from rules.program.node import Param, Phase, Program, Require, Requirement, Step, Steps, Take


@dataclass(frozen=True, slots=True)
class Asked:
    """A parameter as it is declared: its form, and its place."""

    name: str
    form: Form
    node: Node

    @property
    def type(self) -> Type:
        """Return the type of what is asked for."""
        return self.form.told


def lower_action(session: Session, name: str, node: Node) -> Program:
    """Return the program of one action."""
    asked = _asked(session, node)
    scope = Scope(session.definitions.vocabulary, params={each.name: each.type for each in asked})
    here = Here(session, scope, f"actions.{name}/do", name)
    general = _general(session)
    phases: list[tuple[Phase, Steps]] = [("settle", settle(here))]
    attempts, uses = _limits(here, node, general)
    phases.append(("attempt", attempts))
    phases.append(("params", _param_rows(here, asked)))
    let = entry(node, "let")
    phases.append(("let", bind_all(here, let) if isinstance(let, Mapping) else ()))
    phases.append(("require", _requirements(here, node, general)))
    phases.append(("limit", uses))
    phases.append(("cost", _cost(here, node)))
    written = entry(node, "confirm")
    confirm = say(here, written) if written is not None else ()
    phases.append(("do", here.session.lower_block(here, entry(node, "do"))))
    phases.append(("react", (sweep(here, name),)))
    words = entry(node, "say")
    phases.append(("say", say(here, words) if words is not None else ()))
    params = tuple(Param(each.name, each.type, _default(here, each)) for each in asked)
    kept = tuple((phase, steps) for phase, steps in phases if steps)
    return Program(name, params, kept, _who(entry(node, "who")), confirm)


def _who(node: Node | None) -> str:
    """Return who may ask for an action: a word, or the role that `{role: ...}` names."""
    return scalar_text(node) or scalar_text(entry(node, "role")) or "player"


def _asked(session: Session, node: Node) -> list[Asked]:
    """Return the parameters of an action, in the order in which they are written."""
    written = entry(node, "params")
    found: list[Asked] = []
    for name, each in written.entries.items() if isinstance(written, Mapping) else ():
        form = read_param(each, session.definitions.kinds, session.definitions.offer_ids)
        if form is not None:
            optional = scalar_text(entry(each, "optional")) == "true"
            found.append(Asked(name, replace(form, optional=optional, default=entry(each, "default")), each))
    return found


def _default(here: Here, asked: Asked) -> int | float | str | None:
    written = asked.form.default
    if written is None:
        return NONE if asked.form.optional else None
    value = here.value(written, asked.type)
    return cast("int | float | str | None", getattr(value, "value", None))


def _general(session: Session) -> Node | None:
    """Return what the game says of every action."""
    return entry(session.definitions.root.get("game"), "every_action")


def _excepted(node: Node) -> set[str]:
    return {scalar_text(each) for each in items(entry(node, "except"))}


def _limits(here: Here, node: Node, general: Node | None) -> tuple[Steps, Steps]:
    attempts: list[Step] = []
    uses: list[Step] = []
    excepted = _excepted(node)
    for owner in (general, node):
        written = entry(owner, "limit")
        if written is None or (owner is general and scalar_text(written) in excepted):
            continue
        before, after = lower_limit(here, written)
        attempts += before
        uses += after
    return tuple(attempts), tuple(uses)


def _param_rows(here: Here, asked: list[Asked]) -> Steps:
    """Return row 0: what is asked for must be owned, and satisfy `where`; by name, not as written."""
    rows: list[Requirement] = []
    first = here.before()
    for each in sorted(asked, key=lambda each: each.name):
        rows += _param_row(here, first, each, len(rows))
    return (Require(tuple(rows), "params"),) if rows else ()


def _param_row(here: Here, first: Here, asked: Asked, number: int) -> list[Requirement]:
    """Return the rows of one parameter; a condition that others make readable is asked only after them."""
    value = Local(asked.type, asked.name)
    rows = []
    if scalar_text(entry(asked.node, "owned")) == "true" and asked.type.name == "record":
        owned = compare(cell(here.holding(asked.type.kind, asked.node), value), ">", ZERO)
        rows.append(Requirement(owned, f"params.{asked.name}", asked.node.place))
        here.assume(owned)
    if asked.type.name == "offer":
        mine = scalar_text(entry(asked.node, "mine")) == "true"
        rows += offer_rows(here, asked.type.kind, value, mine, asked.node.place)
    where = entry(asked.node, "where")
    if where is not None:
        test, waits = tested(here.standing_for("it", value), first.standing_for("it", value), where)
        needs = tuple(range(number + len(rows))) if waits else ()
        rows.append(Requirement(test, f"params.{asked.name}", where.place, needs))
        here.assume(test)
    return rows


def _requirements(here: Here, node: Node, general: Node | None) -> Steps:
    excepted = _excepted(node)
    written = [
        *(row for row in items(entry(general, "require")) if scalar_text(entry(row, "else")) not in excepted),
        *items(entry(node, "require")),
    ]
    return requirement_rows(here, written)


def _cost(here: Here, node: Node) -> Steps:
    written = entry(node, "cost")
    if written is None:
        return ()
    rows = amount_rows(here, written, "ceil")
    for row in rows:
        here.forget(row.slot)
    return (Take(rows, why=here.why, place=written.place),)
