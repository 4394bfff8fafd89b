"""A text or a view as it is named -> the values that its words need where they are said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rules.define.form import entry, items, scalar_text
from rules.define.literal import whole
from rules.document import Mapping, Node, Scalar
from rules.expression.node import Domain, Local, walk
from rules.expression.node import Node as Expression
from rules.expression.type import BOOL, record
from rules.lower import code
from rules.lower.here import Here
from rules.lower.step.draw import draws
from rules.program.view import Shown, View, Words
from rules.source import Place
from rules.suggest import did_you_mean

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
ODDS = re.compile(r"odds\((.*)\)")
FORMS = ("one", "other", "few", "many", "zero", "two")


class Part(Scalar):
    """A piece of a text that is read as an expression, in its own place."""

    __slots__ = ("_place",)

    def __init__(self, whole_text: Scalar, offset: int, text: str) -> None:
        super().__init__(whole_text.source, whole_text.start, whole_text.end, text, plain=False)
        self._place = whole_text.place.within(offset, max(1, len(text)))

    @property
    def place(self) -> Place:
        """Return the place of the piece."""
        return self._place


def told(here: Here, name: str, written: Node) -> Words:
    """Return a text or a view by its name, with the values that it needs here; both count as used."""
    views = here.definitions.declared("views")
    if name in views:
        view = lower_view(here, name, views[name])
        return Words(here.session.view(name, view), view.locals)
    return words(here, name, written)


def words(here: Here, key: str, written: Node) -> Words:
    """Return a text with what its placeholders stand for, in every locale."""
    found = list(_translations(here, key))
    if not found:
        known = [*_keys(here), *here.definitions.declared("views")]
        here.session.report(
            code.NO_TEXT,
            written,
            f"there is no text or view called `{key}`",
            did_you_mean(key, known) or f"write `{key}` in `texts`",
        )
    here.session.used.add(("texts", key))
    values: dict[str, Expression] = {}
    for text in found:
        for name, part in _placeholders(text):
            if name not in values:
                values[name] = here.value(part, None)
    return Words(key, tuple(values.items()))


def exists(here: Here, key: str) -> bool:
    """Tell whether some locale has a text of this key."""
    return next(_translations(here, key), None) is not None


def _translations(here: Here, key: str) -> Iterator[Node]:
    for locale in here.definitions.declared("texts").values():
        node = entry(locale, key)
        if node is not None:
            yield node


def _keys(here: Here) -> set[str]:
    return {
        key
        for locale in here.definitions.declared("texts").values()
        for key in getattr(locale, "entries", ())
    }


def _placeholders(node: Node) -> Iterator[tuple[str, Part | Scalar]]:
    """Yield what stands in braces, and what decides between the forms of a plural."""
    if isinstance(node, Scalar):
        for match in PLACEHOLDER.finditer(node.text):
            yield match[1], Part(node, match.start(1), match[1])
        return
    by = entry(node, "by")
    if isinstance(by, Scalar):
        yield by.text, by
    for form in FORMS:
        text = entry(node, form)
        if text is not None:
            yield from _placeholders(text)


def lower_view(here: Here, name: str, node: Node) -> View:
    """Return a view as it reads where it is said."""
    inner, domain, var = _listed(here, node)
    row, where, page = entry(node, "row"), entry(node, "where"), entry(node, "page")
    view = View(
        name,
        _title(here, entry(node, "title")),
        tuple(_shown(here, label, value) for label, value in _entries(entry(node, "show"))),
        domain,
        var,
        inner.value(where, BOOL) if where is not None else None,
        tuple(_sort(inner, each) for each in items(entry(node, "sort"))),
        whole(scalar_text(page)) or 8,
        words(inner, scalar_text(row), row) if row is not None else None,
    )
    return replace(view, locals=_locals(here, view))


def _entries(node: Node | None) -> list[tuple[str, Node]]:
    return list(node.entries.items()) if isinstance(node, Mapping) else []


def _listed(here: Here, node: Node) -> tuple[Here, Domain | None, str]:
    listed = _entries(entry(node, "list"))
    if not listed:
        return here, None, ""
    var, over = listed[0]
    domain = here.domain(over)
    return here.where(var, record(domain.kind)), domain, var


def _title(here: Here, written: Node | None) -> Words | Expression | None:
    if written is None:
        return None
    key = scalar_text(written)
    return words(here, key, written) if exists(here, key) else here.value(written, None)


def _shown(here: Here, label: str, written: Node) -> Shown:
    asked = ODDS.fullmatch(scalar_text(written))
    if asked and isinstance(written, Scalar):
        return Shown(label, draw=draws(here, Part(written, asked.start(1), asked[1])))
    return Shown(label, here.value(written, None))


def _sort(here: Here, written: Node) -> tuple[Expression, bool]:
    """Return a measure to sort by; a leading minus means greatest first, of texts too."""
    text = scalar_text(written)
    falling = text.startswith("-")
    part = Part(written, 1, text[1:]) if falling and isinstance(written, Scalar) else written
    return here.value(part, None), falling


def _locals(here: Here, view: View) -> tuple[tuple[str, Expression], ...]:
    """Return the locals that a view reads and does not bind itself."""
    used: set[Expression] = set()
    for node in _expressions(view):
        used |= {part for part in walk(node) if isinstance(part, Local)}
    known = {**here.scope.params, **here.scope.locals}
    found = {part.name: part for part in used if isinstance(part, Local) and part.name in known}
    return tuple(sorted(found.items()))


def _expressions(view: View) -> Iterator[Expression]:
    title = view.title
    for words_ in (title, view.row):
        if isinstance(words_, Words):
            yield from (node for _, node in words_.values)
    if title is not None and not isinstance(title, Words):
        yield title
    yield from (shown.value for shown in view.show if shown.value is not None)
    yield from (measure for measure, _ in view.sort)
    if view.where is not None:
        yield view.where
