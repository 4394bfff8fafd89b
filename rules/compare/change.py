"""One difference between two packs: where, what stood there, what does, and through which patches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rules.pack import PatchStep, Plain
from rules.pack.image import canonical
from rules.pack.tree import Path
from rules.source import Place

DEFINITION = 2  # the parts of a path that names a definition: noun and id
ANY = "*"  # in a pattern: whatever id
DISPLAY = frozenset({"name", "emoji", "summary", "image", "colour", "title"})  # what is only shown
LOOKS = "looks"  # of a kind: how its records are drawn

Sort = Literal["added", "removed", "changed", "renamed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, by the ids that things have now; *before* and *after* are None where nothing stood.

    *place*: where it stands now, or stood. *patches*: what the value went through on its way, oldest first.
    A definition that is new or gone is one change; so is an id that became another (*before*, *after*).
    """

    sort: Sort
    path: Path
    before: Plain = None
    after: Plain = None
    place: Place | None = None
    patches: tuple[PatchStep, ...] = ()

    @property
    def noun(self) -> str:
        """Return what sort of definition it is in."""
        return self.path[0]

    @property
    def id(self) -> str:
        """Return which definition it is in."""
        return self.path[1]

    @property
    def name(self) -> str:
        """Return the path as authors write it."""
        return ".".join(self.path)

    @property
    def whole(self) -> bool:
        """Tell whether all of a definition came, went or got another id."""
        return len(self.path) == DEFINITION and self.noun not in {"game", "texts"} and self.sort != "changed"

    @property
    def display(self) -> bool:
        """Tell whether it is only shown: no rule can hang on it."""
        shown = {LOOKS} if self.noun == "kinds" else DISPLAY
        return len(self.path) > DEFINITION and self.path[DEFINITION] in shown and self.noun != "texts"


def written(plain: Plain) -> str:
    """Return a value as one line."""
    return "" if plain is None else plain if isinstance(plain, str) else canonical(plain)


def matches(pattern: Path, path: Path) -> bool:
    """Tell whether one of the two leads to the other; `*` in a pattern is any id."""
    return all(want in (ANY, part) for want, part in zip(pattern, path, strict=False))
