"""A parser's events -> nodes, and what strict YAML refuses among them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from yaml import events

from rules.document.code import (
    ALIAS,
    BAD_KEY,
    CONTROL_CHARACTER,
    DUPLICATE_KEY,
    LIMIT,
    MERGE_KEY,
    ONE_DOCUMENT,
    SYNTAX,
    TAG,
)
from rules.document.from_json import join_pairs
from rules.document.limit import UNWANTED, Limits, codepoint
from rules.document.node import Mapping, Node, Scalar, Sequence
from rules.problem import Code, Problem, quoted
from rules.source import Place, Source

# libyaml takes `|#text` for a comment and an empty text.
_SWALLOWED = re.compile(r"[|>][-+0-9]*#")

_DROPPED = ""  # the key of a value that is left out: no key is empty


class Enough(Exception):  # noqa: N818 - not an error: reading ends here
    """Reading ends: the rest of the file would tell nothing new."""


class Builder:
    """Take a parser's events in turn; `root` is the tree, `problems` is what was refused."""

    __slots__ = (
        "_key",
        "_limits",
        "_mapping",
        "_names",
        "_restore",
        "_sequence",
        "_stack",
        "problems",
        "reached",
        "root",
        "source",
    )

    def __init__(self, source: Source, limits: Limits, *, restore: bool) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.reached = 0
        self._limits = limits
        self._restore = restore
        self._names: dict[str, str] = {}
        self._stack: list[tuple[Mapping | None, Sequence | None, str | None]] = []
        self._mapping: Mapping | None = None  # what is open: one of these two, or neither
        self._sequence: Sequence | None = None
        self._key: str | None = None  # of the open mapping: the key whose value is next

    def take_all(self, next_event: Callable[[], Any]) -> None:
        """Take every event; raise `Enough` at a limit, and whatever the parser raises."""
        scalar, take, left = events.ScalarEvent, self._scalar, self._limits.nodes
        while (event := next_event()) is not None:
            if type(event) is scalar:
                take(event)
            else:
                self._other(event)
            left -= 1
            if left < 0:
                self._stop(event, f"the file has more than {self._limits.nodes:,} values", "split it")

    def _scalar(self, event: Any) -> None:
        text, start, end = event.value, event.start_mark.index, event.end_mark.index
        style = event.style
        if self._restore:
            text = join_pairs(text)
        if event.anchor or event.tag:
            self._refuse_properties(event)
        if style:
            self._check_style(style, text, start, end)
        mapping = self._mapping
        if mapping is None:
            self._attach(Scalar(self.source, start, end, text, not style))
        elif self._key is None:
            self._key = self._new_key(mapping, text, start, end, plain=not style)
        else:
            if self._key:
                mapping.entries[self._key] = Scalar(self.source, start, end, text, not style)
            self._key = None

    def _check_style(self, style: str, text: str, start: int, end: int) -> None:
        if style == '"' and (match := UNWANTED.search(text)):
            said = f"the escape of {codepoint(match.group())} cannot stand in a text"
            self._refuse(CONTROL_CHARACTER, self.source.place(start, end), said, help="remove it")
        elif style in "|>" and (match := _SWALLOWED.match(self.source.text, start, end)):
            said = "a comment needs a space before its `#`, or the text is lost"
            place = self.source.place(match.end() - 1, match.end())
            self._refuse(SYNTAX, place, said, help="write the block's text on the next line")

    def _new_key(self, mapping: Mapping, text: str, start: int, end: int, *, plain: bool) -> str:
        if text in mapping.entries:
            first = ("first written here", mapping.key(text).place)
            said = f"the key {quoted(text)} is written twice"
            self._refuse(
                DUPLICATE_KEY, self.source.place(start, end), said, help="remove one", related=(first,)
            )
        elif plain and text == "<<":
            self._refuse(
                MERGE_KEY, self.source.place(start, end), "`<<` does not merge here", help="use a patch"
            )
        elif not text:
            self._refuse(
                BAD_KEY, self.source.place(start, end), "a key is empty", help="write its name before the `:`"
            )
        else:
            mapping.marks += (start, end)
            return self._names.setdefault(text, text)  # one object for the key of 10,000 records
        return _DROPPED

    def _attach(self, node: Node) -> None:
        if self._sequence is not None:
            self._sequence.items.append(node)
        elif self._mapping is None:
            self.root = node
        elif self._key is None:
            self._key = _DROPPED  # a key that is no text, refused where it began
        else:
            if self._key:
                self._mapping.entries[self._key] = node
            self._key = None

    def _other(self, event: Any) -> None:
        self.reached = event.start_mark.index
        kind = type(event)
        if kind is events.MappingStartEvent:
            self._open(event, Mapping(self.source, event.start_mark.index, event.end_mark.index))
        elif kind is events.SequenceStartEvent:
            self._open(event, Sequence(self.source, event.start_mark.index, event.end_mark.index))
        elif kind is events.MappingEndEvent or kind is events.SequenceEndEvent:
            self._close(event)
        elif kind is events.AliasEvent:
            self._alias(event)
        elif kind is events.DocumentStartEvent:
            self._begin(event)

    def _open(self, event: Any, node: Mapping | Sequence) -> None:
        if event.anchor or event.tag:
            self._refuse_properties(event)
        if self._mapping is not None and self._key is None:
            self._refuse(
                BAD_KEY, self._place(event), "a key must be a text", help="write one name before the `:`"
            )
        if len(self._stack) >= self._limits.depth:
            self._stop(
                event, f"more than {self._limits.depth} lists and mappings stand in each other", "flatten it"
            )
        self._attach(node)
        self._stack.append((self._mapping, self._sequence, self._key))
        self._mapping, self._sequence = (node, None) if isinstance(node, Mapping) else (None, node)
        self._key = None

    def _close(self, event: Any) -> None:
        node = self._sequence if self._mapping is None else self._mapping
        if node is not None:
            # A block's end mark stands at whatever comes next: such a block ends where its last part does.
            in_brackets = event.end_mark.index > event.start_mark.index
            node.end = event.end_mark.index if in_brackets else node.last_end
        self._mapping, self._sequence, self._key = self._stack.pop()

    def _alias(self, event: Any) -> None:
        self._refuse(
            ALIAS,
            self._place(event),
            f"the alias {quoted('*' + event.anchor)} stands for nothing",
            help="write the value out",
        )
        if self._mapping is not None and self._key is None:
            self._key = _DROPPED
        else:
            self._attach(Scalar(self.source, event.start_mark.index, event.end_mark.index, "", plain=False))

    def _begin(self, event: Any) -> None:
        if event.version or event.tags:
            place = self.source.place(event.start_mark.index, event.start_mark.index + 1)
            self._refuse(ONE_DOCUMENT, place, "a directive (`%…`) says nothing here", help="remove the line")
        if self.root is not None:
            said = "a second document begins here"
            self._refuse(ONE_DOCUMENT, self._place(event), said, help="move it to a file of its own")
            raise Enough

    def _refuse_properties(self, event: Any) -> None:
        place = self._place(event)
        if event.anchor:
            self._refuse(
                ALIAS, place, f"the anchor {quoted('&' + event.anchor)} is not used here", help="remove it"
            )
        if event.tag:
            self._refuse(
                TAG,
                place,
                f"the tag {quoted(event.tag)} is not used here",
                help="remove it: each slot has its type",
            )

    def _refuse(self, code: Code, place: Place, said: str, **more: Any) -> None:
        self.problems.append(code.at(place, said, **more))
        if len(self.problems) >= self._limits.problems:
            self.problems.append(
                LIMIT.at(place, "the rest of the file is not read: too much is wrong before")
            )
            raise Enough

    def _stop(self, event: Any, said: str, help_: str) -> None:
        self.problems.append(LIMIT.at(self._place(event), said, help=help_))
        raise Enough

    def _place(self, event: Any) -> Place:
        return self.source.place(event.start_mark.index, event.end_mark.index)
