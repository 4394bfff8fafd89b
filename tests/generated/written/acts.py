"""A source of chance -> the steps of `do`, each of them, and what they bind for those below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.generated.written.phrases import Phrases
from tests.generated.written.sight import Name, Sight
from tests.generated.written.state import Remembered
from tests.generated.written.tables import Tables

Json = Any
Step = dict[str, Json]


class Acts:
    """Make blocks of steps of one action, or of a reaction, which takes nothing for certain."""

    def __init__(
        self, see: Sight, phrases: Phrases, state: Remembered, tables: Tables, *, reacts: bool = False
    ) -> None:
        """Begin before any luck."""
        self.see = see
        self.chance = see.chance
        self.phrases = phrases
        self.state = state
        self.tables = tables
        self.reacts = reacts
        self.rolled = reacts
        self.ranged = False
        self.scratch: list[str] = []
        self.makers: list[Callable[[int], Step | None]] = [
            *(self._give, self._give, self._take, self._set, self._set, self._add, self._add, self._reset),
            *(self._let, self._draw, self._draw, self._roll, self._roll, self._chance, self._chance),
            *(self._when, self._when, self._repeat, self._each, self._say, self._tell, self._change),
        ]

    def block(self, depth: int, most: int = 3) -> list[Step]:
        """Return some steps; what they bind is seen below them."""
        steps: list[Step] = []
        while len(steps) < self.chance.randint(1, most):
            made = self.chance.choice(self.makers)(depth)
            if made is not None:
                steps.append(made)
        return steps

    def inner(self, depth: int, *names: Name) -> list[Step]:
        """Return steps whose names nobody sees outside."""
        scratch = len(self.scratch)
        with self.see.inside(*names):
            steps = self.block(depth - 1, 2)
        del self.scratch[scratch:]
        return steps

    def _some(self, likely: float = 0.5) -> bool:
        return self.chance.random() < likely

    def _bind(self, name: Name) -> None:
        self.see.values.append(name)

    def _give(self, _: int) -> Step:
        gift = self.tables.gift(ranges=not self.ranged)
        if isinstance(gift, dict) and any(each == "1..3" for each in gift.values()):
            self.ranged = self.rolled = True
        if self.see.tallies and self._some(0.1):
            gift = self.see.tallies[-1]
        return {"give": gift}

    def _take(self, _: int) -> Step | None:
        taken: Json = self.tables.gift(ranges=False)
        if self.rolled or self._some():
            step: Step = {"take": taken, "at_most": True}
            if self._some():
                step["as"] = self.see.fresh("lack")
                self.see.tallies.append(step["as"])
            return step
        return {"take": taken}

    def value(self, known: Name) -> str:
        """Return what may be written to a variable."""
        if known.optional and self._some(0.3):
            return "none"
        match known.sort:
            case "int":
                return self.phrases.cut(self.phrases.whole(2), int(known.lo), int(known.hi)).text
            case "bool":
                return self.phrases.truth(2)
            case "record":
                maybe = self.phrases.optional(known.kind, 2) if known.optional and self._some() else None
                return maybe or self.phrases.record(known.kind, 2)
            case "day":
                return self.phrases.day(2)
            case _:
                return self.phrases.time(2)

    def _set(self, _: int) -> Step:
        found = self.chance.sample(self.state.set_by, self.chance.choice((1, 1, 2)))
        written = {name: self.value(known) for name, known in found}
        if self.state.keyed and self._some(0.4):
            name, kind, sort = self.chance.choice(self.state.keyed)
            key = self.phrases.record(kind, 1)
            written[f"{name}({key})"] = (
                self.phrases.truth(1) if sort == "bool" else self.phrases.within(0, 5, 2)
            )
        return {"set": written}

    def _add(self, _: int) -> Step:
        keyed = [(name, kind) for name, kind, _ in self.state.keyed if name in {"marks", "tally_"}]
        form = self.chance.randrange(4)
        if form == 0:
            bounded = self.chance.choice(self.state.bounded)
            if self.reacts:
                return {"add": {bounded.text: self.phrases.within(-3, 3)}}
            test = f"{bounded.text} <= {bounded.hi - 2}"
            return {"when": test, "then": [{"add": {bounded.text: self.phrases.within(0, 2)}}]}
        if form == 1 and keyed:
            name, kind = self.chance.choice(keyed)
            key = f"{kind}.{self.chance.choice(self.see.kinds[kind].ids)}"
            if name == "tally_":
                return {"add": {f"{name}({self.phrases.record(kind, 1)})": self.phrases.within(0, 9)}}
            return {"when": f"{name}({key}) < 5", "then": [{"add": {f"{name}({key})": 1}}]}
        return {"add": {"total": self.phrases.within(0, 99, 2)}}

    def _reset(self, _: int) -> Step:
        return {"reset": [self.chance.choice((*self.state.words, *(name for name, _ in self.state.set_by)))]}

    def _let(self, _: int) -> Step:
        name = self.see.fresh("x")
        match self.chance.randrange(4):
            case 0:
                said = self.phrases.cut(self.phrases.whole(2), -1000, 1000)
                self._bind(Name(f"clamp({name}, -1000, 1000)", "int", lo=-1000, hi=1000))
                self.scratch.append(name)
            case 1:
                real = self.phrases.cut(self.phrases.real(2), 0, 1000)
                self._bind(Name(name, "number", lo=0, hi=1000))
                return {"let": {name: real.text}}
            case 2:
                truth = self.phrases.truth(2)
                self._bind(Name(name, "bool"))
                return {"let": {name: truth}}
            case _:
                kind = self.chance.choice(("gem", "place"))
                text = self.phrases.record(kind, 2)
                self._bind(Name(name, "record", kind))
                return {"let": {name: text}}
        return {"let": {name: said.text}}

    def _change(self, _: int) -> Step | None:
        """Change what was bound before, two at once where there are two."""
        if not self.scratch:
            return None
        word = self.chance.choice(("set", "add"))
        found = self.chance.sample(self.scratch, min(len(self.scratch), self.chance.choice((1, 2))))
        return {word: {name: self.phrases.within(-9, 50, 2) for name in found}}

    def _draw(self, _: int) -> Step:
        step: Step = {"draw": self.tables.name(1), "as": self.see.fresh("drawn")}
        if self._some():
            step["times"] = self.chance.choice((2, "1..3", self.phrases.within(0, 3, 1)))
        if self._some(0.2):
            step["to"] = "nobody"
        self.rolled = True
        self.see.tallies.append(step["as"])
        return step

    def _roll(self, _: int) -> Step:
        name = self.see.fresh("r")
        self.rolled = True
        if self._some():
            self._bind(Name(name, "int", lo=-2, hi=9))
            return {"roll": {name: self.chance.choice(("-2..9", "1..6", "3..3"))}}
        kind = self.chance.choice(("gem", "place"))
        rolled: Json = {"one_of": kind}
        if kind == "gem" and self._some():
            rolled["where"] = f"it != gem.{self.see.kinds['gem'].ids[0]}"
        if self._some():
            rolled["weigh"] = "1 + it.size" if kind == "gem" else "0.5 + it.rank"
        self._bind(Name(name, "record", kind))
        return {"roll": {name: rolled}}

    def _chance(self, depth: int) -> Step:
        name = self.see.fresh("c")
        self.rolled = True
        step: Step = {"chance": self.chance.choice(("15%", "0.5", self.phrases.share(2))), "as": name}
        if depth > 0 and self._some(0.7):
            step["then"] = self.inner(depth)
        if depth > 0 and self._some():
            step["else"] = self.inner(depth)
        self._bind(Name(name, "bool"))
        return step

    def _when(self, depth: int) -> Step | None:
        if depth <= 0:
            return None
        maybe = self.phrases.some(self.see.of("record", "gem", optional=True))
        if maybe and self._some(0.3):
            there = Name(maybe.text, "record", "gem")
            return {
                "when": f"has({maybe.text})",
                "then": [{"give": {there.text: 1}}],
                "else": self.inner(depth),
            }
        step: Step = {"when": self.phrases.truth(2), "then": self.inner(depth)}
        if self._some():
            step["else"] = self.inner(depth)
        return step

    def _repeat(self, depth: int) -> Step | None:
        if depth <= 0:
            return None
        step: Step = {"repeat": self.chance.choice((2, 3, self.phrases.within(0, 3, 1)))}
        names: tuple[Name, ...] = ()
        if self._some():
            step["as"] = self.see.fresh("round")
            names = (Name(step["as"], "int", lo=1, hi=3),)
        rolled, self.rolled = self.rolled, True
        step["do"] = self.inner(depth, *names)
        self.rolled = rolled or _rolls(step["do"])
        if self._some(0.4):
            step["until"] = self.phrases.truth(1)
        return step

    def _each(self, depth: int) -> Step | None:
        found = self.phrases.domain(0) if depth > 0 else None
        if found is None or found[1].sort != "record":
            return None
        over, name, _ = found
        step: Step = {"each": {name.text: over}}
        if self._some(0.6):
            step["as"] = self.see.fresh("turn")
        with self.see.inside(name):
            if self._some():
                step["where"] = self.phrases.truth(2)
        rolled, self.rolled = self.rolled, True
        step["do"] = self.inner(depth, name)
        self.rolled = rolled or _rolls(step["do"])
        return step

    def _say(self, _: int) -> Step:
        return {"say": "told"}

    def _tell(self, _: int) -> Step:
        step: Step = {"tell": "told"}
        if self._some():
            step["at"] = "now + 2 * hour"
        return step


def _rolls(steps: list[Step]) -> bool:
    """Tell whether steps roll: what comes after them may not refuse."""
    return any(word in str(steps) for word in ("'draw'", "'roll'", "'chance'", "1..3"))
