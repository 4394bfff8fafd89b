"""A source of chance -> kinds with fields of every type, and their records."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from tests.generated.written.phrases import Phrases
from tests.generated.written.sight import TEXTS, Called, Name, Sight, Sketch

Json = Any
Made = tuple[str, Json, Name, Callable[[], Json], float]  # a field: how it is written, read, made, left out
A_LOT = 30  # records: more than are counted one by one


class Kinds:
    """Make up kinds: `gem` and `coin` are held, `place` and `season` are ordered."""

    def __init__(self, chance: Random, see: Sight) -> None:
        """Begin with ids, so that fields can name records."""
        self.chance = chance
        self.see = see
        gems = A_LOT if chance.random() < 0.04 else chance.randint(2, 4)
        see.kinds = {
            "coin": Sketch("coin", ("gold", "dust"), holdable=True),
            "gem": Sketch("gem", _ids("g", gems), holdable=True),
            "place": Sketch("place", _ids("p", chance.randint(2, 3)), ordered_by="rank"),
            "season": Sketch("season", _ids("s", 2), ordered_by="starts"),
        }

    def write(self) -> tuple[Json, dict[str, Json]]:
        """Return `kinds`, and the records of each."""
        self._place()
        self._season()
        declared = {
            "coin": {"holdable": "stack"},
            "gem": {"holdable": "stack", "fields": self._gem()},
            "place": {"ordered_by": "rank", "fields": self._places},
            "season": {"ordered_by": "starts", "fields": {"starts": "day"}},
        }
        if self.chance.random() < 0.6:
            declared["gem"]["most"] = self.chance.choice((3, 20, 9999))
        if self.chance.random() < 0.2:
            declared["place"]["secret"] = True
        return declared, {kind.name: self._records(kind) for kind in self.see.kinds.values()}

    def _records(self, kind: Sketch) -> dict[str, Json]:
        return {each: {"name": each.title(), **kind.records.get(each, {})} for each in kind.ids}

    def _put(self, kind: str, name: str, made: Callable[[], Json], missing: float = 0.0) -> None:
        """Write a field of every record; of some not, where it may be left out."""
        sketch = self.see.kinds[kind]
        for each in sketch.ids:
            if self.chance.random() >= missing:
                sketch.records.setdefault(each, {})[name] = made()

    def _season(self) -> None:
        season = self.see.kinds["season"]
        season.fields["starts"] = Name("starts", "day")
        first = self.chance.randint(1, 5)
        for number, each in enumerate(season.ids):
            season.records[each] = {"starts": f"2026-06-{first + number * 2:02}"}

    def _place(self) -> None:
        place = self.see.kinds["place"]
        place.fields["rank"] = Name("rank", "int", lo=0, hi=20)
        ranks = sorted(self.chance.sample(range(20), len(place.ids)))
        for each, rank in zip(place.ids, ranks, strict=True):
            place.records[each] = {"rank": rank}
        self._places: Json = {"rank": {"int": [0, 20]}}
        gems = self.see.kinds["gem"].ids
        if self._some():
            self._places["fits"] = {"type": "gem", "optional": True}
            place.fields["fits"] = Name("fits", "record", "gem", optional=True)
            self._put("place", "fits", lambda: self.chance.choice(gems), 0.5)
        if self._some():
            self._places["grows"] = ["gem"]
            place.fields["grows"] = Name("grows", "list", "gem")
            self._put(
                "place",
                "grows",
                lambda: sorted(self.chance.sample(gems, self.chance.randint(1, min(3, len(gems))))),
            )
        if self._some():
            self._places["toll"] = {"type": "amounts", "default": {"dust": 1}}
            place.fields["toll"] = Name("toll", "amounts")
            self._put("place", "toll", self._amounts, 0.3)

    def _some(self, likely: float = 0.7) -> bool:
        return self.chance.random() < likely

    def _amounts(self) -> Json:
        assets = ["gold", "dust", *self.see.kinds["gem"].ids[:2]]
        return {
            each: self.chance.randint(0, 4) for each in self.chance.sample(assets, self.chance.randint(1, 2))
        }

    def _gem(self) -> Json:
        gem, fields = self.see.kinds["gem"], dict[str, Json]()
        gem.fields["size"] = Name("size", "int", lo=0, hi=9)
        fields["size"] = {"int": [0, 9]}
        self._put("gem", "size", lambda: self.chance.randint(0, 9))
        places, pick = self.see.kinds["place"].ids, self.chance.choice
        gem.fields["home"] = Name("home", "record", "place")
        fields["home"] = "place"
        self._put("gem", "home", lambda: pick(places))
        for name, type_, known, made, missing in (*self._plain(), *self._wide()):
            if self._some(0.55):
                fields[name] = type_
                gem.fields[name] = known
                self._put("gem", name, made, missing)
        return fields

    def _plain(self) -> list[Made]:
        """Return fields that are numbers and truths."""
        pick = self.chance.choice
        return [
            (
                "rate",
                {"number": [0, 10]},
                Name("rate", "number", lo=0, hi=10),
                lambda: pick((0.1, 0.29, 1.5, 2, 0)),
                0,
            ),
            (
                "worth",
                {"type": "decimal", "default": 0.5},
                Name("worth", "number", lo=0, hi=3),
                lambda: pick((0.07, 2.25)),
                0.4,
            ),
            ("luck", "chance", Name("luck", "number", lo=0, hi=1), lambda: pick((0.1, 0.57, 1, "5%")), 0),
            (
                "many",
                {"type": "int", "default": 2},
                Name("many", "int", lo=0, hi=500),
                lambda: pick((0, 7, 500)),
                0.4,
            ),
            ("odd", "bool", Name("odd", "bool"), lambda: pick((True, False)), 0),
        ]

    def _wide(self) -> list[Made]:
        """Return fields that are texts, records, times, amounts and maps."""
        gem, pick = self.see.kinds["gem"], self.chance.choice
        return [
            ("label", "text", Name("label", "text"), lambda: pick(TEXTS), 0),
            ("tint", "colour", Name("tint", "text"), lambda: "#9e9e9e", 0),
            (
                "notes",
                {"texts": {"separator": ",", "most": 3}},
                Name("notes", "texts"),
                lambda: self.chance.sample(TEXTS, 2),
                0,
            ),
            (
                "mate",
                {"type": "gem", "optional": True},
                Name("mate", "record", "gem", optional=True),
                lambda: pick(gem.ids),
                0.5,
            ),
            (
                "kin",
                {"type": ["gem"], "default": []},
                Name("kin", "list", "gem"),
                lambda: sorted(self.chance.sample(gem.ids, 2)),
                0.3,
            ),
            ("found", "day", Name("found", "day"), lambda: f"2026-0{self.chance.randint(1, 9)}-11", 0),
            ("cut_at", "time", Name("cut_at", "time"), lambda: f"2026-06-0{self.chance.randint(1, 9)}", 0),
            ("dries", "duration", Name("dries", "duration"), lambda: pick(("30m", "4h", "2d")), 0),
            ("price", "amounts", Name("price", "amounts"), self._amounts, 0),
            (
                "glow",
                {"map": ["place", {"number": [0, 3]}]},
                Name("glow", "map", "place", 0, 3),
                self._map,
                0,
            ),
        ]

    def _map(self) -> Json:
        return {each: self.chance.choice((0, 0.5, 1.1, 3)) for each in self.see.kinds["place"].ids}

    def formulas(self, phrases: Phrases, fields: Json, kinds: dict[str, Json]) -> None:
        """Give gems fields that are worked out, some by formulas of their own; after all else is declared."""
        gem, see = self.see.kinds["gem"], self.see
        it, level = Name("it", "record", "gem"), Name("level_", "int", lo=0, hi=5)
        for name, sort, params in (("power", "int", (level,)), ("shine", "bool", ()), ("flow", "number", ())):
            if self.chance.random() < 0.5:
                continue
            type_: Json = (
                {"int": [0, 500]} if sort == "int" else {"number": [0, 50]} if sort == "number" else "bool"
            )
            fields[name] = {"formula": type_, "default": self._body(phrases, sort, it, params)}
            if params:
                fields[name]["of"] = {"level_": {"int": [0, 5]}}
            for each in gem.ids:
                if self.chance.random() < 0.3:
                    kinds["gem"][each][name] = self._body(phrases, sort, it, params)
            bounds = {"int": (0, 500), "number": (0, 50), "bool": (0, 1)}[sort]
            gem.formulas.append(Called(name, params, Name("", sort, lo=bounds[0], hi=bounds[1])))
        see.count += 1

    def _body(self, phrases: Phrases, sort: str, it: Name, params: tuple[Name, ...]) -> str:
        with self.see.inside(it, *(Name("level_", each.sort, lo=each.lo, hi=each.hi) for each in params)):
            if sort == "int":
                return phrases.cut(phrases.whole(2), 0, 500).text
            return phrases.cut(phrases.real(2), 0, 50).text if sort == "number" else phrases.truth(2)


def _ids(letter: str, count: int) -> tuple[str, ...]:
    return tuple(f"{letter}{number:02}" for number in range(count))
