"""Reactions -> the Sweep that ends an action: what follows it, and what wakes by what was written."""

from __future__ import annotations

from functools import partial

from rules.define.form import entry, scalar_text
from rules.define.literal import whole
from rules.document import Mapping, Node
from rules.expression.node import TRUE, Apply, Best, Cell, Domain, Fold, walk
from rules.expression.node import Node as Expression
from rules.expression.scope import LocalSign, Scope
from rules.expression.type import BOOL, Type, record
from rules.lower.build import both
from rules.lower.here import Here
from rules.lower.step.say import say
from rules.program.node import Reaction, Sweep


def sweep(here: Here, action: str) -> Sweep:
    """Return the reactions that may follow *action*, by id; *here* is where its `do` ended."""
    found = []
    for name, node in here.declared("reactions"):
        after = here.definitions.current("actions", scalar_text(entry(node, "after")))
        if not after:
            found.append(here.session.reaction(name, partial(_standing, here, name, node)))
        elif after == action:
            found.append(_following(here, name, node, action))
    return Sweep(tuple(found))


def _standing(here: Here, name: str, node: Node) -> Reaction:
    """Return a reaction that wakes by itself; it is the same for every action."""
    place = Here(here.session, Scope(here.scope.declared), f"reactions.{name}", name, clamp=True)
    return _reaction(place, name, node, after=False)


def _following(here: Here, name: str, node: Node, action: str) -> Reaction:
    """Return a reaction to an action: it sees what that action was asked, bound and rolled."""
    seen, called = {**here.scope.params, **here.scope.locals}, here.scope.called
    signals = {action: {name: LocalSign(called.get(name, name), type_) for name, type_ in seen.items()}}
    scope = Scope(here.scope.declared, {action: Type("signal", kind=action)}, {}, signals)
    place = Here(here.session, scope, f"reactions.{name}", name, clamp=True)
    return _reaction(place, name, node, after=True)


def _reaction(place: Here, name: str, node: Node, *, after: bool) -> Reaction:
    local, domain = "", None
    written = entry(node, "each")
    if isinstance(written, Mapping):
        local, over = next(iter(written.entries.items()))
        domain = place.domain(over)
        place = place.where(local, record(domain.kind))
    tests = []
    for written in (entry(node, "where"), entry(node, "when")):
        if written is not None:
            tests.append(place.value(written, BOOL))
            place.assume(tests[-1])
    test = both(*tests) if tests else TRUE
    words = entry(node, "say")
    body = (*place.block(entry(node, "do")), *(say(place, words) if words is not None else ()))
    repeats = whole(scalar_text(entry(node, "repeats"))) or 1
    watches = frozenset(_watched(place, test, domain))
    return Reaction(name, watches, test, body, local, domain, repeats, after)


def _watched(place: Here, test: Expression, domain: Domain | None) -> set[str]:
    """Return the slots that a condition reads, through the formulas that it calls."""
    found: set[str] = set(domain.slots) if domain else set()
    seen: set[str] = set()
    stack = [test, *([domain.node] if domain and domain.node else [])]
    while stack:
        for part in walk(stack.pop()):
            if isinstance(part, Cell):
                found.add(part.slot)
            elif isinstance(part, (Fold, Best)):
                found |= set(part.domain.slots)
            elif isinstance(part, Apply) and part.formula not in seen:
                seen.add(part.formula)
                stack += place.formula_bodies(part.formula)
    return found
