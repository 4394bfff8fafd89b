"""Tables, entries, assets, variables -> what players call them, and what a table promises them, in words."""

from __future__ import annotations

from collections.abc import Iterator

from engine.state import id_of
from engine.view.measure import percent
from engine.view.voice import Voice
from rules.define.form import entry, items, scalar_text
from rules.define.literal import exact
from rules.document import Node

_THIS_DRAW = "this_draw"


class Called:
    """Name what one ruleset draws, in the words of one locale."""

    def __init__(self, voice: Voice) -> None:
        """Speak with *voice*."""
        self.voice = voice
        self.catalogue = voice.ruleset.catalogue

    def asset(self, slot: str, code: int) -> str:
        """Return the emoji and the name of what is given or paid."""
        kind = self.catalogue.slot(slot).kind
        id_ = id_of(self.catalogue, kind, code) if kind else None
        name = self.voice.asset(slot, id_)
        return self._with(self.voice.field(kind, id_, "emoji") if id_ else "", name)

    def id_of(self, slot: str, code: int) -> str:
        """Return what an asset is asked for by."""
        kind = self.catalogue.slot(slot).kind
        if not kind:
            return slot
        id_ = id_of(self.catalogue, kind, code)
        return id_ if slot == f"owned.{kind}" else f"{slot}.{id_}"

    def entry(self, name: str) -> str:
        """Return an entry as the record of the same id is called, if there is exactly one; else its id."""
        return self._with(*self._words(name.rpartition(".")[2]))

    def _words(self, id_: str) -> tuple[str, str]:
        kinds = [name for name, kind in self.catalogue.kinds.items() if id_ in kind.codes]
        if len(kinds) != 1:
            return "", id_.replace("_", " ")
        return self.voice.field(kinds[0], id_, "emoji"), self.voice.name(kinds[0], id_)

    def record(self, kind: str, id_: str) -> str:
        """Return the emoji and the name of a record."""
        return self._with(self.voice.field(kind, id_, "emoji"), self.voice.name(kind, id_))

    def variable(self, name: str) -> str:
        """Return what a variable is called."""
        return self.voice.variable(name)

    def promises(self, table: str) -> tuple[str, ...]:
        """Return the guarantees of a table, in their order: an earlier one is kept first."""
        node = self.voice.ruleset.definitions.tables.get(table)
        return tuple(self._promise(each) for each in items(entry(node, "guarantees")))

    def _promise(self, node: Node) -> str:
        """Return a guarantee as a sentence; the emoji of what it promises is said once."""
        wanted, counter = scalar_text(entry(node, "entry")), scalar_text(entry(node, "counter"))
        within = counter == _THIS_DRAW
        met = [scalar_text(each) for each in items(entry(node, "met_by"))] or [wanted]
        either = " or ".join(self._words(each)[1] for each in met)
        counted = "of one purchase" if within else f"without {either}"
        found = "; ".join(self._parts(node, self.entry(wanted), counted))
        if within:
            return f"{found}, unless {either} came before. The count starts again with every purchase."
        return f"{found}. The count ({self.variable(counter)}) starts again with every {either}."

    def _parts(self, node: Node, name: str, counted: str) -> Iterator[str]:
        soft, by = entry(node, "soft"), scalar_text(entry(node, "by"))
        more = exact(scalar_text(entry(soft, "add")))
        if more is not None:
            first, added = scalar_text(entry(soft, "from")) or "1", percent(self.voice.locale, float(more))
            yield f"{name}: from draw {first} {counted} on, the chance grows by {added} with every draw"
        if by:
            yield f"{'' if more is not None else f'{name}: '}draw {by} {counted} is certain to bring it"

    def _with(self, emoji: str, name: str) -> str:
        return f"{emoji} {name}" if emoji else name
