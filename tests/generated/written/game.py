"""A seed -> a whole game as texts, in which `load` finds no error; some of them use each form.

What touches other players is left out: players are simulated alone.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

from tests.generated.written.acts import Acts
from tests.generated.written.kinds import Kinds
from tests.generated.written.phrases import Phrases
from tests.generated.written.profiles import Profiles
from tests.generated.written.reactions import Reactions
from tests.generated.written.sight import Name, Sight
from tests.generated.written.state import Remembered
from tests.generated.written.tables import Tables

Json = Any
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata")
WHO = ("clock", "shop", "operator")


def texts(seed: int) -> dict[str, str]:
    """Return the files of the game that *seed* stands for, a definition a line."""
    game = written(seed)
    lines = [f"game: {_line(game.pop('game'))}"]
    for noun, definitions in game.items():
        lines.append(f"{noun}:")
        lines += [f"  {name}: {_line(each)}" for name, each in definitions.items()]
    return {"game.yaml": "\n".join(lines) + "\n"}


def _line(value: Json) -> str:
    return json.dumps(value)


def written(seed: int) -> dict[str, Json]:
    """Return the game that *seed* stands for, as it is written."""
    return _Game(Random(seed)).write()


class _Game:
    """A game in the making."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.see = Sight(chance)
        self.phrases = Phrases(self.see)
        self.kinds = Kinds(chance, self.see)
        self.state = Remembered(chance, self.see, self.phrases)
        self.tables = Tables(chance, self.see, self.phrases, self.state.counters)

    def _some(self, likely: float = 0.5) -> bool:
        return self.chance.random() < likely

    def write(self) -> dict[str, Json]:
        """Return all that the game declares."""
        kinds, records = self.kinds.write()
        found: dict[str, Json] = {"game": self._game(), "kinds": kinds, **records}
        found["variables"] = self.state.variables()
        found["formulas"] = self.state.formulas()
        self.kinds.formulas(self.phrases, kinds["gem"]["fields"], records)
        found["choices"] = self.state.choices()
        found["limits"] = self.state.limits()
        found["tables"] = self.tables.write()
        self._tabled(kinds, records)
        asked: dict[str, list[Name]] = {}
        found["actions"] = self._actions(asked)
        reactions = Reactions(self.see, self.phrases, self.state, self.tables)
        found["reactions"] = reactions.write(asked)
        found["profiles"] = Profiles(self.see, self.phrases, self.tables).write(found["actions"])
        found["views"] = {"before": {"title": "told", "show": {"total": "total"}}}
        found["texts"] = {"en": {"told": "Told.", "not_yet": "Not yet.", "too_few": "Too few."}}
        return {noun: each for noun, each in found.items() if each}

    def _game(self) -> Json:
        made: Json = {"id": "made", "title": "Made", "version": "1.0.0", "language": 1}
        made["day"] = {
            "timezone": self.chance.choice(ZONES),
            "starts": self.chance.choice(("00:00", "04:00", "20:01")),
        }
        if self._some():
            made["every_action"] = {
                "require": [{"that": "total % 7 != 3", "else": "not_yet"}],
                "limit": "flood",
            }
        made["report"] = {"firsts": ["gem.home"], "curves": ["level", "total"]}
        if self._some():
            made["shared_by"] = self.chance.choice(("world", "guild"))
        self.general = made.get("every_action")
        return made

    def _tabled(self, kinds: Json, records: Json) -> None:
        """Give places tables of their own, by name or on the spot."""
        if not self.tables.plain or self._some():
            return
        kinds["place"]["fields"]["holds"] = "table"
        for each in records["place"].values():
            each["holds"] = self.chance.choice(self.tables.plain) if self._some(0.6) else self.tables.table()
        self.tables.fields.append(("place", "holds"))

    def _actions(self, asked: dict[str, list[Name]]) -> Json:
        return {
            f"act{number}": self._action(f"act{number}", asked) for number in range(self.chance.randint(2, 4))
        }

    def _action(self, name: str, asked: dict[str, list[Name]]) -> Json:
        see, made = self.see, dict[str, Json](summary="Act.")
        with see.inside():
            begins = len(see.values)
            params = self._params(made)
            see.values += params
            self._limit(made)
            if self._some(0.4):
                bound = self.phrases.cut(self.phrases.whole(2), 0, 500)
                made["let"] = {"n_": bound.text, "twice_": "n_ * 2"}
                see.values += [Name("n_", "int", lo=0, hi=500), Name("twice_", "int", lo=0, hi=1000)]
            self._asks(made, params)
            made["do"] = self._does()
            if self._some(0.3):
                made["say"] = "told"
            asked[name] = see.values[begins:]
        if self._some(0.15):
            made["confirm"] = "before"
        if self._some(0.1):
            made["who"] = self.chance.choice((*WHO, {"role": "keeper"}))
            if made["who"] == "clock":
                made["every"] = {"day": "20:01"}
        if self._some(0.2):
            made["command"] = "none"
        if self.general and self._some(0.4):
            made["except"] = ["not_yet"]
        return made

    def _does(self) -> list[Json]:
        """Return steps, some of them behind a payment that takes back what was written, or a draw."""
        steps: list[Json] = [{"add": {"total": 1}}, {"take": {"gold": 2}}] if self._some(0.25) else []
        acts = Acts(self.see, self.phrases, self.state, self.tables)
        if self.tables.promising and self._some(0.7):
            steps.append({"draw": self.tables.promising, "as": "pulled", "times": 3})
            self.see.tallies.append("pulled")
            acts.rolled = True
        return [*steps, *acts.block(2, 4)]

    def _params(self, made: Json) -> list[Name]:
        """Ask for a gem, a place, a number, whether: some of it with a default, some of it optional."""
        params: Json = {}
        known: list[Name] = []
        if self._some(0.6):
            params["gem_"] = {"type": "gem"}
            known.append(Name("gem_", "record", "gem"))
            if self._some(0.4):
                params["gem_"]["owned"] = True
            if self._some(0.5):
                with self.see.inside(Name("it", "record", "gem")):
                    params["gem_"]["where"] = self.phrases.open(2)
        if self._some(0.4):
            params["count_"] = {"type": {"int": [1, 4]}}
            known.append(Name("count_", "int", lo=1, hi=4))
            if self._some():
                params["count_"]["default"] = 2
        if self._some(0.3):
            params["spot_"] = {"type": "place", "optional": True}
            known.append(Name("spot_", "record", "place", optional=True))
        if self._some(0.3):
            params["surely_"] = {"type": "bool", "default": False}
            known.append(Name("surely_", "bool"))
        if params:
            made["params"] = params
        return known

    def _limit(self, made: Json) -> None:
        """Limit an action, since what costs nothing must not be for everybody as often as one likes."""
        found = [each for each in self.state.limits_of if each[0] != "flood"]
        name, kind = self.chance.choice(found) if found and self._some() else ("flood", "")
        made["limit"] = f"{name}({self.phrases.record(kind, 1)})" if kind else name

    def _asks(self, made: Json, params: list[Name]) -> None:
        """Require and charge."""
        if self._some(0.4):
            rows: list[Json] = [{"that": self.phrases.open(2), "else": "not_yet"}]
            maybe = self.see.of("record", "gem", optional=True)
            if maybe and self._some():
                name = self.chance.choice(maybe).text
                rows += [
                    {"that": f"has({name})", "else": "too_few"},
                    {"that": f"{name}.size + total % 9 > 3", "else": "too_few"},
                ]
            if self._some(0.4):
                rows.append({"have": self.tables.gift(ranges=False), "else": "too_few"})
            made["require"] = rows
        if self._some(0.4):
            costs: list[Json] = [
                {"verve": 2},
                {"gold": 1},
                {"gold": self.phrases.within(0, 4, 1)},
                self.tables.gift(ranges=False),
            ]
            if any(each.text == "gem_" for each in params):
                costs.append({"gem_": 1, "gold": 1})
            made["cost"] = self.chance.choice(costs)
