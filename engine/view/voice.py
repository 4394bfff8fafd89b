"""Texts, names and values of a ruleset -> words in one locale."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from engine.view import measure
from engine.view.plural import form
from engine.view.words import word
from rules.define.form import entry, scalar_text
from rules.expression.node import Field, Node
from rules.expression.type import Type
from rules.ruleset import Ruleset, Text

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_HELD = "owned."


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is written at the border, its type, and whose field it is where that is known."""

    type: Type
    value: Any
    field: tuple[str, str] = ("", "")

    @classmethod
    def of(cls, node: Node, value: Any) -> Value:
        """Return what an expression gave."""
        named = isinstance(node, Field) and node.type.name == "text"
        return cls(
            node.type, value, (node.kind, node.name) if named and isinstance(node, Field) else ("", "")
        )


Values = Mapping[str, Value]


class Voice:
    """Speak of one ruleset in one locale, and where it is silent in the languages that the game prefers."""

    def __init__(
        self, ruleset: Ruleset, locale: str = "", called: Callable[[int], str] = lambda _: ""
    ) -> None:
        """Choose the locale; without one, the game's first. *called* names players by number."""
        self.ruleset = ruleset
        self._called = called
        self.locale = locale or next(iter(ruleset.locales), "en")

    @cached_property
    def _texts(self) -> list[dict[str, Text]]:
        order = [self.locale, self.locale.split("-")[0], *self.ruleset.locales]
        return [self.ruleset.texts[name] for name in dict.fromkeys(order) if name in self.ruleset.texts]

    def text(self, key: str) -> Text | None:
        """Return a text in the first language that has it."""
        return next((texts[key] for texts in self._texts if key in texts), None)

    def has(self, key: str) -> bool:
        """Tell whether the game says something under this key."""
        return self.text(key) is not None

    @cached_property
    def _near(self) -> list[dict[str, Text]]:
        order = [self.locale, self.locale.split("-", maxsplit=1)[0], next(iter(self.ruleset.locales), "")]
        return [self.ruleset.texts[name] for name in dict.fromkeys(order) if name in self.ruleset.texts]

    def own(self, key: str, written: str) -> str:
        """Return a text that stands in for what is *written* elsewhere, in the game's first language."""
        found = next((texts[key] for texts in self._near if key in texts), None)
        return self.fill(found, {}) if found is not None else written

    def say(self, key: str, values: Values | None = None) -> str:
        """Return a text of the game, its placeholders printed by the type of what they stand for."""
        text = self.text(key)
        return self.fill(text, values or {}) if text is not None else key

    def fill(self, text: Text, values: Values) -> str:
        """Return *text* with values in its placeholders; what nobody knows stays as it is written."""
        deciding = values.get(text.by) if text.by else None
        number = deciding.value if deciding and isinstance(deciding.value, int | float) else 2
        written = form(self.locale, number, text.forms) if text.by else next(iter(text.forms.values()))
        return PLACEHOLDER.sub(lambda found: self._printed(found, values), written)

    def word(self, key: str, **values: str) -> str:
        """Return what every game says, in the words of this one where it has some."""
        text = self.text(key)
        written = text.forms.get("other", "") if text is not None else word(self.locale, key) or key
        return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), written)

    def _printed(self, found: re.Match[str], values: Values) -> str:
        value = values.get(found[1])
        return found[0] if value is None else self.print(value)

    def print(self, value: Value) -> str:
        """Return a value as players read it."""
        if value.value is None:
            return self.word("none")
        if value.field[0]:
            return self._field(*value.field, str(value.value))
        return self._by_type(value.type, value.value)

    def _by_type(self, type_: Type, value: Any) -> str:
        if type_.name == "record":
            return self.name(type_.kind, str(value))
        if type_.name == "amounts":
            return self.amounts(value)
        if type_.name == "bool":
            return self.word("yes" if value else "no")
        if type_.name == "list" and type_.item is not None:
            return ", ".join(self._by_type(type_.item, each) for each in value) or self.word("nothing")
        return self._measured(type_, value)

    def _measured(self, type_: Type, value: Any) -> str:
        match type_.name:
            case "duration":
                return measure.duration(self.locale, value)
            case "day":
                return measure.day(value)
            case "time":
                return measure.time(self.ruleset.catalogue.calendar, value)
            case "int":
                return measure.whole(self.locale, int(value))
            case "number":
                return self._number(type_, float(value))
            case "player":
                return self.player(int(value))
            case "offer":
                return self.offer(type_.kind, int(value))
            case _:
                return str(value)

    def _number(self, type_: Type, value: float) -> str:
        """Return a number; one that can only lie between 0 and 1 is a share of a hundred."""
        share = type_.lo >= 0 and type_.hi <= 1
        return measure.percent(self.locale, value) if share else measure.number(self.locale, value)

    def amounts(self, rows: tuple[tuple[str, str | None, int], ...]) -> str:
        """Return what was drawn or is paid: `3 Coins, 1 Dragon`."""
        shown = [self.counted(slot, key, amount) for slot, key, amount in rows if amount]
        return ", ".join(shown) or self.word("nothing")

    def counted(self, slot: str, key: str | None, amount: int) -> str:
        """Return so much of an asset."""
        return f"{measure.whole(self.locale, amount)} {self.asset(slot, key)}"

    def asset(self, slot: str, key: str | None) -> str:
        """Return the name of what can be held or spent."""
        if key is None:
            return self.variable(slot)
        own = slot.removeprefix(_HELD) if slot.startswith(_HELD) else self.ruleset.catalogue.slot(slot).kind
        name = self.name(own, key)
        return name if slot.startswith(_HELD) else f"{self.variable(slot)} ({name})"

    def variable(self, name: str) -> str:
        """Return what a variable is called."""
        written = scalar_text(entry(self.ruleset.definitions.declared("variables").get(name), "name"))
        return self.own(f"variables.{name}.name", written or name.replace("_", " "))

    def name(self, kind: str, id_: str) -> str:
        """Return what a record is called."""
        return self.field(kind, id_, "name") or id_.replace("_", " ")

    def field(self, kind: str, id_: str, name: str) -> str:
        """Return a field of a record that players read: `name`, `summary`, `emoji`."""
        records = self.ruleset.catalogue.kinds.get(kind)
        known = records is not None and id_ in records.codes and name in records.columns
        value = records.columns[name][records.codes[id_]] if records is not None and known else ""
        return self.own(f"{kind}.{id_}.{name}", value if isinstance(value, str) else "")

    def _field(self, kind: str, name: str, value: str) -> str:
        """Return a field whose record is known by its value alone."""
        records = self.ruleset.catalogue.kinds[kind]
        column = records.columns.get(name, ())
        if value not in column:
            return value
        return self.field(kind, records.ids[column.index(value)], name) or value

    def outcome(self, table: str, entry: str) -> str:
        """Return what an entry of a table is called: by its own words, or as the one record of its id."""
        names = [table] if table else [*self.ruleset.definitions.tables]
        written = next(filter(None, (self.own(f"tables.{name}.entries.{entry}", "") for name in names)), "")
        kinds = [name for name, kind in self.ruleset.catalogue.kinds.items() if entry in kind.codes]
        return written or (self.name(kinds[0], entry) if len(kinds) == 1 else entry.replace("_", " "))

    def player(self, number: int) -> str:
        """Return what a player is called."""
        return self._called(number) or self.word("player", number=str(number))

    def offer(self, kind: str, number: int) -> str:
        """Return what an offer is called."""
        written = scalar_text(entry(self.ruleset.definitions.declared("offers").get(kind), "name"))
        return f"{self.own(f'offers.{kind}.name', written or kind.replace('_', ' '))} {number}"

    def summary(self, action: str) -> str:
        """Return what an action does, for players."""
        written = scalar_text(entry(self.ruleset.definitions.declared("actions").get(action), "summary"))
        return self.own(f"actions.{action}.summary", written)

    def label(self, view: str, label: str) -> str:
        """Return what a value of a view is called."""
        return self.own(f"views.{view}.show.{label}", label.replace("_", " "))
