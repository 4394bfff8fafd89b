"""A view as it is named -> what it reads where it is said: values, a list, pictures, buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rules.define.form import entry, items, read_param, scalar_text
from rules.define.literal import whole
from rules.document import Mapping, Node, Scalar
from rules.expression.loop import member_type
from rules.expression.node import Domain, Field, Local, walk
from rules.expression.node import Node as Expression
from rules.expression.type import BOOL, TEXT
from rules.lower.here import Here
from rules.lower.step.draw import draws
from rules.lower.told import told_value
from rules.lower.words import Part, exists, words
from rules.program.view import Button, Picture, Shown, View, Words

ODDS = re.compile(r"odds\((.*)\)")


def told(here: Here, name: str, written: Node) -> Words:
    """Return a text or a view by its name, with the values that it needs here; both count as used."""
    views = here.definitions.declared("views")
    if name in views:
        view = lower_view(here, name, views[name])
        return Words(here.session.view(name, view), view.locals)
    return words(here, name, written)


def lower_view(here: Here, name: str, node: Node) -> View:
    """Return a view as it reads where it is said."""
    inner, domain, var = _listed(here, node)
    inner, test = _only(inner, entry(node, "where"))
    row, page = entry(node, "row"), entry(node, "page")
    view = View(
        name,
        _title(here, entry(node, "title")),
        tuple(_shown(here, label, value) for label, value in _entries(entry(node, "show"))),
        domain,
        var,
        test,
        tuple(_sort(inner, each) for each in items(entry(node, "sort"))),
        whole(scalar_text(page)) or 8,
        words(inner, scalar_text(row), row) if row is not None else None,
        text=_said(here, entry(node, "text")),
        empty=_said(here, entry(node, "empty")),
        picture=_picture(here, var, entry(node, "image")),
        colour=_text(here, entry(node, "colour")),
        buttons=tuple(_button(inner, var, each) for each in items(entry(node, "buttons"))),
    )
    return replace(view, locals=_locals(here, view))


def _only(here: Here, written: Node | None) -> tuple[Here, Expression | None]:
    """Return a condition, and the place where it holds."""
    if written is None:
        return here, None
    inner, test = replace(here), here.value(written, BOOL)
    inner.assume(test)
    return inner, test


def _entries(node: Node | None) -> list[tuple[str, Node]]:
    return list(node.entries.items()) if isinstance(node, Mapping) else []


def _listed(here: Here, node: Node) -> tuple[Here, Domain | None, str]:
    listed = _entries(entry(node, "list"))
    if not listed:
        return here, None, ""
    var, over = listed[0]
    domain = here.domain(over)
    return here.where(var, member_type(domain)), domain, var


def _title(here: Here, written: Node | None) -> Words | Expression | None:
    if written is None:
        return None
    key = scalar_text(written)
    return words(here, key, written) if exists(here, key) else here.value(written, None)


def _said(here: Here, written: Node | None) -> Words | None:
    """Return a text; one that nobody wrote is a problem elsewhere."""
    key = scalar_text(written)
    return words(here, key, written) if written is not None and exists(here, key) else None


def _text(here: Here, written: Node | None) -> Expression | None:
    return here.value(written, TEXT.maybe()) if written is not None else None


def _picture(here: Here, var: str, written: Node | None) -> Picture | None:
    """Return a picture: the card of a record, or a file; one that is a field shows the record whose it is."""
    if written is None:
        return None
    if var and scalar_text(written).strip() == var:
        return Picture(each=True)
    shown = here.value(written, None)
    if shown.type.name == "record":
        return Picture(of=shown)
    file = here.value(written, TEXT.maybe())
    return Picture(file, file.record if isinstance(file, Field) else None)


def _button(here: Here, var: str, written: Node) -> Button:
    """Return a button; one that reads the variable of the list stands beside each record of it."""
    here, test = _only(here, entry(written, "when"))
    action = here.definitions.current("actions", scalar_text(entry(written, "action")))
    declared = entry(here.definitions.declared("actions").get(action), "params")
    given = []
    for name, value in _entries(entry(written, "with")):
        param = entry(declared, name)
        form = read_param(param, here.kinds, here.definitions.offer_ids) if param is not None else None
        if form is not None:
            given.append((name, here.value(value, form.type)))
    button = Button(action, tuple(given), test, _said(here, entry(written, "label")))
    return replace(button, each=any(part.name == var for part in _read(button.expressions)))


def _read(expressions: Iterator[Expression]) -> Iterator[Local]:
    for expression in expressions:
        yield from (part for part in walk(expression) if isinstance(part, Local))


def _shown(here: Here, label: str, written: Node) -> Shown:
    asked = ODDS.fullmatch(scalar_text(written))
    if asked and isinstance(written, Scalar):
        return Shown(label, draw=draws(here, Part(written, asked.start(1), asked[1])))
    return Shown(label, told_value(here, written))


def _sort(here: Here, written: Node) -> tuple[Expression, bool]:
    """Return a measure to sort by; a leading minus means greatest first, of texts too."""
    text = scalar_text(written)
    falling = text.startswith("-")
    part = Part(written, 1, text[1:]) if falling and isinstance(written, Scalar) else written
    return here.value(part, None), falling


def _locals(here: Here, view: View) -> tuple[tuple[str, Expression], ...]:
    """Return the locals that a view reads and does not bind itself."""
    known = {*here.scope.params, *here.scope.locals, *here.scope.called.values()}
    found = {part.name: part for part in _read(view.expressions) if part.name in known}
    return tuple(sorted(found.items()))
