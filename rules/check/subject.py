"""What checks look at: a pack, what it was lowered to, and what they all ask of it, worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from rules.check.uses import Uses, uses_of
from rules.define.definitions import Definitions
from rules.document import Mapping, Node
from rules.expression.scalar import ScalarCode
from rules.lower.pack import Lowered
from rules.lower.session import Session
from rules.pack import Resolved
from rules.problem import Problem
from rules.program.catalogue import Catalogue
from rules.program.walk import Walker
from rules.source import Place

_WORD = re.compile(r"[a-z_][a-z0-9_]*")
_LINES = 60  # of a problem: a longer one tells nothing of the words in it


@dataclass(frozen=True)
class Subject:
    """A pack that is checked; *found* is what is wrong with it already, and grows while it is checked."""

    resolved: Resolved
    lowered: Lowered
    found: list[Problem] = field(default_factory=list)
    _spared: dict[int, frozenset[str]] = field(default_factory=dict, repr=False)

    @property
    def session(self) -> Session:
        """Return what lowering gathered."""
        return self.lowered.session

    @property
    def definitions(self) -> Definitions:
        """Return what the pack declares."""
        return self.session.definitions

    @property
    def catalogue(self) -> Catalogue:
        """Return kinds, slots and formulas."""
        return self.lowered.catalogue

    @cached_property
    def own(self) -> frozenset[str]:
        """Return the files of the pack itself, without those of packs that it extends."""
        return frozenset(
            file.source.file for file in self.resolved.files if file.pack == self.resolved.packs[-1]
        )

    @cached_property
    def uses(self) -> Uses:
        """Return what expressions and programs read, write, give and name."""
        return uses_of(self.lowered)

    @cached_property
    def walker(self) -> Walker:
        """Return what finds the slots and locals that expressions read."""
        return Walker(self.catalogue)

    @cached_property
    def code(self) -> ScalarCode:
        """Return what compiles expressions."""
        return ScalarCode(self.catalogue)

    @property
    def spared(self) -> frozenset[str]:
        """Return the words on lines where something is wrong, and what may be meant there."""
        if len(self.found) not in self._spared:
            self._spared.clear()
            self._spared[len(self.found)] = frozenset(
                word for problem in self.found for word in _words(problem)
            )
        return self._spared[len(self.found)]

    def broken(self, node: Node) -> bool:
        """Tell whether something is wrong inside a definition already, so that what it does is not known."""
        span = node.place.span
        return any(
            problem.is_error
            and problem.place.file == node.source.file
            and span.line <= problem.place.line <= span.end_line
            for problem in self.found
        )

    def place(self, noun: str, name: str) -> Place:
        """Return where a definition's id stands."""
        section = self.definitions.root[noun]
        return section.key(name).place if isinstance(section, Mapping) else section.place

    def declared(self, noun: str) -> Iterator[tuple[str, Node]]:
        """Yield what is declared under a noun of the language, by id."""
        yield from self.definitions.declared(noun).items()


def _words(problem: Problem) -> Iterator[str]:
    span = problem.place.span
    for number in range(span.line, min(span.end_line, span.line + _LINES) + 1):
        yield from _WORD.findall(problem.place.source.line(number))
    if problem.help and problem.help.startswith("did you mean"):
        yield from _WORD.findall(problem.help)
