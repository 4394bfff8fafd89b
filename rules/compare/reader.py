"""Steps and expressions of one pack -> what they hang on, through the formulas that they call.

What lowering put in as a number is found where the text names it; nothing is followed through what players
have: who spends a currency does not hang on who makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rules.check.pool import possible, taken_apart
from rules.compare.change import ANY, DISPLAY
from rules.compare.reads import Pool, Reads
from rules.define.definitions import Definitions
from rules.define.variable import SINCE
from rules.document import Mapping, Node, Scalar, Sequence
from rules.expression.amounts import AmountsChoice, AmountsExpression, AmountsField, AmountsSum, AmountsTimes
from rules.expression.node import (
    Apply,
    Best,
    Cell,
    Const,
    Domain,
    Field,
    Fold,
    Function,
    Local,
    Lookup,
    MapField,
    Member,
    Reached,
)
from rules.expression.node import Node as Expression
from rules.expression.scalar import ScalarCode
from rules.expression.table import Named, TableChoice, TableExpression
from rules.lower.session import Session
from rules.pack.tree import Path
from rules.program.catalogue import Catalogue
from rules.program.node import Assign, Each, Emit, Give, Reaction, Require, Select, Step, Sweep, Take
from rules.program.view import View, Words, as_written
from rules.program.walk import Piece, Walker, inside
from rules.site import Site

Bound = dict[str, frozenset[str]]  # the records that a variable of a loop or of a pool may be

_DAYS = frozenset({"today", "weekday", "month", "start_of", "day_of"})
_NAMED = re.compile(r"\b([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)")
_HELD = "owned."
_SLOTS = {"choice": "choices", "limit": "limits"}
_MARK = Site("compare")


@dataclass(slots=True)
class Reader:
    """Find what steps of one pack hang on; *reads* grows."""

    session: Session
    catalogue: Catalogue
    views: dict[str, View]
    code: ScalarCode
    reads: Reads

    @property
    def definitions(self) -> Definitions:
        """Return what the pack declares."""
        return self.session.definitions

    def steps(self, steps: Iterable[Step], bound: Bound | None = None) -> None:
        """Read steps, and those inside them."""
        for step in steps:
            self._step(step, bound or {})

    def expression(self, node: Expression, bound: Bound | None = None) -> None:
        """Read an expression."""
        self._expression(node, bound or {})

    def view(self, view: View) -> None:
        """Read what a view shows."""
        self.reads.definitions.add(("views", as_written(view.name)))
        for words in (view.title, view.row):
            if isinstance(words, Words):
                self.words(words.key)
                self._all(node for _, node in words.values)
            elif words is not None:
                self._expression(words, {})
        for shown in view.show:
            self.steps(shown.draw)
        self._all(shown.value for shown in view.show if shown.value is not None)
        self._all(measure for measure, _ in view.sort)
        if view.domain is not None:
            self._domain(view.domain, view.var, view.where, {})

    def words(self, key: str) -> None:
        """Note a text."""
        self.reads.paths.add(("texts", ANY, key))

    def written(self, node: Node | None) -> None:
        """Read what a definition names in its texts: fields that became numbers, amounts, tables."""
        for scalar in scalars(node):
            for kind, name, slot in _NAMED.findall(scalar.text):
                if kind in self.catalogue.kinds and name in self.catalogue.kinds[kind].codes:
                    self._field(kind, slot, (self.definitions.current(kind, name),))

    def amounts(self, found: AmountsExpression) -> None:
        """Read the fields that amounts come from."""
        match found:
            case AmountsField():
                self._field(found.kind, found.name, self._records(found.kind, found.record, {}))
            case AmountsSum(parts=parts):
                for part in parts:
                    self.amounts(part)
            case AmountsTimes():
                self.amounts(found.amounts)
            case AmountsChoice():
                self.amounts(found.then)
                self.amounts(found.other)
            case _:
                pass

    def table(self, found: TableExpression) -> None:
        """Read the fields that say which table is drawn."""
        if isinstance(found, TableChoice):
            self.table(found.then)
            self.table(found.other)
        elif not isinstance(found, Named):
            self._field(found.kind, found.name, self._records(found.kind, found.record, {}))

    def _all(self, nodes: Iterable[Expression], bound: Bound | None = None) -> None:
        for node in nodes:
            self._expression(node, bound or {})

    def _step(self, step: Step, bound: Bound) -> None:
        match step:
            case Sweep(reactions=reactions):
                for reaction in reactions:
                    self._reaction(reaction)
                return
            case Emit():
                self._emit(step)
            case Require(rows=rows):
                for row in rows:
                    self.words(row.reason)
            case Take(reason=reason):
                self.words(reason)
            case Select(domain=domain, var=var, where=where):
                members = self._domain(domain, var, where, bound)
                if step.weigh is not None:
                    self._expression(step.weigh, {**bound, var: members})
                return
            case Each(domain=domain, local=local, where=where):
                members = self._domain(domain, local, where, bound)
                self.steps(step.body, {**bound, local: members})
                return
            case _:
                pass
        self._rows(step)
        self._pieces(inside(step), bound)

    def _reaction(self, reaction: Reaction) -> None:
        self.reads.definitions.add(("reactions", reaction.id))
        bound: Bound = {}
        if reaction.domain is not None:
            bound = {reaction.local: self._domain(reaction.domain, reaction.local, None, {})}
        self._expression(reaction.when, bound)
        self.steps(reaction.body, bound)

    def _rows(self, step: Step) -> None:
        """Note what is taken or written; of what is only written, the bounds alone matter."""
        match step:
            case Take(rows=rows):
                self.slots(row.slot for row in rows)
            case Give(rows=rows, nobody=False):
                self._bounds(row.slot for row in rows)
            case Assign(writes=writes):
                self._bounds(write.slot for write in writes)
            case _:
                pass

    def _bounds(self, names: Iterable[str]) -> None:
        for name in names:
            if name in self.definitions.variables:
                self.reads.paths.add(("variables", name, "type"))
            elif name.startswith(_HELD):
                self.reads.paths.add(("kinds", name.removeprefix(_HELD), "most"))
            else:
                self.slots((name,))

    def _pieces(self, pieces: Iterable[Piece], bound: Bound) -> None:
        for piece in pieces:
            if isinstance(piece, Step):
                self._step(piece, bound)
            elif isinstance(piece, Expression):
                self._expression(piece, bound)
            elif isinstance(piece, Domain):
                self._domain(piece, "", None, bound)

    def _emit(self, step: Emit) -> None:
        if step.event == "drawn":
            self.reads.definitions.add(table_path(step.name.rpartition(".")[0]))
        elif step.name in self.views:
            self.view(self.views[step.name])
        else:
            self.words(step.name)

    def _expression(self, node: Expression, bound: Bound) -> None:
        match node:
            case Cell(slot=slot):
                self.slots((slot,))
            case Field(kind=kind, name=name, record=record) | MapField(kind=kind, name=name, record=record):
                self._field(kind, name, self._records(kind, record, bound))
            case Member(kind=kind, name=name, record=record):
                self._field(kind, name, self._records(kind, record, bound))
            case Lookup(of=(kind, name), index=index):
                self._field(kind, name, self._records(kind, index, bound))
            case Apply(formula=name):
                self._formula(name)
            case Reached(kind=kind):
                self._reached(kind)
            case Function(name=name) if name in _DAYS:
                self.reads.paths.add(("game", "day"))
            case Const(event=name) if name:
                self.reads.paths.add(("events", name))
            case Fold() | Best():
                self._loop(node, bound)
                return
            case _:
                pass
        self._all(node.children(), bound)

    def _loop(self, node: Fold | Best, bound: Bound) -> None:
        members = self._domain(node.domain, node.var, node.where, bound)
        inner = {**bound, node.var: members}
        body = node.body if isinstance(node, Fold) else node.measure
        if body is not None:
            self._expression(body, inner)

    def _domain(self, domain: Domain, var: str, where: Expression | None, bound: Bound) -> frozenset[str]:
        """Note what is gone through, and return which records these may be."""
        if domain.node is not None:
            self._expression(domain.node, bound)
        self.slots(domain.slots)
        if not domain.kind:
            if where is not None:
                self._expression(where, bound)
            return frozenset()
        select = Select(_MARK, "", domain, var, where)
        ids = self.catalogue.kinds[domain.kind].ids
        members = frozenset(ids[code] for code in possible(select, self.code))
        if domain.form == "field":
            owner = self._records(domain.owner, domain.node, bound) if domain.node else (ANY,)
            self._field(domain.owner, domain.field, owner)
        own = frozenset(taken_apart(select, self.catalogue).own) if where is not None else frozenset()
        self.reads.pools.add(Pool(domain.kind, members, self._fields_of(own)))
        if where is not None:
            self._rest(where, own, {**bound, var: members})
        return members

    def _fields_of(self, conditions: Iterable[Expression]) -> frozenset[Path]:
        """Return what conditions on a record alone look at."""
        inner = replace(self, reads=Reads())
        for condition in conditions:
            inner.expression(condition)
        return frozenset(inner.reads.paths | inner.reads.definitions)

    def _rest(self, where: Expression, own: frozenset[Expression], bound: Bound) -> None:
        """Read what a pool's conditions look at besides those that a record alone decides."""
        for part in getattr(where, "parts", (where,)):
            if part not in own:
                self._expression(part, bound)

    def _records(self, kind: str, record: Expression | None, bound: Bound) -> Iterable[str]:
        """Return the ids of the records whose field is read."""
        if isinstance(record, Const) and isinstance(record.value, int) and record.value >= 0:
            return (self.catalogue.kinds[kind].ids[record.value],)
        if isinstance(record, Local) and record.name in bound:
            return bound[record.name]
        return (ANY,)

    def _field(self, kind: str, name: str, ids: Iterable[str]) -> None:
        if name in DISPLAY:
            return
        self.reads.paths.add(("kinds", kind, "fields", name, "default"))
        self.reads.paths.update((kind, id_, name) for id_ in ids)

    def _reached(self, kind: str) -> None:
        known = self.catalogue.kinds[kind]
        self.reads.pools.add(Pool(kind, frozenset(known.ids)))
        self.reads.paths |= {("kinds", kind, "ordered_by"), (kind, ANY, known.ordered_by)}

    def _formula(self, name: str) -> None:
        kind, dot, slot = name.partition(".")
        path = ("kinds", kind, "fields", slot) if dot else ("formulas", name)
        known = self.reads.paths if dot else self.reads.definitions
        if path in known:
            return
        known.add(path)
        if dot:
            self.reads.paths.add((kind, ANY, slot))
        else:
            self.written(self.definitions.declared("formulas").get(name))
        bodies = {id(body): body for body in self.catalogue.formulas[name].bodies}
        self._all(bodies.values())

    def slots(self, names: Iterable[str]) -> None:
        """Note the variables, kinds, limits and choices that slots are kept for."""
        for name in names:
            if name.endswith(SINCE):
                continue  # kept beside the variable, which is read too
            first, _, rest = name.partition(".")
            noun = _SLOTS.get(first)
            id_ = rest.partition(".")[0]
            if noun is not None:
                self._declared(noun, id_)
            elif not rest and first in self.definitions.variables:
                self._declared("variables", first)

    def _declared(self, noun: str, name: str) -> None:
        """Note a definition whose expressions run by themselves: what regenerates, what is chosen."""
        if (noun, name) in self.reads.definitions:
            return
        self.reads.definitions.add((noun, name))
        node = self.definitions.declared(noun).get(name)
        written = {id(scalar) for scalar in scalars(node)}
        self._all(typed.node for typed in self.session.typed if id(typed.written) in written)
        self.written(node)


def table_path(name: str) -> Path:
    """Return where a table stands: among the tables, or in a field of a record (`kind.record.field`)."""
    return tuple(name.split(".")) if "." in name else ("tables", name)


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Yield every text of a definition."""
    if isinstance(node, Scalar):
        yield node
    parts = (
        node.entries.values()
        if isinstance(node, Mapping)
        else node.items
        if isinstance(node, Sequence)
        else ()
    )
    for part in parts:
        yield from scalars(part)


def woken(walker: Walker, steps: Iterable[Step], sweep: Sweep) -> tuple[Reaction, ...]:
    """Return the reactions of a sweep that may follow what *steps* write, and what those write."""
    slots = walker.use(steps).slots
    found: dict[str, Reaction] = {}
    while True:
        fresh = [
            each for each in sweep.reactions if each.id not in found and (each.after or each.watches & slots)
        ]
        if not fresh:
            return tuple(found.values())
        for each in fresh:
            found[each.id] = each
            slots |= walker.use(each.body).slots
