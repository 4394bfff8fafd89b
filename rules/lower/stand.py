"""A place in the pack: what names mean there, what is known there, how its rolls are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Self

from rules.define.definitions import Definitions
from rules.define.form import entry, scalar_text
from rules.define.kind import KindForm
from rules.define.variable import VariableForm
from rules.document import Mapping, Node, Scalar
from rules.expression.facts import NO_FACTS, Facts, facts_from
from rules.expression.inference import UNKNOWN
from rules.expression.node import ZERO, Domain
from rules.expression.node import Node as Expression
from rules.expression.scope import Scope
from rules.expression.type import Type
from rules.lower import code
from rules.lower.build import loosened
from rules.lower.session import Session
from rules.program.node import Close, Empty, Give, Let, Move, Open, Step, Steps, Write
from rules.program.slot import Slot
from rules.program.walk import every, written


@dataclass(slots=True)
class Stand:
    """A place in the pack. *site* and *label* name the rolls made here, *why* what the ledger says.

    A block binds names as it goes, so its place changes; a place inside is made by `inside` and `where`.
    """

    session: Session
    scope: Scope
    site: str
    why: str
    facts: Facts = NO_FACTS
    label: str = ""
    clamp: bool = False
    meant: dict[str, Expression] = field(default_factory=dict)  # a table's parameters
    nested: tuple[str, ...] = ()  # the tables being drawn
    names: set[str] = field(default_factory=set)  # of rolls in this action
    zero: Expression = ZERO

    @property
    def definitions(self) -> Definitions:
        """Return what the pack declares."""
        return self.session.definitions

    @property
    def kinds(self) -> dict[str, KindForm]:
        """Return the kinds of the pack."""
        return self.definitions.kinds

    @property
    def variables(self) -> dict[str, VariableForm]:
        """Return the variables of the pack."""
        return self.definitions.variables

    def declared(self, noun: str) -> list[tuple[str, Node]]:
        """Return what is declared under a noun, in canonical order."""
        return list(self.definitions.declared(noun).items())

    def slot(self, name: str) -> Slot:
        """Return a slot."""
        return self.definitions.vocabulary.catalogue.slot(name)

    def every(self, kind: str) -> Domain:
        """Return all records of a kind."""
        known = self.definitions.vocabulary.catalogue.kinds.get(kind)
        return Domain("kind", len(known.ids) if known else 0, kind)

    def fresh(self, word: str) -> str:
        """Return a name for a local that no author can write."""
        return self.session.fresh(word)

    def inside(self, name: str) -> Self:
        """Return the same place, its rolls named by one more word."""
        label = f"{self.label}.{name}" if self.label else name
        return replace(self, site=f"{self.site}/{name}", label=label)

    def where(self, name: str, type_: Type) -> Self:
        """Return a place inside, where *name* is the variable of a loop or pool."""
        meant = {key: value for key, value in self.meant.items() if key != name}
        return replace(
            self,
            scope=self.scope.inside({name: self._known(type_)}),
            facts=self.facts.without_local(name),
            meant=meant,
        )

    def bind(self, name: str, type_: Type) -> None:
        """Say that from here on *name* is a local."""
        self.scope = self.scope.inside({name: self._known(type_)})
        self.facts = self.facts.without_local(name)

    def _known(self, type_: Type) -> Type:
        """Return a type, or that of refused expressions where it is a record of a kind that there is not."""
        lost = type_.name == "record" and type_.kind not in self.scope.declared.kinds
        return UNKNOWN.type if lost else type_

    def rebind(self, name: str, type_: Type) -> None:
        """Say that a scratch value changed, so that only its type is known."""
        self.bind(name, type_)

    def assume(self, test: Expression, *, truth: bool = True) -> None:
        """Say that from here on *test* holds, or does not."""
        self.facts = self.facts.also(facts_from(test, truth=truth))

    def forget(self, slot: str) -> None:
        """Say that cells of *slot* were written."""
        self.facts = self.facts.without_slot(slot)

    def forget_writes(self, writes: Iterable[Write]) -> None:
        """Forget what was known of the cells that were written."""
        for write in writes:
            self.forget(write.slot)

    def forget_written(self, steps: Steps) -> None:
        """Forget what was known of anything that *steps* write, and loosen the scratch values they change."""
        for step in every(steps):
            if isinstance(step, Open | Move | Close | Empty | Give):
                self.forget_moved(step)
            for slot in written(step):
                self.forget(slot)
            known = self.scope.local(step.local) if isinstance(step, Let) else None
            if known is not None and isinstance(step, Let):
                self.rebind(step.local, loosened(known))

    def forget_moved(self, step: Step) -> None:
        """Say that something was moved, emptied or closed: what is owned and lies in offers changed."""
        self.facts = self.facts.without_escrow()
        if isinstance(step, Empty):
            self.forget(step.slot)
        elif isinstance(step, Close):
            self.forget(f"{step.offer.type.kind}.over")
        if isinstance(step, Move | Close):
            for kind in self.kinds:
                self.forget(f"owned.{kind}")

    def before(self) -> Self:
        """Return the place as it is now, whatever is bound or assumed later."""
        return replace(self)

    def claim(self, name: str, written: Node | None) -> str:
        """Take a name for a roll; a name is unique in its action (language rule 7)."""
        if name in self.names and written is not None:
            self.session.report(
                code.ROLL_NAME,
                written,
                f"another roll of this action is called `{name}`",
                "name it with `as: ...`",
            )
        self.names.add(name)
        return name

    def roll_name(self, word: str, step: Mapping | None = None) -> str:
        """Return how a roll is called: `as`, else by its step; of each only one may go unnamed."""
        named = entry(step, "as") if step is not None else None
        return self.claim(scalar_text(named) or word, named or step)

    def undeclared_bound(self, slot: str) -> bool:
        """Tell whether a slot's upper bound is the language's own, not the author's."""
        offer, _, field_ = slot.partition(".")
        if offer in self.definitions.offers:
            form = self.definitions.offers[offer].fields.get(field_)
            return form is not None and isinstance(entry(form.node, "type") or form.node, Scalar)
        form = self.variables.get(slot)
        return form is not None and not isinstance(entry(form.node, "type"), Mapping)

    def standing_for(self, name: str, value: Expression) -> Self:
        """Return a place in which *name* stands for *value*."""
        inner = self.where(name, value.type)
        inner.meant = {**inner.meant, name: value}
        return inner
