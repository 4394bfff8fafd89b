"""Steps -> what they read, write and roll: what slices, checks and reactions' watches are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.expression.named import named
from rules.expression.node import Apply, Best, Cell, Domain, Escrow, Fold, Local, Node, Tallied
from rules.program.catalogue import Catalogue
from rules.program.node import (
    Assign,
    Choose,
    Close,
    Each,
    Empty,
    Fee,
    Give,
    Let,
    Move,
    Open,
    Reaction,
    Require,
    Requirement,
    Row,
    Select,
    Step,
    Sweep,
    Take,
    Tally,
    Uniform,
    Weights,
    Write,
)
from rules.program.offer import put_slot
from rules.site import Site

Piece = Node | Domain | Step | Reaction

_PARTS = Row | Write | Requirement | Fee
_PLAIN = frozenset({str, int, bool, type(None)})
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reads:
    """What an expression hangs on: slots, and locals that it does not bind itself."""

    slots: frozenset[str] = _NOTHING
    locals: frozenset[str] = _NOTHING

    def __or__(self, other: Reads) -> Reads:
        """Return what either reads."""
        return Reads(self.slots | other.slots, self.locals | other.locals)

    def without(self, local: str) -> Reads:
        """Return the same without a local that is bound around it."""
        return Reads(self.slots, self.locals - {local})


@dataclass(frozen=True, slots=True)
class Use:
    """What steps do, those inside them included; *refuses* where a requirement or a payment may fail."""

    reads: Reads = Reads()
    slots: frozenset[str] = _NOTHING  # written
    locals: frozenset[str] = _NOTHING  # bound
    sites: tuple[Site, ...] = ()
    refuses: bool = False

    def __or__(self, other: Use) -> Use:
        """Return what the two do together."""
        sites = tuple(dict.fromkeys((*self.sites, *other.sites)))
        return Use(
            self.reads | other.reads,
            self.slots | other.slots,
            self.locals | other.locals,
            sites,
            self.refuses or other.refuses,
        )


def pieces(thing: object) -> Iterator[Piece]:
    """Yield the expressions, domains, reactions and steps directly inside what a step is made of."""
    if isinstance(thing, Node | Domain | Step | Reaction):
        yield thing
    elif isinstance(thing, Weights):  # its rows are numbers, and may be very many
        yield from pieces((thing.index, *thing.nodes))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from pieces(part)
    elif isinstance(thing, _PARTS):
        for name in named(type(thing)):
            yield from pieces(getattr(thing, name))


def inside(step: Step | Reaction) -> Iterator[Piece]:
    """Yield the expressions, domains, reactions and steps directly inside a step or a reaction."""
    for name in named(type(step)):
        held = getattr(step, name)
        if held.__class__ not in _PLAIN:
            yield from pieces(held)


def every(steps: Iterable[Step]) -> Iterator[Step]:
    """Yield each step and those inside it, outermost first, in order."""
    for step in steps:
        yield step
        for piece in inside(step):
            if isinstance(piece, Step):
                yield from every((piece,))
            elif isinstance(piece, Reaction):
                yield from every(piece.body)


def may_refuse(step: Step) -> bool:
    """Tell whether a step may refuse the command by itself."""
    match step:
        case Require(rows=rows):
            return bool(rows)
        case Take(partly=partly):
            return not partly
        case Move(rows=rows):
            return rows is not None
        case Open(one=one):
            return bool(one)
        case _:
            return False


def bound(step: Step | Reaction) -> frozenset[str]:
    """Return the locals that a step gives a value, those inside it left out."""
    match step:
        case Let(local=name) | Tally(local=name) | Choose(local=name) | Uniform(local=name):
            return frozenset({name})
        case Select(local=name) | Each(local=name):
            return frozenset({name})
        case Open(local=name):
            return frozenset({name})
        case Give(tally=name) | Take(missing=name) | Reaction(local=name) if name:
            return frozenset({name})
        case _:
            return _NOTHING


def written(step: Step) -> frozenset[str]:
    """Return the slots that a step writes, those inside it left out."""
    match step:
        case Assign(writes=writes):
            return frozenset(write.slot for write in writes)
        case Give(rows=rows, nobody=False) | Take(rows=rows, check=False):
            return _of_rows(rows, step.to if isinstance(step, Give) else None)
        case Move(rows=rows, source=source, target=target):
            return _of_rows(rows or (), source) | _of_rows(rows or (), target)
        case Open(fields=fields, one=one):
            return frozenset({*(write.slot for write in fields), *([one] if one else [])})
        case Close(offer=offer):
            return frozenset({f"{offer.type.kind}.over"})
        case Empty(slot=slot):
            return frozenset({slot})
        case Sweep():
            return frozenset({"waiting"})
        case _:
            return _NOTHING


def _of_rows(rows: tuple[Row, ...], owner: Node | None) -> frozenset[str]:
    """Return the slots that rows are kept in: those of a player, or what lies in an offer."""
    if owner is None or owner.type.name != "offer":
        return frozenset(row.slot for row in rows)
    return frozenset(put_slot(owner.type.kind, row.slot) for row in rows)


class Walker:
    """Find what expressions and steps of one catalogue use; formulas are looked through."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Begin knowing nothing of the formulas."""
        self.catalogue = catalogue
        self._formulas: dict[str, Reads] = {}
        self._known: dict[int, tuple[Node | Domain, Reads]] = {}

    def reads(self, *things: Node | Domain | None) -> Reads:
        """Return what the expressions and domains read together."""
        found = Reads()
        for thing in things:
            if thing is not None:
                found = found | self._one(thing)
        return found

    def watches(self, when: Node) -> frozenset[str]:
        """Return the slots whose writing wakes a reaction with this condition."""
        return self.reads(when).slots

    def use(self, steps: Iterable[Step]) -> Use:
        """Return what steps use together; a local that they bind may be among what they read."""
        found = Use()
        for step in steps:
            found = found | self._step(step)
        return found

    def _one(self, thing: Node | Domain) -> Reads:
        known = self._known.get(id(thing))
        if known is None:
            known = self._known[id(thing)] = (thing, self._find(thing))
        return known[1]

    def _find(self, thing: Node | Domain) -> Reads:
        match thing:
            case Domain(form=form, owner=kind):
                slots = self._of_offer(kind) if form == "players" else frozenset(thing.slots)
                return self.reads(thing.node) | Reads(slots)
            case Local():
                return Reads(locals=frozenset({thing.name}))
            case Tallied():
                return self.reads(thing.key) | Reads(locals=frozenset({thing.local}))
            case Escrow(offer=offer, slot=asset):
                return self.reads(*thing.children()) | Reads(frozenset({put_slot(offer.type.kind, asset)}))
            case Cell():
                return self.reads(*thing.children()) | Reads(frozenset({thing.slot}))
            case Apply():
                return self.reads(*thing.children()) | self._formula(thing.formula)
            case Fold():
                return self.reads(thing.domain) | self.reads(thing.where, thing.body).without(thing.var)
            case Best():
                return self.reads(thing.domain) | self.reads(thing.where, thing.measure).without(thing.var)
            case _:
                return self.reads(*thing.children())

    def _of_offer(self, kind: str) -> frozenset[str]:
        """Return all slots of a kind of offer."""
        return frozenset(slot.name for slot in self.catalogue.slots if slot.scope == kind)

    def _moved(self, step: Step) -> frozenset[str]:
        """Return what a step that moves all there is may write: all that can be held or lie in an offer."""
        if isinstance(step, Close):
            kinds = {step.offer.type.kind}
        elif isinstance(step, Move) and step.rows is None:
            ends = (step.source, step.target)
            kinds = {end.type.kind for end in ends if end is not None and end.type.name == "offer"}
        else:
            return _NOTHING
        held = {slot.name.partition(".put.")[2] for slot in self.catalogue.slots if slot.scope in kinds} - {
            ""
        }
        return frozenset(held | {put_slot(kind, asset) for kind in kinds for asset in held})

    def _formula(self, name: str) -> Reads:
        known = self._formulas.get(name)
        if known is None:
            self._formulas[name] = Reads()  # cycles are refused before; this keeps one from hanging
            bodies = {id(body): body for body in self.catalogue.formulas[name].bodies}  # records share some
            known = self._formulas[name] = Reads(self.reads(*bodies.values()).slots)
        return known

    def _step(self, step: Step) -> Use:
        refuses = may_refuse(step)
        sites = (step.site,) if isinstance(step, Choose | Uniform | Select) else ()
        slots = written(step) | self._moved(step)
        found = Use(self._of(step), slots, bound(step), sites, refuses)
        for piece in inside(step):
            if isinstance(piece, Step):
                found = found | self._step(piece)
            elif isinstance(piece, Reaction):
                found = found | Use(self._of(piece), locals=bound(piece)) | self.use(piece.body)
        return found

    def _of(self, step: Step | Reaction) -> Reads:
        """Return what the expressions of a step read, besides the variable that it binds for them."""
        own = [piece for piece in inside(step) if isinstance(piece, Node | Domain)]
        found = self.reads(*own)
        match step:
            case Assign(writes=writes):
                return found | Reads(frozenset(write.slot for write in writes if write.add))
            case Take() | Give() | Move():
                return found | Reads(
                    frozenset(row.slot for row in step.rows or ()) | written(step) | self._moved(step)
                )
            case Select(var=name) | Each(local=name) | Reaction(local=name):
                return found.without(name)
            case Sweep():
                return Reads(frozenset({"waiting"}))
            case _:
                return found
