"""A pack's expressions and formulas -> each once, with what it reads and what is known where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.sample.value import SAMPLED
from rules.define.definitions import Definitions
from rules.define.form import scalar_text
from rules.expression.facts import NO_FACTS, Facts
from rules.expression.formula import TypedFormula
from rules.expression.node import Const, Local, Node, Tallied, walk
from rules.expression.scope import Scope
from rules.expression.type import Type
from rules.lower.pack import formula_nodes
from rules.lower.session import Session
from rules.source import Place


@dataclass(frozen=True, slots=True)
class Spot:
    """An expression in its place: its text, what it was compiled from, and the locals that may be read."""

    text: str
    node: Node
    scope: Scope
    facts: Facts
    place: Place

    @property
    def constant(self) -> bool:
        """Tell whether the value is the same everywhere, also where nobody ever comes."""
        return isinstance(self.node, Const)

    @property
    def locals(self) -> dict[str, Type]:
        """Return the locals of compiled code by name: members of signals have names of their own."""
        found = {**self.scope.params, **self.scope.locals}
        found |= {local: found[name] for name, local in self.scope.called.items()}
        for members in self.scope.signals.values():
            found |= {sign.name: sign.type for sign in members.values()}
        return {name: type_ for name, type_ in found.items() if type_.name in SAMPLED}

    @property
    def read(self) -> tuple[str, ...]:
        """Return the locals that compiled code needs: those that no loop inside binds."""
        found = {part.name for part in walk(self.node) if isinstance(part, Local)}
        found |= {part.local for part in walk(self.node) if isinstance(part, Tallied)}
        return tuple(sorted(found & self.locals.keys()))


def spots(session: Session) -> Iterator[Spot]:
    """Yield every expression of a pack; one that is lowered in many places means the same in each."""
    seen: set[tuple[str, int, str, Node]] = set()
    for each in (*_expressions(session), *_formulas(session.definitions)):
        key = (each.place.file, each.place.line, f"{each.place.column} {each.text}", each.node)
        if key not in seen:
            seen.add(key)
            yield each


def _expressions(session: Session) -> Iterator[Spot]:
    for typed in session.typed:
        yield Spot(scalar_text(typed.written), typed.node, typed.scope, typed.facts, typed.written.place)


def _formulas(definitions: Definitions) -> Iterator[Spot]:
    for name, formula in sorted(definitions.vocabulary.typed.items()):
        if isinstance(formula, TypedFormula):
            scope = Scope(definitions.vocabulary).outside(formula.sign.params)
            written = formula_nodes(definitions, name)
            for body, node, at in zip(formula.sign.bodies, formula.bodies, written, strict=True):
                if isinstance(body, str):
                    yield Spot(body, node, scope, NO_FACTS, at.place)
