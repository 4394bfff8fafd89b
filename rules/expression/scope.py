"""What names mean at a place of a pack: what the definitions declare, and the locals that stand there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rules.expression.node import Node
from rules.expression.type import TEXT, TEXTS, Type
from rules.program.catalogue import Catalogue, Kind
from rules.program.slot import Scope as Belonging

# A kind of asset: the slot, and the code of the record it is kept for (-1 where it is one cell).
Asset = tuple[str, int]
Params = tuple[tuple[str, Type], ...]


@dataclass(frozen=True, slots=True)
class Regeneration:
    """How a variable grows: *by* so much *every* so many ms up to *up_to*, reckoned from the slot *since*."""

    by: FormulaSign
    every: int
    up_to: FormulaSign
    since: str


@dataclass(frozen=True, slots=True)
class VariableSign:
    """What is remembered: one cell of *slot*, or one for each record of *kind* (or each `player`).

    *type* has the bounds that every write keeps.
    """

    type: Type
    slot: str
    kind: str = ""
    belongs_to: Belonging = "player"
    spendable: bool = False
    regenerates: Regeneration | None = None


@dataclass(frozen=True, slots=True)
class FormulaSign:
    """A formula as it is written: *bodies* has one text, or for a formula field one for each record.

    *name* is its name in the catalogue. A formula field is `kind.field`; its record is the first parameter.
    A body may also be a `Node` (a literal that the definitions read). Without *wanted* the result is what the
    bodies are found to be.
    """

    name: str
    params: Params
    bodies: tuple[str | Node, ...]
    wanted: Type | None = None


@dataclass(frozen=True, slots=True)
class FieldSign:
    """A field of a kind. Constant values are in the catalogue (`columns`, `maps`, `lists`).

    An optional field of type table or amounts has a column too: 0 where it is there, else `NONE`. *amounts*
    are the whole numbers of a field of that type: asset -> one for each record.
    """

    type: Type
    formula: FormulaSign | None = None
    amounts: Mapping[Asset, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KindSign:
    """A kind of record; *holding* is what a player owns of each, where it is holdable."""

    fields: Mapping[str, FieldSign]
    ordered_by: str = ""
    holding: VariableSign | None = None


@dataclass(frozen=True, slots=True)
class ChoiceSign:
    """A pick of records of *kind* that stays for a period: a cell, or with *many* a cell for each pick."""

    kind: str
    slots: tuple[str, ...]
    many: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class CallSign:
    """A table or a limit: what it is called with."""

    params: Params = ()


@dataclass(frozen=True, slots=True)
class OfferSign:
    """A kind of offer: what may be read of one, its own fields and those of every offer.

    *open_to* is who may act on it; *named* are the slots of players who are named in it.
    """

    parts: Mapping[str, VariableSign]
    open_to: str = "anyone"
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LocalSign:
    """A member of a signal: the local of the action that it is lowered to."""

    name: str
    type: Type


COMMON_FIELDS = {
    "name": FieldSign(TEXT),
    "emoji": FieldSign(TEXT),
    "summary": FieldSign(TEXT),
    "image": FieldSign(TEXT),
    "tags": FieldSign(TEXTS),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that a pack declares, by name.

    *functions* are added by a place that has more of them (views): name -> what types the call; see
    `rules.expression.inference.Family`.
    """

    catalogue: Catalogue
    kinds: Mapping[str, KindSign] = field(default_factory=dict)
    variables: Mapping[str, VariableSign] = field(default_factory=dict)
    formulas: Mapping[str, FormulaSign] = field(default_factory=dict)
    choices: Mapping[str, ChoiceSign] = field(default_factory=dict)
    tables: Mapping[str, CallSign] = field(default_factory=dict)
    limits: Mapping[str, CallSign] = field(default_factory=dict)
    functions: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    offers: Mapping[str, OfferSign] = field(default_factory=dict)
    rankings: Mapping[str, str] = field(default_factory=dict)  # what period each keeps tables of, if any
    events: Mapping[str, bool] = field(default_factory=dict)  # whether each holds in these rules
    holdable: Mapping[str, str] = field(init=False)  # id of a record that can be held -> its kind
    typed: dict[str, Any] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )  # by `formula.py`
    ranges: dict[tuple[str, str], tuple[float, float]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    busy: list[str] = field(default_factory=list, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Index what can be held."""
        holdable = {
            id_: kind for kind, sign in self.kinds.items() if sign.holding for id_ in self.kind(kind).codes
        }
        object.__setattr__(self, "holdable", holdable)

    def kind(self, name: str) -> Kind:
        """Return the records of a kind."""
        return self.catalogue.kinds[name]

    def field(self, kind: str, name: str) -> FieldSign | None:
        """Return a field that a kind declares, or one that every record has."""
        return self.kinds[kind].fields.get(name) or COMMON_FIELDS.get(name)


@dataclass(frozen=True, slots=True)
class Scope:
    """What names mean at one place. Locals, inner before outer, hide parameters; both are lowered to `Local`.

    *signals*: of what a reaction follows (a local of type signal, whose `kind` is the action): action ->
    member -> the local it stands for. *called*: a name -> the local it is lowered to, where that is another.
    """

    declared: Vocabulary
    locals: Mapping[str, Type] = field(default_factory=dict)
    params: Mapping[str, Type] = field(default_factory=dict)
    signals: Mapping[str, Mapping[str, LocalSign]] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)

    def local(self, name: str) -> Type | None:
        """Return the type of a local or a parameter."""
        return self.locals.get(name) or self.params.get(name)

    def inside(self, locals_: Mapping[str, Type]) -> Scope:
        """Return the scope of a place inside, with more locals."""
        called = {name: local for name, local in self.called.items() if name not in locals_}
        return replace(self, locals={**self.locals, **locals_}, called=called)

    def calling(self, name: str, local: str, type_: Type) -> Scope:
        """Return the scope of a place in which a program's *local* has another *name*."""
        inner = self.inside({name: type_})
        return replace(inner, called={**inner.called, name: local})

    def outside(self, params: Params) -> Scope:
        """Return the scope of a formula's body: its parameters and what is declared, nothing else."""
        return Scope(self.declared, params=dict(params))

    def means(self, name: str) -> bool:
        """Tell whether a bare name means something by itself, whatever kind is wanted."""
        declared = self.declared
        return (
            self.local(name) is not None
            or name in declared.variables
            or name in declared.formulas
            or name in declared.choices
        )
