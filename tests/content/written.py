"""The text of a shipped pack -> its tables as they are written, drawn with rationals.

Nothing here is the project's: plain YAML, and the words of the language's rules about tables. It is what the
compiled tables and their odds are held against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

import simpleeval
import yaml

Counters = tuple[tuple[str, int], ...]
Gains = dict[str, Fraction]
Rows = dict[str, Any]


@dataclass(frozen=True)
class Thing:
    """A record as an expression sees it: its fields by name, numbers as numbers, records as things."""

    pack: Pack = field(repr=False, compare=False)
    kind: str = field(compare=False)
    id: str

    def __getattr__(self, name: str) -> Any:
        """Return a field, or what a record without it has."""
        declared = self.pack.fields(self.kind)[name]
        form = declared.get("type", declared) if isinstance(declared, dict) else declared
        known = self.pack.records[self.kind][self.id]
        text = known.get(name, declared.get("default") if isinstance(declared, dict) else None)
        if isinstance(form, list):
            return [Thing(self.pack, form[0], each) for each in text]
        if isinstance(form, str) and form in self.pack.records:
            return Thing(self.pack, form, text)
        return text == "true" if form == "bool" else number(text) if isinstance(form, dict) else text


@dataclass(frozen=True, eq=False)
class Pack:
    """All that a folder's files say."""

    nouns: dict[str, Any]

    @classmethod
    def read(cls, folder: Path) -> Pack:
        """Merge a folder's files, texts as texts."""
        nouns: dict[str, Any] = {}
        for file in sorted(folder.rglob("*.yaml")):
            for noun, rows in yaml.load(file.read_text("utf-8"), yaml.BaseLoader).items():  # noqa: S506 - all is text
                nouns.setdefault(noun, {}).update(rows)
        return cls(nouns)

    @cached_property
    def _known(self) -> dict[str, Thing]:
        return {id_: Thing(self, kind, id_) for kind in self.records for id_ in self.records[kind]}

    @cached_property
    def records(self) -> dict[str, Rows]:
        """Return the records of every kind."""
        return {kind: self.nouns.get(kind, {}) for kind in self.nouns["kinds"]}

    def fields(self, kind: str) -> Rows:
        """Return the fields that a kind declares."""
        found: Rows = self.nouns["kinds"][kind].get("fields", {})
        return found

    def table(self, name: str) -> Rows:
        """Return a table by its name, or by `kind.record.field`."""
        if name in self.nouns.get("tables", {}):
            found: Rows = self.nouns["tables"][name]
            return found
        kind, record, slot = name.split(".")
        inner = self.nouns[kind][record][slot]
        return self.table(inner) if isinstance(inner, str) else inner

    def things(self, kind: str) -> Iterator[Thing]:
        """Yield every record of a kind."""
        return (Thing(self, kind, each) for each in self.records[kind])

    def value(self, text: str, **names: Any) -> Any:
        """Work a text out; a record may stand under its id."""
        return simpleeval.EvalWithCompoundTypes(names={**self._known, **names}).eval(text)


def number(text: str) -> Fraction:
    """Return a number: `24.5`, `6%`, and of a range `5..12` the mean."""
    if ".." in text:
        low, high = text.split("..")
        return (Fraction(low) + Fraction(high)) / 2
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def shares(table: Rows) -> Gains:
    """Return the chance of each entry, guarantees apart."""
    entries = table["entries"]
    if any("weight" in entry for entry in entries.values()):
        total = sum(number(entry["weight"]) for entry in entries.values())
        return {name: number(entry["weight"]) / total for name, entry in entries.items()}
    stated = {name: number(entry["chance"]) for name, entry in entries.items() if entry["chance"] != "rest"}
    return {name: stated.get(name, 1 - sum(stated.values(), Fraction(0))) for name in entries}


def due(table: Rows, counters: Mapping[str, int]) -> Gains:
    """Return the chances of the coming draw: a guarantee takes from what is neither it nor served before."""
    found, served = shares(table), set[str]()
    for row in table.get("guarantees", ()):
        draw, soft = counters.get(row["counter"], 0) + 1, row.get("soft")
        more = Fraction(0)
        if soft and draw >= int(soft["from"]):
            more = number(soft["add"]) * (draw - int(soft["from"]) + 1)
        if "by" in row and draw >= int(row["by"]):
            more = Fraction(1)
        givers = found.keys() - served - met(row) - {row["entry"]}
        there = sum((found[name] for name in givers), Fraction(0))
        taken = min(more, there)
        for name in givers if taken else ():
            found[name] -= taken * found[name] / there
        found[row["entry"]] += taken
        served.add(row["entry"])
    return found


def met(row: Rows) -> set[str]:
    """Return the entries that set a guarantee's counter back."""
    return set(row.get("met_by", [row["entry"]]))


@dataclass
class Drawing:
    """Draws of a pack's tables: where the counters may stand, and what may be expected so far."""

    pack: Pack
    names: dict[str, Any] = field(default_factory=dict)
    expected: defaultdict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    entered: defaultdict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))

    def times(self, table: str, times: int, counters: Mapping[str, int]) -> dict[Counters, Fraction]:
        """Draw a table so many times, and return where that leaves the counters."""
        states = {tuple(sorted(counters.items())): Fraction(1)}
        for _ in range(times):
            after: dict[Counters, Fraction] = {}
            for state, mass in states.items():
                for left, share in self.draw(self.pack.table(table), table, state, mass).items():
                    after[left] = after.get(left, Fraction(0)) + share
            states = after
        return states

    def draw(self, table: Rows, name: str, state: Counters, mass: Fraction) -> dict[Counters, Fraction]:
        """Draw once, with so much of the mass."""
        pick = table.get("pick", "one")
        if pick == "all":
            chances = dict.fromkeys(table["entries"], Fraction(1))
        else:
            chances = shares(table) if pick == "each" else due(table, dict(state))
        left: dict[Counters, Fraction] = {}
        for entry, chance in chances.items():
            if chance:
                self.entered[f"{name}.{entry}"] += mass * chance
                for after, share in self.enter(table["entries"][entry], state, mass * chance).items():
                    counted = self.counted(table, entry, after)
                    left[counted] = left.get(counted, Fraction(0)) + share
        return left if pick == "one" else {state: mass}

    def counted(self, table: Rows, entry: str, state: Counters) -> Counters:
        """Return the counters after an entry was drawn."""
        found = dict(state)
        for row in table.get("guarantees", ()):
            found[row["counter"]] = 0 if entry in met(row) else found.get(row["counter"], 0) + 1
        return tuple(sorted(found.items()))

    def enter(self, entry: Rows, state: Counters, mass: Fraction) -> dict[Counters, Fraction]:
        """Give what an entry gives."""
        mass_all = mass * number(entry.get("times", "1"))
        for asset, amount in entry.get("give", {}).items():
            name = self.pack.value(asset, **self.names).id if "." in asset else asset
            self.expected[name] += mass_all * number(amount)
        if "one_of" in entry:
            for id_, share in self.pool(entry).items():
                self.expected[id_] += mass_all * share
        if "table" not in entry:
            return {state: mass}
        name, _, argument = entry["table"].rstrip(")").partition("(")
        assert not argument or argument in self.names
        return self.draw(self.pack.table(name), name, state, mass_all)

    def pool(self, entry: Rows) -> Gains:
        """Return the share of each record that an entry may give."""
        source, where = entry["one_of"], entry.get("where", "True")
        things = (
            self.pack.things(source) if source in self.pack.records else self.pack.value(source, **self.names)
        )
        there = [it for it in things if self.pack.value(where, it=it, **self.names)]
        weights = [Fraction(self.pack.value(entry.get("weigh", "1"), it=it, **self.names)) for it in there]
        return {it.id: weight / sum(weights) for it, weight in zip(there, weights, strict=True)}
