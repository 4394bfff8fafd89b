"""A source of chance -> profiles that say all that a profile can say."""

from __future__ import annotations

from typing import Any

from tests.generated.written.phrases import Phrases
from tests.generated.written.sight import Name, Sight
from tests.generated.written.tables import Tables

Json = Any


class Profiles:
    """Make up simulated players."""

    def __init__(self, see: Sight, phrases: Phrases, tables: Tables) -> None:
        """Begin with none."""
        self.see = see
        self.chance = see.chance
        self.phrases = phrases
        self.tables = tables

    def write(self, actions: Json) -> Json:
        """Return `profiles`."""
        return {name: self._profile(actions) for name in ("keen", "idle")[: self.chance.choice((1, 1, 2))]}

    def _some(self, likely: float = 0.5) -> bool:
        return self.chance.random() < likely

    def _profile(self, actions: Json) -> Json:
        comes: Json = {"chance": self.chance.choice(("100%", "90%", 0.8))}
        if self._some(0.3):
            comes["weekend"] = "60%"
        if self._some():
            comes["sessions"] = self.chance.choice((2, 3))
        if self._some(0.3):
            comes["between"] = ["05:00", "19:30"]
        made: Json = {"logs_in": comes, "does": [self._habit(name, each) for name, each in actions.items()]}
        self.chance.shuffle(made["does"])
        if self._some(0.3):
            made["joins"] = "0..2"
        if self._some(0.3):
            made["share"] = 3
        if self._some(0.8):
            made["spends"] = [self._purchase() for _ in range(self.chance.choice((1, 2)))]
        if self._some(0.4):
            made["stops"] = self._stop()
        return made

    def _habit(self, name: str, action: Json) -> Json:
        row: Json = {"do": name}
        given: Json = {}
        bound: list[Name] = []
        for param, form in action.get("params", {}).items():
            if (form.get("optional") or "default" in form) and self._some():
                continue
            with self.see.inside(*bound):
                given[param] = self._given(param)
        if given:
            row["with"] = given
        if self._some(0.4):
            row["while"] = self.phrases.truth(2)
            row["times"] = self.chance.choice((2, 4))
        elif action.get("cost") == {"verve": 2} and self._some(0.7):
            row["while"] = "verve >= 2 and total % 11 != 5"
        elif self._some():
            row["times"] = self.chance.choice((2, 3))
        if self._some(0.4):
            row["chance"] = self.chance.choice(("70%", 0.5))
        return row

    def _given(self, param: str) -> Json:
        match param:
            case "gem_":
                with self.see.inside(Name("it", "record", "gem")):
                    picks: list[Json] = [
                        {"any": self.phrases.truth(2)},
                        {"best": self.phrases.whole(2).text},
                        {"any": "owned(it) > 0"},
                    ]
                return self.chance.choice(
                    [*picks, self.phrases.record("gem", 2), self.phrases.optional("gem", 2) or "gem.g00"]
                )
            case "count_":
                return self.chance.choice((self.phrases.within(1, 4, 2), self.phrases.within(0, 6, 2)))
            case "spot_":
                return self.chance.choice(
                    ("none", self.phrases.record("place", 1), self.phrases.optional("place", 1) or "none")
                )
            case _:
                return self.phrases.truth(1)

    def _purchase(self) -> Json:
        made: Json = {
            "gives": self.chance.choice(
                ({"gold": 20}, {"gold": 9, "dust": 4}, {"dust": "1..3"}, self.tables.gift(ranges=False))
            )
        }
        if self._some(0.3):
            made["chance"] = "60%"
        if self._some():
            made["each"] = self.chance.choice(("1d", "2d", "1w"))
        if self._some():
            made["when"] = self.phrases.truth(2)
        return made

    def _stop(self) -> Json:
        made: Json = {}
        if self._some():
            made["after"] = self.chance.choice(("1d", "2d"))
        if self._some():
            made["chance"] = "20%"
        if not made or self._some():
            made["when"] = self.phrases.truth(2)
        if self._some(0.7):
            made["for"] = self.chance.choice(("1d", "2d"))
        return made
