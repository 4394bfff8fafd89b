"""A source -> its tree and all that strict YAML refuses in it.

The parser's events are built into nodes here, by a loop: PyYAML's own composer recurses in C and dies of
25,000 brackets, keeps the last of two equal keys in silence, and takes twice as long.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import yaml

from rules.document.build import Builder, Enough
from rules.document.from_json import from_json
from rules.document.limit import DEFAULT, Limits, unreadable
from rules.document.node import Node
from rules.document.syntax import syntax_problem
from rules.problem import Problem
from rules.source import Source


class Parser(Protocol):
    """What gives the events of a text one by one, and nothing at the end."""

    def get_event(self) -> Any:
        """Return the next event."""


# Without libyaml PyYAML gives the same events, ten times slower.
_PARSER: Callable[[str], Parser] = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

# What parsers let out: besides their own errors, PyYAML's scanner trips over numbers of escapes.
_FOREIGN = (yaml.YAMLError, ValueError, OverflowError, RecursionError)


def read_document(source: Source, limits: Limits = DEFAULT) -> tuple[Node | None, list[Problem]]:
    """Return the tree of *source* and what is wrong with it.

    There is no tree where the text is empty or cannot be read to its end; a key or value that is refused
    alone is left out of it.
    """
    return read_with(_PARSER, source, limits)


def read_with(
    parser: Callable[[str], Parser], source: Source, limits: Limits
) -> tuple[Node | None, list[Problem]]:
    """Read *source* by the events of *parser*."""
    problems = list(unreadable(source, limits))
    if problems:
        return None, problems
    with _no_collection():
        return _build(parser, source, limits)


def _build(
    parser: Callable[[str], Parser], source: Source, limits: Limits
) -> tuple[Node | None, list[Problem]]:
    text, hidden = from_json(source)
    builder = Builder(source, limits, restore=hidden)
    try:
        builder.take_all(parser(text).get_event)
    except Enough:
        return None, builder.problems
    except _FOREIGN as wrong:
        return None, [*builder.problems, syntax_problem(source, wrong, builder.reached)]
    return builder.root, builder.problems


@contextmanager
def _no_collection() -> Iterator[None]:
    """Read without the collector: it would walk the growing tree again and again, and find no garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
