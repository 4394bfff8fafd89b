"""A text as it is named -> the values that its words need where they are said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rules.define.form import entry
from rules.document import Node, Scalar
from rules.expression.code import UNKNOWN_NAME
from rules.expression.node import Node as Expression
from rules.lower import code
from rules.lower.here import Here
from rules.lower.told import told_value
from rules.program.view import Words
from rules.source import Place
from rules.suggest import did_you_mean

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
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
                values[name] = _value(here, part)
    return Words(key, tuple(values.items()))


def _value(here: Here, part: Scalar) -> Expression:
    """Return what stands in braces; where a name means nothing, say what is known there."""
    problems, told = here.session.problems, len(here.session.problems)
    found = told_value(here, part)
    for at in range(told, len(problems)):
        if problems[at].code == UNKNOWN_NAME.id and not problems[at].help:
            problems[at] = replace(problems[at], help=_known(here))
    return found


def _known(here: Here) -> str:
    """Return what a text can name, so that its author need not guess."""
    names = {name for name in (*here.scope.locals, *here.scope.params) if not name.startswith("_")}
    here_alone = ", ".join(f"`{name}`" for name in sorted(names))
    return f"known here: {here_alone + ', ' if here_alone else ''}variables, formulas and choices"


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
