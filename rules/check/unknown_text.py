"""A text that nobody wrote: why an action is refused, what a view says, what a scenario waits for."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import doing, general, requirements
from rules.check.subject import Subject
from rules.define.form import entry, items
from rules.document import Mapping, Node, Scalar
from rules.problem import Problem, error
from rules.suggest import did_you_mean

UNKNOWN_TEXT = error("E605", "a text is not written in any locale")
CODES = (UNKNOWN_TEXT,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every name of a text that leads nowhere."""
    known = {key for _, locale in pack.declared("texts") for key in getattr(locale, "entries", ())}
    for node in (*_reasons(pack), *_shown(pack)):
        if isinstance(node, Scalar) and node.text and node.text not in known:
            yield _problem(node, known)
    known |= set(pack.definitions.declared("views"))
    for node in _expected(pack):
        if isinstance(node, Scalar) and node.text and node.text not in known:
            yield _problem(node, known)


def _problem(node: Scalar, known: set[str]) -> Problem:
    help_ = did_you_mean(node.text, known) or f"write `{node.text}` in `texts`"
    return UNKNOWN_TEXT.at(node.place, f"there is no text called `{node.text}`", help=help_)


def _reasons(pack: Subject) -> Iterator[Node | None]:
    yield from (entry(row, "else") for row in requirements(general(pack)))
    for _, _, node in doing(pack):
        yield from (entry(row, "else") for row in requirements(node))


def _shown(pack: Subject) -> Iterator[Node | None]:
    for _, view in pack.declared("views"):
        yield from (entry(view, "text"), entry(view, "empty"))
        yield from (entry(button, "label") for button in items(entry(view, "buttons")))


def _expected(pack: Subject) -> Iterator[Node]:
    for _, scenario in pack.declared("scenarios"):
        if isinstance(scenario, Mapping) and scenario.source.file in pack.own:
            yield from items(entry(entry(scenario, "then"), "said"))
