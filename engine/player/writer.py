"""The text of a function in the making: lines, names, and where luck stands.

The function is `act(S, B, P, W, H, X)`: the state, its cells, parameters, moment, chance and coordinate.
Inside, `C` are the cells as written so far, `E` appends events, `A` are the writes that outlive a refusal,
`M` has a bit for each watched slot that was written: a write counts where it changed the value, even if a
later one changes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from engine.player.scan import rolls
from rules.expression.node import (
    Apply,
    Best,
    Cell,
    Const,
    Escrow,
    Fold,
    Function,
    Local,
    Lying,
    Node,
    Placed,
    Tallied,
    walk,
)
from rules.expression.scalar import ScalarCode
from rules.expression.scalar_names import mangle
from rules.program.node import Step, Steps, Sweep
from rules.program.parts import parts
from rules.program.slot import Slot
from rules.site import Site
from rules.source import Place

Emit = Callable[["Writer", Any], None]

HELD = frozenset({"slots", "players"})  # domains whose members hang on what cells hold


class Writer:
    """Write one program; *emit* has a function for each primitive."""

    def __init__(
        self, code: ScalarCode, emit: Mapping[type[Step], Emit], steps: Steps, *, keeps: bool = False
    ) -> None:
        """Begin, knowing which slots the program's reactions watch.

        *keeps*: what leaves an offer and does not fit stays there, where elsewhere the command is refused.
        """
        self.code = code
        self.catalogue = code.catalogue
        self.names = code.names
        self.lines: list[str] = []
        self.phase = ""
        self.coordinate = "X"
        self.keeps = keeps
        self._emit = emit
        self._depth = 1
        sweeps = (part for part in parts(steps, told=True) if isinstance(part, Sweep))
        self.watched = frozenset(
            name for sweep in sweeps for each in sweep.reactions for name in each.watches
        )

    def line(self, text: str) -> None:
        """Write one line."""
        self.lines.append("    " * self._depth + text)

    @contextmanager
    def block(self, header: str) -> Iterator[None]:
        """Write *header*, then what is written within one step further in."""
        self.line(header)
        self._depth += 1
        length = len(self.lines)
        yield
        if len(self.lines) == length:
            self.line("pass")
        self._depth -= 1

    def steps(self, steps: Steps) -> None:
        """Write steps in order."""
        for step in steps:
            self._emit[type(step)](self, step)

    @contextmanager
    def inside(self, step: str, steps: Steps) -> Iterator[None]:
        """Write within a round: *step* is mixed into the coordinate, if any of *steps* rolls."""
        outer = self.coordinate
        if any(map(rolls, steps)):
            self.coordinate = self.names.fresh()
            self.line(f"{self.coordinate} = inside_({outer}, {step})")
        yield
        self.coordinate = outer

    def source(self, node: Node) -> str:
        """Return source for an expression."""
        return self.code.source(node)

    def kept(self, node: Node, *, whole: bool = False) -> str:
        """Return a name or constant for the value of *node*, evaluated here; *whole*: for a cell."""
        source = self.code.whole(node) if whole else self.code.source(node)
        if isinstance(node, Const) or (isinstance(node, Local) and node.type.name != "bool"):
            return source
        name = self.names.fresh()
        self.line(f"{name} = {source}")
        return name

    def early(self, node: Node, *, alone: bool) -> Callable[[], str]:
        """Evaluate *node* here, or later if nothing changes it before; the caller then asks for its name."""
        if alone or is_stable(node):
            return lambda: self.kept(node, whole=True)
        name = self.kept(node, whole=True)
        return lambda: name

    def constant(self, value: Any) -> str:
        """Return the name of a constant that is like no other."""
        return self.names.constant(("held", id(value)), value)

    def site(self, site: Site) -> str:
        """Return the name of a site."""
        return self.names.constant(site, site)

    def place(self, place: Place | None) -> str:
        """Return the name of a place."""
        return "None" if place is None else self.constant(place)

    def id_of(self, kind: str, key: str) -> str:
        """Return source for the id of the record of *kind* whose code is *key*."""
        if kind not in self.catalogue.kinds:
            return f"f'{{{key}}}'"  # a player, by number
        return f"{self.names.constant(('ids', kind), self.catalogue.kinds[kind].ids)}[{key}]"

    def hash_of(self, kind: str, member: str) -> str:
        """Return source for what a loop mixes in: the hash of a record, or the number itself."""
        if not kind:
            return member
        return f"{self.names.constant(('hashes', kind), self.catalogue.kinds[kind].hashes)}[{member}]"

    def mark(self, slot: Slot) -> None:
        """Note that a slot was written, if a reaction watches it."""
        if slot.name in self.watched:
            self.line(f"M |= {1 << slot.index}")

    def local(self, name: str) -> str:
        """Return the Python name of a local."""
        return mangle(name)


def is_stable(node: Node) -> bool:
    """Tell whether writing to cells and tallies cannot change the value of *node*."""
    return not any(
        isinstance(part, Cell | Apply | Escrow | Lying | Tallied)
        or (isinstance(part, Fold | Best) and part.domain.form in HELD)
        for part in walk(node)
    )


def is_lasting(node: Node) -> bool:
    """Tell whether *node* hangs on locals and the catalogue alone, so that its value may be remembered."""
    moment = {"now", "today", "me", "seed", "guild", "channel"}
    return not any(
        isinstance(part, Cell | Apply | Escrow | Lying | Placed | Tallied | Fold | Best)
        or (isinstance(part, Function) and part.name in moment)
        for part in walk(node)
    )
