"""A source of chance -> variables, formulas, choices and limits of every form."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.generated.written.phrases import Phrases
from tests.generated.written.sight import Called, Name, Sight

Json = Any
PERIODS = ("day", "week", "month")
SCOPES = ("player", "guild", "channel", "world")


class Remembered:
    """Make up what players have and what hangs on it; each thing is seen by what is made after it."""

    def __init__(self, chance: Random, see: Sight, phrases: Phrases) -> None:
        """Begin with nothing."""
        self.chance = chance
        self.see = see
        self.phrases = phrases
        self.bounded: list[Name] = []  # plain variables with declared bounds
        self.set_by: list[tuple[str, Name]] = []  # all that `set` may write, and what fits
        self.keyed: list[tuple[str, str, str]] = []  # variables per record: name, kind, sort
        self.words: list[str] = []  # of `reset`
        self.counters: list[str] = []
        self.limits_of: list[tuple[str, str]] = []  # limits, and the kind they are asked with

    def _some(self, likely: float = 0.5) -> bool:
        return self.chance.random() < likely

    def variables(self) -> Json:
        """Return `variables`."""
        made: Json = {"total": {"type": "int"}, "level": {"type": {"int": [1, 20]}, "default": 1}}
        self._see("total", Name("total", "int", lo=0, hi=10**9))
        self._see("level", Name("level", "int", lo=1, hi=20))
        self.bounded.append(Name("level", "int", lo=1, hi=20))
        self.counters.append("misses")
        made["misses"] = {"type": "int"}
        self._see("misses", Name("misses", "int", lo=0, hi=10**9))
        self._numbers(made)
        self._others(made)
        self._per_record(made)
        for name in made:
            if name != "verve" and self._some(0.15):
                made[name]["belongs_to"] = self.chance.choice(SCOPES)
            if name not in {"verve", "misses"} and self._some(0.2) and "optional" not in made[name]:
                made[name]["resets"] = self.chance.choice((*PERIODS, "season", "anew"))
                if made[name]["resets"] == "anew":
                    self.words.append("anew")
        return made

    def _see(self, name: str, known: Name) -> None:
        self.see.values.append(known)
        self.set_by.append((name, known))

    def _numbers(self, made: Json) -> None:
        made["verve"] = {
            "type": {"int": [0, 30]},
            "default": self.chance.choice((3, 30, "level", "2 + level // 2")),
            "spendable": True,
            "regenerates": {
                "by": self.chance.choice((1, 3, "level % 3")),
                "every": self.chance.choice(("20m", "3h", "1d")),
                "up_to": self.chance.choice((10, "5 + level", 30)),
            },
        }
        self.see.spent.append("verve")
        self.see.values.append(Name("verve", "int", lo=0, hi=30))
        self.see.growing.append("verve")
        if self._some():
            made["fame"] = {"type": {"int": [0, 50]}, "spendable": True}
            self.see.spent.append("fame")
            self._see("fame", Name("fame", "int", lo=0, hi=50))
        if self._some(0.3):
            made["chill"] = {"type": {"int": [-20, 20]}, "default": -3}
            self._see("chill", Name("chill", "int", lo=-20, hi=20))
            self.bounded.append(Name("chill", "int", lo=-20, hi=20))
        if self._some(0.4):
            made["lost"] = {"type": {"int": [0, 9]}}
            self._see("lost", Name("lost", "int", lo=0, hi=9))
            self.counters.append("lost")

    def _others(self, made: Json) -> None:
        gem = self.chance.choice(self.see.kinds["gem"].ids)
        rows: list[tuple[str, Json, Name]] = [
            ("met", {"type": "bool"}, Name("met", "bool")),
            ("keen", {"type": "bool", "default": True}, Name("keen", "bool")),
            ("charm", {"type": "gem", "default": gem}, Name("charm", "record", "gem")),
            ("pet", {"type": "gem", "optional": True}, Name("pet", "record", "gem", optional=True)),
            (
                "spot",
                {"type": "place", "optional": True, "default": "p00"},
                Name("spot", "record", "place", optional=True),
            ),
            ("last_day", {"type": "day", "optional": True}, Name("last_day", "day", optional=True)),
            ("born", {"type": "day", "default": "today"}, Name("born", "day")),
            ("slept", {"type": "time", "optional": True}, Name("slept", "time", optional=True)),
            ("woke", {"type": "time", "default": "now - 2 * hour"}, Name("woke", "time")),
        ]
        for name, declared, known in rows:
            if self._some(0.45):
                made[name] = declared
                self._see(name, known)

    def _per_record(self, made: Json) -> None:
        for name, kind, type_, sort, hi in (
            ("marks", "gem", {"int": [0, 5]}, "int", 5),
            ("seen", "place", "bool", "bool", 1),
            ("stash", "place", {"int": [0, 40]}, "int", 40),
            ("tally_", "gem", "int", "int", 10**9),
        ):
            if self._some(0.55):
                made[name] = {"type": type_, "per": kind}
                if name == "stash":
                    made[name] |= {"spendable": True}
                if name == "stash" and self._some():
                    made[name] |= {
                        "default": 2,
                        "regenerates": {"by": "1 + it.rank % 2", "every": "2h", "up_to": 12},
                    }
                self.keyed.append((name, kind, sort))
                self.see.called.append(Called(name, (Name("", "record", kind),), Name("", sort, lo=0, hi=hi)))

    def formulas(self) -> Json:
        """Return `formulas`."""
        made: Json = {}
        gem, number = Name("g_", "record", "gem"), Name("n_", "int", lo=0, hi=9)
        for name, sort, params in (
            ("odds_of", "number", (gem,)),
            ("weight_of", "int", (gem, number)),
            ("ready", "bool", ()),
            ("best_of", "int", ()),
            ("ease", "number", ()),
        ):
            if self._some():
                continue
            with self.see.inside(*params):
                made[name] = {"is": self._formula(sort)}
            of: Json = {each.text: "gem" if each.sort == "record" else {"int": [0, 9]} for each in params}
            made[name] |= {"of": of} if of else {}
            if sort == "number":
                made[name]["as"] = "chance"
            if self._some(0.2):
                made[name]["cached"] = "15m"
            hi = {"number": 1, "int": 999, "bool": 1}[sort]
            if params:
                self.see.called.append(Called(name, params, Name("", sort, lo=0, hi=hi)))
            else:
                self.see.values.append(Name(name, sort, lo=0, hi=hi))
        return made

    def _formula(self, sort: str) -> str:
        if sort == "int":
            return self.phrases.cut(self.phrases.whole(3), 0, 999).text
        return self.phrases.share(3) if sort == "number" else self.phrases.truth(3)

    def choices(self) -> Json:
        """Return `choices`."""
        made: Json = {}
        for name, kind, pick in (("mood", "place", 1), ("wanted", "gem", 2), ("omen", "gem", 1)):
            if self._some(0.6):
                continue
            made[name] = {"one_of": kind, "each": self.chance.choice(PERIODS)}
            if self._some():
                made[name]["for"] = self.chance.choice(SCOPES)
            if self._some():
                weigh = {
                    "gem": ("1 + it.size", "1.5 + it.size", "0.5 + it.size * 0.5"),
                    "place": ("1 + it.rank",),
                }
                made[name]["weigh"] = self.chance.choice(weigh[kind])
            if pick > 1:
                made[name]["pick"] = pick
                self.see.several.append((name, kind, pick))
                continue
            if kind == "gem" and self._some():
                made[name]["where"] = f"it != {kind}.{self.see.kinds[kind].ids[0]}"
                self.see.values.append(Name(name, "record", kind, optional=True))
            else:
                self.see.values.append(Name(name, "record", kind))
        return made

    def limits(self) -> Json:
        """Return `limits`."""
        made: Json = {"flood": {"times": 40, "in": "10s", "counts": "attempts"}}
        self.limits_of.append(("flood", ""))
        if self._some():
            made["flood"] |= {
                "times": self.chance.choice((2, 3)),
                "then": {"block": self.chance.choice(("10s", "10m"))},
            }
        if self._some():
            made["daily"] = {
                "times": self.chance.choice((1, 2, "1 + level // 5")),
                "each": self.chance.choice(PERIODS),
            }
            self.limits_of.append(("daily", ""))
        if self._some():
            made["slowly"] = {
                "times": self.chance.choice((1, 4)),
                "in": self.chance.choice(("30m", "2 * hour + level * minute", "26h")),
            }
            self.limits_of.append(("slowly", ""))
        if self._some():
            made["a_gem"] = {
                "of": {"g_": "gem"},
                "times": self.chance.choice((2, "1 + g_.size")),
                "each": "day",
            }
            self.limits_of.append(("a_gem", "gem"))
        if self._some():
            made["a_place"] = {
                "of": {"p_": "place"},
                "times": 2,
                "in": "(1 + p_.rank) * hour",
                "counts": "attempts",
            }
            self.limits_of.append(("a_place", "place"))
        for each in made.values():
            if self._some(0.3):
                each["per"] = self.chance.choice(SCOPES)
        return made
