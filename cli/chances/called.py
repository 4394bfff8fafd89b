"""Tables, entries, assets, variables -> what players call them, and what a table promises them, in words."""

from __future__ import annotations

from cli.chances.promise import Words, promises
from engine.state import id_of
from engine.view.voice import Voice


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

    def promises(self, table: str, unit: str = "draw") -> tuple[str, ...]:
        """Return the guarantees of a table, in their order; *unit* is what they count."""
        words = Words(lambda id_: self._words(id_)[1], self.entry, self.variable, self.voice.locale)
        return promises(self.voice.ruleset.definitions.tables.get(table), words, unit)

    def _with(self, emoji: str, name: str) -> str:
        return f"{emoji} {name}" if emoji else name
