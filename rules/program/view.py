"""What a reply shows: words with the values they need, and views laid out from expressions."""

from __future__ import annotations

from dataclasses import dataclass

from rules.expression.node import Domain, Node
from rules.program.node import Steps

_AGAIN = "#"  # in no id: `album#2` is the view `album` as it reads at another place


def kept_as(name: str, number: int) -> str:
    """Return the name of a view as it reads at the first, the second, … sort of place that says it."""
    return name if number == 1 else f"{name}{_AGAIN}{number}"


def as_written(name: str) -> str:
    """Return the id of a view or text that was said."""
    return name.partition(_AGAIN)[0]


@dataclass(frozen=True, slots=True)
class Words:
    """A text by its key, and the expressions whose values its placeholders print."""

    key: str
    values: tuple[tuple[str, Node], ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One labelled value of a view; with *draw* the exact odds of that draw instead."""

    label: str
    value: Node | None = None
    draw: Steps = ()


@dataclass(frozen=True, slots=True)
class View:
    """A reply laid out: a title, labelled values, and a list of records, so many a page.

    *locals* are what the place that shows it must hand over. *sort* is (measure, greatest first).
    """

    name: str
    title: Words | Node | None = None
    show: tuple[Shown, ...] = ()
    domain: Domain | None = None
    var: str = ""
    where: Node | None = None
    sort: tuple[tuple[Node, bool], ...] = ()
    page: int = 8
    row: Words | None = None
    locals: tuple[tuple[str, Node], ...] = ()
