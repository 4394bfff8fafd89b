"""A source of chance -> tables of every shape, with entries of every form and guarantees."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.generated.written.phrases import Phrases
from tests.generated.written.sight import Name, Sight

Json = Any
SHAPES = ("one", "one", "all", "each", "distinct")


class Tables:
    """Make up tables; a later one may draw from an earlier one."""

    def __init__(self, chance: Random, see: Sight, phrases: Phrases, counters: list[str]) -> None:
        """Begin with none; *counters* are variables that guarantees may count in."""
        self.chance = chance
        self.see = see
        self.phrases = phrases
        self.counters = counters
        self.plain: list[str] = []  # tables without parameters
        self.asked: list[str] = []  # tables of a place
        self.promising = ""  # a table that promises an entry by a variable
        self.fields: list[tuple[str, str]] = []  # kinds and fields that name tables

    def _some(self, likely: float = 0.5) -> bool:
        return self.chance.random() < likely

    def write(self) -> Json:
        """Return `tables`."""
        made: Json = {}
        for number in range(self.chance.randint(1, 4)):
            name = f"t{number}"
            if self._some(0.35):
                with self.see.inside(Name("b_", "record", "place")):
                    made[name] = {"of": {"b_": "place"}, **self.table("b_")}
                self.asked.append(name)
            else:
                made[name] = self.table()
                self.plain.append(name)
                if any(each["counter"] in self.counters for each in made[name].get("guarantees", ())):
                    self.promising = name
        return made

    def table(self, param: str = "") -> Json:
        """Return one table."""
        shape = self.chance.choice(SHAPES)
        if shape == "distinct":
            return self._distinct()
        names = [f"e{number}" for number in range(self.chance.randint(2, 4))]
        entries = {name: self.entry(param) for name in names}
        found: Json = {"entries": entries}
        if shape != "one" or self._some(0.3):
            found["pick"] = shape
        if shape == "each":
            for name in names:
                if self._some(0.8):
                    entries[name]["chance"] = self.chance.choice(
                        ("30%", "0.6", self.phrases.share(2), "100%")
                    )
        elif shape == "one":
            self._odds(found, names)
        return found

    def _odds(self, table: Json, names: list[str]) -> None:
        entries = table["entries"]
        known = self._some(0.55)
        if self._some():
            for name in names:
                entries[name]["weight"] = self.chance.choice(
                    (1, 5, 24.5, 700)
                    if known
                    else (1, self.phrases.within(0, 90, 2), f"clamp({self.phrases.real(1).text}, 0, 9)")
                )
            entries[names[0]]["weight"] = 3
        else:
            for name in names[1:]:
                entries[name]["chance"] = self.chance.choice(
                    ("5.1%", "20%", "0.6%") if known else (f"({self.phrases.share(2)}) * 0.3", "5%")
                )
            entries[names[0]]["chance"] = "rest"
        if known:
            table["guarantees"] = self._guarantees(names)
            if not table["guarantees"]:
                del table["guarantees"]

    def _guarantees(self, names: list[str]) -> list[Json]:
        made: list[Json] = []
        for name in self.chance.sample(names[1:], self.chance.choice((0, 1, min(2, len(names) - 1)))):
            used = {each["counter"] for each in made}
            counter = self.chance.choice([each for each in (*self.counters, "this_draw") if each not in used])
            row: Json = {"entry": name, "counter": counter}
            if self._some(0.6):
                row["by"] = self.chance.choice((2, 2, 3, 9))
            if "by" not in row or self._some():
                row["soft"] = {"from": self.chance.randint(1, 5), "add": self.chance.choice(("6%", "20%"))}
            if self._some(0.3):
                row["met_by"] = sorted({name, self.chance.choice(names)})
            made.append(row)
        return made

    def _distinct(self) -> Json:
        entries: Json = {
            "e0": {"one_of": "gem"},
            "e1": {"give": {"gold": 2}},
            "e2": {"one_of": "gem", "where": "it.size > 2", "if_empty": {"dust": 1}},
        }
        if self._some():
            entries["e2"] |= {"weigh": "1 + it.size"}
        for each in entries.values():
            each["weight"] = self.chance.choice((1, 9, 2.5, self.phrases.within(1, 9, 1)))
        return {"pick": {"distinct": self.chance.choice((2, 3))}, "entries": entries}

    def entry(self, param: str = "") -> Json:
        """Return what may come."""
        form = self.chance.choice(("give", "give", "one_of", "one_of", "table", "nothing"))
        found: Json = {}
        if form == "table" and self.plain:
            found = {"table": self.name(1, [param] if param else [])}
        elif form == "one_of":
            found = self._pool(param)
        elif form != "nothing":
            found = {"give": self.gift()}
        if found and self._some(0.3):
            found["times"] = self.chance.choice((2, "1..3", self.phrases.within(0, 3, 1)))
        return found

    def _pool(self, param: str) -> Json:
        pools = ["gem", "gem", "coin", *(each for each, kind, _ in self.see.several if kind == "gem")]
        place = self.see.kinds["place"]
        if "grows" in place.fields:
            pools.append(f"{param or self.phrases.record('place', 1)}.grows")
        over = self.chance.choice(pools)
        kind = "coin" if over == "coin" else "gem"
        found: Json = {"one_of": over, "if_empty": self.gift(ranges=False)}
        with self.see.inside(Name("it", "record", kind)):
            if self._some(0.6):
                found["where"] = self.phrases.truth(2)
            if self._some(0.4):
                weights = ["1 + min(9, owned(it))"]
                if kind == "gem":
                    weights += ["it.size", "0.5 + it.size", f"clamp({self.phrases.real(1).text}, 0, 9)"]
                found["weigh"] = self.chance.choice(weights)
        return found

    def gift(self, *, ranges: bool = True) -> Json:
        """Return amounts that are given."""
        if self.see.fields("amounts") and self._some(0.25):
            return self.amounts()
        found: Json = {}
        for _ in range(self.chance.randint(1, 2)):
            found[self.key()] = self.amount(ranges=ranges)
        return found

    def key(self) -> str:
        """Return a key of amounts, which begins with a letter."""
        found = self.phrases.asset(1)
        return "gold" if found.startswith("(") else found

    def amount(self, *, ranges: bool) -> str | int:
        """Return how much."""
        share, name = self.chance.choice(("0.29", "0.57", "1.1")), self.chance.choice(("floor", "ceil"))
        return self.chance.choice(
            (
                self.chance.randint(0, 5),
                self.chance.randint(0, 5),
                "1..3" if ranges else 1,
                self.phrases.within(0, 6, 2),
                f"{name}(((total + 100) % 201) * {share})",
                self.phrases.cut(self.phrases.real(1), 0, 6).text,
            )
        )

    def amounts(self) -> str:
        """Return an expression of amounts."""
        kind, each = self.chance.choice(self.see.fields("amounts"))
        first = f"{self.phrases.record(kind, 1)}.{each.text}"
        other = f"{self.phrases.record(kind, 0)}.{each.text}"
        return self.chance.choice(
            (
                first,
                f"{first} * ({self.phrases.within(0, 3, 1)})",
                f"{first} + {other}",
                f"{first} if {self.phrases.truth(1)} else {other}",
                f"{first} * 1.5",
            )
        )

    def name(self, depth: int, params: list[str] | None = None) -> str:
        """Return how some table is named."""
        found = [*self.plain]
        found += [f"{each}({self.phrases.record('place', depth)})" for each in self.asked]
        found += [f"{each}({param})" for each in self.asked for param in params or ()]
        found += [f"{self.phrases.record(kind, depth)}.{field}" for kind, field in self.fields]
        first = self.chance.choice(found)
        if self._some(0.15):
            return f"{first} if {self.phrases.truth(1)} else {self.chance.choice(found)}"
        return first
