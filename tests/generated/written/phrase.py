"""What all generated expressions rest on: bounds that are kept, one form out of several."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TypeVar

from tests.generated.written.sight import Name, Said, Sight

MOST = 10**9
SMALL = 10**4
LONGEST = 300  # characters: far below what the language allows, since texts are put together

T = TypeVar("T")


class Phrase(ABC):
    """Make expressions as text, of what is in sight."""

    def __init__(self, see: Sight) -> None:
        """Begin outside of any loop."""
        self.see = see
        self.chance = see.chance
        self.loops = 2

    def one(
        self,
        depth: int,
        leaves: Sequence[Callable[[int], T | None]],
        inner: Sequence[Callable[[int], T | None]],
    ) -> T:
        """Return what one of the forms makes: a leaf where *depth* is used up, or a text grew too long."""
        while True:
            forms = leaves if depth <= 0 or self.chance.random() < 0.15 else inner
            made = self.chance.choice(forms)(depth - 1)
            if made is not None and len(str(getattr(made, "text", made))) < LONGEST:
                return made
            depth -= 1

    def cut(self, said: Said, lo: int, hi: int) -> Said:
        """Return the same, cut to bounds where it might lie outside."""
        if said.lo >= lo and said.hi <= hi:
            return said
        return Said(f"clamp({said.text}, {lo}, {hi})", max(lo, min(hi, said.lo)), min(hi, max(lo, said.hi)))

    def within(self, lo: int, hi: int, depth: int = 1) -> str:
        """Return a whole number from *lo* to *hi*."""
        if self.chance.random() < 0.3:
            return str(self.chance.randint(lo, hi))
        return self.cut(self.whole(depth), lo, hi).text

    def share(self, depth: int = 1) -> str:
        """Return a chance that is worked out."""
        return self.cut(self.real(depth), 0, 1).text

    def kind(self) -> str:
        """Return some kind."""
        return self.chance.choice(tuple(self.see.kinds))

    def some(self, things: Sequence[T]) -> T | None:
        """Return one of several, nothing of none."""
        return self.chance.choice(things) if things else None

    def domain(self, depth: int, kind: str = "") -> tuple[str, Name, int] | None:
        """Return what a loop goes over, its variable, and how many rounds it has at most."""
        name = self.see.fresh("v")
        forms: list[tuple[str, Name, int]] = [
            (each.name, Name(name, "record", each.name), len(each.ids)) for each in self.see.kinds.values()
        ]
        forms += [
            (f"{self.record(owner, 0)}.{each.text}", Name(name, "record", each.kind), 4)
            for owner, each in self.see.fields("list")
        ]
        forms += [(each, Name(name, "record", of), most) for each, of, most in self.see.several]
        if kind:
            forms = [each for each in forms if each[1].kind == kind]
        elif self.chance.random() < 0.2:
            return f"upto({self.within(0, 5, depth)})", Name(name, "int", lo=1, hi=5), 5
        return self.some(forms)

    @abstractmethod
    def whole(self, depth: int) -> Said:
        """Return a whole number of at most 10^9 either way."""

    @abstractmethod
    def real(self, depth: int) -> Said:
        """Return a number of at most 10^9 either way."""

    @abstractmethod
    def truth(self, depth: int) -> str:
        """Return a condition."""

    @abstractmethod
    def record(self, kind: str, depth: int) -> str:
        """Return a record that is there."""

    @abstractmethod
    def optional(self, kind: str, depth: int) -> str | None:
        """Return a record that may be absent, if anything may be."""

    @abstractmethod
    def day(self, depth: int) -> str:
        """Return a day."""

    @abstractmethod
    def time(self, depth: int) -> str:
        """Return a time."""

    @abstractmethod
    def duration(self, depth: int) -> Said:
        """Return a duration of at most some weeks."""
