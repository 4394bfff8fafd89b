"""A requirement that can never hold, or that always does."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.decided import decided
from rules.check.forms import doing, entries, requirements
from rules.check.subject import Subject
from rules.define.form import entry
from rules.document import Node, Scalar
from rules.problem import Problem, error, quoted, warning

NEVER = error("E616", "a condition can never hold")
ALWAYS = warning("W703", "a condition always holds")
CODES = (NEVER, ALWAYS)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield the conditions of actions and reactions that are decided before the game is played."""
    typed = {id(each.written): each.node for each in pack.session.typed}
    for written, what in _conditions(pack):
        known = decided(typed[id(written)]) if id(written) in typed else None
        said = quoted(written.text) if isinstance(written, Scalar) else "this"
        if known is False:
            yield NEVER.at(
                written.place, f"{said} can never hold, so {what}", help="look at its numbers again"
            )
        elif known:
            yield ALWAYS.at(
                written.place, f"{said} always holds", help="take it out, or look at its numbers again"
            )


def _conditions(pack: Subject) -> Iterator[tuple[Node, str]]:
    for noun, name, node in doing(pack):
        written = [entry(row, "that") for row in requirements(node)]
        written += [entry(param, "where") for _, param in entries(entry(node, "params"))]
        never = f"`{name}` is always refused"
        if noun == "reactions":
            written, never = [entry(node, "when")], f"`{name}` never happens"
        yield from ((each, never) for each in written if each is not None)
