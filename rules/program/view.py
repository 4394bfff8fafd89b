"""What a reply shows: words with the values they need, and views laid out from expressions."""

from __future__ import annotations

from collections.abc import Iterator
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
class Picture:
    """A file, and the record that it shows where that is known.

    Without a file it is the card of the record; with *each*, of every record on the page of the list.
    """

    file: Node | None = None
    of: Node | None = None
    each: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """An action that can be done from a view, with what is known of its parameters; *each*: on each line."""

    action: str
    given: tuple[tuple[str, Node], ...] = ()
    when: Node | None = None
    label: Words | None = None
    each: bool = False

    @property
    def expressions(self) -> Iterator[Node]:
        """Yield all that it reads."""
        yield from (node for _, node in self.given)
        yield from (self.when,) if self.when is not None else ()
        yield from (node for _, node in self.label.values) if self.label is not None else ()


@dataclass(frozen=True, slots=True)
class View:
    """A reply laid out: a title, a text, labelled values, and a list of records, so many a page.

    *locals* are what the place that shows it must hand over. *sort* is (measure, greatest first). *empty* is
    said where nothing is listed.
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
    text: Words | None = None
    empty: Words | None = None
    picture: Picture | None = None
    colour: Node | None = None
    buttons: tuple[Button, ...] = ()

    @property
    def expressions(self) -> Iterator[Node]:
        """Yield all that it reads, but for what its list goes over and the draws whose odds it shows."""
        for words in (self.title, self.text, self.empty, self.row):
            yield from (node for _, node in words.values) if isinstance(words, Words) else ()
        picture = (self.picture.file, self.picture.of) if self.picture is not None else (None, None)
        title = None if isinstance(self.title, Words) else self.title
        shown = (each.value for each in self.show)
        yield from (node for node in (title, *picture, self.colour, self.where, *shown) if node is not None)
        yield from (measure for measure, _ in self.sort)
        for button in self.buttons:
            yield from button.expressions
