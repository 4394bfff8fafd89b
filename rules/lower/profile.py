"""A profile as it is written -> habits whose parameters are expressions over the player's state."""

from __future__ import annotations

from dataclasses import replace

from rules.define.form import entry, items, read_form, scalar_text
from rules.define.literal import exact
from rules.define.literal import whole as read_whole
from rules.document import Mapping, Node
from rules.expression.node import ZERO, Best, Local
from rules.expression.node import Node as Expression
from rules.expression.scope import Scope
from rules.expression.type import BOOL, CHANCE_PARTS, Type, record
from rules.lower import code
from rules.lower.here import Here
from rules.lower.order import in_order
from rules.lower.session import Session
from rules.program.profile import Habit, Profile
from rules.suggest import did_you_mean

MOST_TIMES = 1000  # of one habit in one session


def lower_profile(session: Session, name: str, node: Node) -> Profile:
    """Return one simulated kind of player."""
    here = Here(session, Scope(session.definitions.vocabulary), f"profiles.{name}", name)
    comes = entry(node, "logs_in")
    sessions = read_whole(scalar_text(entry(comes, "sessions"))) or 1
    habits = tuple(habit for row in items(entry(node, "does")) if (habit := _habit(here, row)))
    share = read_whole(scalar_text(entry(node, "share"))) or 1
    return Profile(name, _chance(entry(comes, "chance")) or 0, sessions, habits, share, node.place)


def _chance(written: Node | None) -> int | None:
    """Return a chance in 10^-9 parts, or None where none is written."""
    found = exact(scalar_text(written))
    return None if found is None else round(found * CHANCE_PARTS)


def _habit(here: Here, row: Node) -> Habit | None:
    action = here.definitions.current("actions", scalar_text(entry(row, "do")))
    actions = here.definitions.declared("actions")
    if action not in actions:
        if action:
            said = f"there is no action called `{action}`"
            here.session.report(code.NO_SUCH, entry(row, "do") or row, said, did_you_mean(action, actions))
        return None
    place = replace(here)
    params: list[tuple[str, Expression]] = []
    given = entry(row, "with")
    for name, written in in_order(given) if isinstance(given, Mapping) else ():
        type_ = _type(here, actions[action], name)
        if type_ is not None:
            params.append((name, _value(place, type_, written)))
            place.bind(name, type_)
    test = entry(row, "while")
    stated = read_whole(scalar_text(entry(row, "times")))
    times = stated or (MOST_TIMES if test is not None else 1)
    chance = _chance(entry(row, "chance"))
    return Habit(
        action,
        tuple(params),
        times,
        here.value(test, BOOL) if test is not None else None,
        CHANCE_PARTS if chance is None else chance,
        row.place,
    )


def _type(here: Here, action: Node, name: str) -> Type | None:
    param = entry(entry(action, "params"), name)
    form = read_form(entry(param, "type") or param, here.kinds) if param is not None else None
    return form.type if form else None


def _value(here: Here, type_: Type, written: Node) -> Expression:
    """Return what a habit gives a parameter: an expression, or `{any: …}`, `{best: …}` over the records."""
    for word in ("any", "best"):
        chosen = entry(written, word)
        if chosen is not None and type_.name == "record":
            it = Local(record(type_.kind), "it")
            inner = here.where("it", it.type)
            test = inner.value(chosen, BOOL) if word == "any" else None
            measure = ZERO if word == "any" else inner.value(chosen, None)
            return Best(type_.maybe(), here.every(type_.kind), "it", test, measure)
    return here.value(written, type_.maybe(), exact=False)
