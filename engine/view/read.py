"""A view -> a program that tells all values of it, then those of each record of its list."""

from __future__ import annotations

from collections.abc import Iterator

from engine.view.ask import telling
from rules.expression.node import Choice, Const, Local, Node
from rules.expression.type import NONE, integer, record
from rules.program.node import Each, Emit, Param, Program, Step
from rules.program.view import Button, View, Words

# What values are told under; no placeholder of a text is such a name.
TITLE, SHOW, ROW, SORT = "#title", "#show.", "#row", "#sort."
IMAGE, PICTURED, COLOUR, WHEN = "#image", "#pictured", "#colour", "#when."
WITH, LABEL = "#with.", "#label."

Told = tuple[tuple[str, Node], ...]


def view_program(view: View) -> Program:
    """Return the program that tells all values of a view, then those of each record of its list."""
    steps: list[Step] = [Emit("say", view.name, _once((*_values(view), *_buttons(view, each=False))))]
    if view.domain is not None:
        row = view.row.values if view.row is not None else ()
        sort = tuple((f"{SORT}{at}", measure) for at, (measure, _) in enumerate(view.sort))
        told = (*row, *sort, *_buttons(view, each=True), (view.var, _record(view)))
        steps.append(Each(view.var, view.domain, (Emit("say", ROW, _once(told)),), view.where))
    params = tuple(Param(name, node.type) for name, node in view.locals)
    return telling(view.name, params, ("say", tuple(steps)))


def _values(view: View) -> Iterator[tuple[str, Node]]:
    for words in (view.title, view.text, view.empty):
        yield from words.values if isinstance(words, Words) else ()
    if view.title is not None and not isinstance(view.title, Words):
        yield TITLE, view.title
    yield from ((f"{SHOW}{at}", each.value) for at, each in enumerate(view.show) if each.value is not None)
    if view.picture is not None:
        yield from ((IMAGE, view.picture.file),) if view.picture.file is not None else ()
        yield from ((PICTURED, view.picture.of),) if view.picture.of is not None else ()
    if view.colour is not None:
        yield COLOUR, view.colour


def _buttons(view: View, *, each: bool) -> Iterator[tuple[str, Node]]:
    """Yield what is read for the buttons below, or for those beside each line."""
    for at, button in enumerate(view.buttons):
        if button.each is each:
            yield from _button(f"{at}", button)


def _button(at: str, button: Button) -> Iterator[tuple[str, Node]]:
    words = button.label.values if button.label is not None else ()
    yield from ((f"{LABEL}{at}.{name}", _where(button.when, node)) for name, node in words)
    yield from ((f"{WITH}{at}.{name}", _where(button.when, node)) for name, node in button.given)
    if button.when is not None:
        yield f"{WHEN}{at}", button.when


def _where(test: Node | None, node: Node) -> Node:
    """Return what is read only where *test* holds: elsewhere it may not be there."""
    if test is None:
        return node
    type_ = node.type.maybe()
    return Choice(type_, test, node, Const(type_, NONE))


def _record(view: View) -> Node:
    assert view.domain is not None  # noqa: S101 - asked by the caller
    return Local(record(view.domain.kind) if view.domain.kind else integer(1, view.domain.size), view.var)


def _once(values: Told) -> Told:
    return tuple(dict(values).items())
