"""A source of chance -> reactions: what follows an action, and what wakes by what was written."""

from __future__ import annotations

from typing import Any

from tests.generated.written.acts import Acts
from tests.generated.written.phrases import Phrases
from tests.generated.written.sight import Name, Sight
from tests.generated.written.state import Remembered
from tests.generated.written.tables import Tables

Json = Any


class Reactions:
    """Make up reactions."""

    def __init__(self, see: Sight, phrases: Phrases, state: Remembered, tables: Tables) -> None:
        """Begin with none."""
        self.see = see
        self.chance = see.chance
        self.phrases = phrases
        self.state = state
        self.tables = tables

    def write(self, asked: dict[str, list[Name]]) -> Json:
        """Return `reactions`; *asked* is what each action bound."""
        return {f"then{number}": self._reaction(asked) for number in range(self.chance.randint(0, 3))}

    def _some(self, likely: float = 0.5) -> bool:
        return self.chance.random() < likely

    def _reaction(self, asked: dict[str, list[Name]]) -> Json:
        made: Json = {}
        names: list[Name] = []
        if self._some(0.4):
            made["after"] = self.chance.choice(tuple(asked))
            names = [_of(made["after"], each) for each in asked[made["after"]]]
        with self.see.inside(*names):
            over = self.phrases.domain(0) if self._some(0.4) else None
            if over is not None and over[1].sort == "record":
                made["each"] = {over[1].text: over[0]}
                self.see.values.append(over[1])
                if self._some():
                    made["where"] = self.phrases.truth(1)
            if "after" not in made or self._some():
                made["when"] = self.phrases.open(2)
            made["do"] = Acts(self.see, self.phrases, self.state, self.tables, reacts=True).block(1, 2)
        if self._some(0.4):
            made["repeats"] = self.chance.choice((2, 3))
        if self._some(0.3):
            made["say"] = "told"
        return made


def _of(action: str, name: Name) -> Name:
    """Return what an action bound, as a reaction to it reads it."""
    plain = name.text.removeprefix("clamp(").partition(",")[0]
    text = name.text.replace(plain, f"{action}.{plain}", 1)
    return Name(text, name.sort, name.kind, name.lo, name.hi, name.optional)
