"""A document's tree: texts, lists and mappings that know where they stand.

Nodes keep two offsets and count lines only when a place is asked for: a pack has 100,000 nodes and few
problems. They are not frozen, because freezing costs more than reading does; nothing changes them.
"""

from __future__ import annotations

from rules.source import Place, Source


class Node:
    """A value in a document, from offset *start* to offset *end* of its source."""

    __slots__ = ("end", "source", "start")

    source: Source
    start: int
    end: int

    @property
    def place(self) -> Place:
        """Return where the value stands, without the blank lines that end a block."""
        written = self.source.text[self.start : self.end]
        return self.source.place(self.start, self.start + len(written.rstrip()))


class Scalar(Node):
    """A text as it was meant; its slot types it later, so `24.5`, `no` and `15%` are kept as written."""

    __slots__ = ("plain", "text")

    def __init__(self, source: Source, start: int, end: int, text: str, plain: bool) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.text = text
        self.plain = plain

    def __repr__(self) -> str:
        return f"Scalar({self.text!r})"

    @property
    def style(self) -> str:
        """Return how it was written: `"`, `'`, `|`, `>`, or nothing for a plain scalar."""
        return "" if self.plain else self.source.text[self.start]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was written."""
        return self.plain and not self.text


class Sequence(Node):
    """A list."""

    __slots__ = ("items",)

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.items: list[Node] = []

    def __repr__(self) -> str:
        return f"Sequence({self.items!r})"

    @property
    def last_end(self) -> int:
        """Return the offset at which the last item ends."""
        return self.items[-1].end if self.items else self.end


class Mapping(Node):
    """Values by their keys, in the order in which they were written."""

    __slots__ = ("_keys", "entries", "marks")

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.entries: dict[str, Node] = {}
        self.marks: list[int] = []
        self._keys: dict[str, Scalar] | None = None

    def __repr__(self) -> str:
        return f"Mapping({self.entries!r})"

    @property
    def last_end(self) -> int:
        """Return the offset at which the last key or value ends."""
        last = next(reversed(self.entries.values()), None)
        return max(self.end, *self.marks[-1:], last.end if last else 0)

    @property
    def keys(self) -> dict[str, Scalar]:
        """Return the keys as scalars with their places; made when first asked for."""
        if self._keys is None:
            marks = iter(self.marks)
            self._keys = {name: self._key(name, next(marks), next(marks)) for name in self.entries}
        return self._keys

    def key(self, name: str) -> Scalar:
        """Return one key with its place, without making the others."""
        at = 2 * list(self.entries).index(name)
        return self._key(name, self.marks[at], self.marks[at + 1])

    def _key(self, name: str, start: int, end: int) -> Scalar:
        return Scalar(self.source, start, end, name, self.source.text[start : start + 1] not in {'"', "'"})
