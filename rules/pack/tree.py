"""The resolved tree: what all files, extended packs and patches make together, and whence each leaf came.

Nodes are those of documents (`Scalar`, `Sequence`, `Mapping`), so whoever reads a text has its place. Two
sorts are added: `Section`, whose ids stand in many files, and `Derived`, a text that a patch worked out.
Patches copy what they change: a file's own nodes stay as they were written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from rules.document.node import Mapping, Node, Scalar
from rules.source import Place, Source

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatchStep:
    """One change on the way to a value: what it did, where it stands, and what was there before."""

    change: str  # set | append | scale | add | rename
    value: str
    place: Place
    pack: str
    patch: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was written, and the patches through which it went, oldest first."""

    place: Place
    patches: tuple[PatchStep, ...] = ()

    def __str__(self) -> str:
        return f"{self.place.file}:{self.place.line}"


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at a path: its key (None in a list), its node and its origin."""

    path: Path
    key: Scalar | None
    node: Node
    origin: Origin


@dataclass(frozen=True, slots=True)
class Whole(Place):
    """A place that is pointed at as a whole: what stands there is not, letter by letter, what is read."""

    def within(self, offset: int, length: int) -> Place:  # noqa: ARG002 - the same question, one answer
        """Return the place itself."""
        return self


class Derived(Scalar):
    """A text that a patch worked out from another; it stands where that one was written."""

    __slots__ = ()

    def __init__(self, old: Scalar, text: str) -> None:
        super().__init__(old.source, old.start, old.end, text, plain=True)

    @property
    def place(self) -> Place:
        """Return the place of the text it was worked out from."""
        place = super().place
        return Whole(place.source, place.span)


class Composed(Mapping):
    """A mapping whose keys may stand in different files."""

    __slots__ = ()

    def __init__(self, model: Mapping) -> None:
        super().__init__(model.source, model.start, model.end)
        self._keys = dict(model.keys)
        self.entries = dict(model.entries)

    def key(self, name: str) -> Scalar:
        """Return one key with its place."""
        return self.keys[name]

    def put(self, name: str, node: Node, key: Scalar) -> None:
        """Write or replace one entry; a key that is known keeps its place."""
        self.keys.setdefault(name, key)
        self.entries[name] = node

    def drop(self, name: str) -> None:
        """Take one entry out."""
        del self.keys[name]
        del self.entries[name]


class Holder(Protocol):
    """Where a definition stands, asked only when its nodes are wanted."""

    def child(self, name: str) -> Node:
        """Return the definition called *name*."""

    def key(self, name: str) -> Scalar:
        """Return its id with its place."""


@dataclass(frozen=True, slots=True)
class Single:
    """A holder of one definition, which no file has as it is."""

    node: Node
    written: Callable[[], Scalar]

    def child(self, name: str) -> Node:  # noqa: ARG002 - there is only one
        """Return the definition."""
        return self.node

    def key(self, name: str) -> Scalar:
        """Return its id, at the place where it was first written."""
        key = self.written()
        return key if key.text == name else Derived(key, name)


class Section(Mapping):
    """All definitions under one noun: each id, and the holder in which it stands.

    Asking for one id parses one file at most; `entries` and `keys` ask for all of them.
    """

    __slots__ = ("_all", "_holders")

    def __init__(self, source: Source) -> None:
        super().__init__(source, 0, 0)
        self._all: dict[str, Node] | None = None
        self._holders: dict[str, Holder] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._holders

    def __iter__(self) -> Iterator[str]:
        return iter(self._holders)

    def __len__(self) -> int:
        return len(self._holders)

    @property
    def entries(self) -> dict[str, Node]:
        """Return every definition by its id."""
        if self._all is None:
            self._all = {name: self.child(name) for name in self._holders}
        return self._all

    @entries.setter
    def entries(self, entries: dict[str, Node]) -> None:
        """Ignore the empty dict that a mapping begins with."""

    @property
    def keys(self) -> dict[str, Scalar]:
        """Return every id with its place."""
        return {name: self.key(name) for name in self._holders}

    def key(self, name: str) -> Scalar:
        """Return one id with its place."""
        return self._holders[name].key(name)

    def child(self, name: str) -> Node:
        """Return one definition."""
        return self._holders[name].child(name)

    def copy(self) -> Section:
        """Return a section that holds the same."""
        copy = Section(self.source)
        copy._holders.update(self._holders)
        return copy

    def hold(self, names: Iterable[str], holder: Holder) -> None:
        """Say where definitions stand."""
        self._holders.update(dict.fromkeys(names, holder))
        self._all = None

    def put(self, name: str, node: Node, written: Callable[[], Scalar]) -> None:
        """Write or replace one definition; an id that is known keeps its place."""
        old = self._holders.get(name)
        self.hold([name], Single(node, (lambda: old.key(name)) if old else written))

    def drop(self, name: str) -> None:
        """Take one definition out."""
        del self._holders[name]
        self._all = None


@dataclass(slots=True)
class Steps:
    """The patches through which nodes went, by the identity of the node, which is kept alive with them."""

    _by_node: dict[int, tuple[Node, tuple[PatchStep, ...]]] = field(default_factory=dict)

    def of(self, node: Node) -> tuple[PatchStep, ...]:
        """Return the patches of one node."""
        known = self._by_node.get(id(node))
        return known[1] if known else ()

    def carry(self, old: Node, new: Node, *more: PatchStep) -> None:
        """Say that *new* took the place of *old*, by *more* patches."""
        steps = (*self.of(old), *more)
        if steps:
            self._by_node[id(new)] = (new, steps)

    def copy(self) -> Steps:
        """Return the same, to be added to apart."""
        return Steps(dict(self._by_node))

    @property
    def any(self) -> bool:
        """Tell whether anything was patched."""
        return bool(self._by_node)
