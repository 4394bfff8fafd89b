"""What a kind says of its looks -> the expressions that a picture of a record reads."""

from __future__ import annotations

from rules.define.form import entry, items
from rules.document import Node
from rules.expression.code import TYPE
from rules.expression.inference import UNKNOWN
from rules.expression.node import Node as Expression
from rules.expression.scope import Scope
from rules.expression.type import TEXT, integer, record
from rules.lower.here import Here
from rules.lower.session import Session
from rules.program.looks import Looks

IT = "it"
MARKS = integer(0, 99)


def lower_looks(session: Session) -> dict[str, Looks]:
    """Return how the records of each kind look that says so."""
    return {
        name: _looks(session, name, written)
        for name, kind in session.definitions.kinds.items()
        if (written := entry(kind.node, "looks")) is not None
    }


def _looks(session: Session, kind: str, written: Node) -> Looks:
    scope = Scope(session.definitions.vocabulary, params={IT: record(kind)})
    here = Here(session, scope, f"kinds.{kind}", kind)
    figure, colour, trim = (_text(here, entry(written, word)) for word in ("figure", "colour", "trim"))
    marks = entry(written, "marks")
    return Looks(
        kind,
        figure,
        colour,
        trim,
        _record(here, entry(written, "frame")),
        _record(here, entry(written, "badge")),
        tuple(here.value(each, None) for each in items(entry(written, "words"))),
        here.value(marks, MARKS) if marks is not None else None,
    )


def _text(here: Here, written: Node | None) -> Expression | None:
    return here.value(written, TEXT.maybe()) if written is not None else None


def _record(here: Here, written: Node | None) -> Expression | None:
    """Return an expression that is a record; its place among its kind is what the picture shows."""
    if written is None:
        return None
    found = here.value(written, None)
    if found is not UNKNOWN and found.type.name != "record":
        said = f"this is {found.type}, and no record that has a place among others"
        here.session.report(TYPE, written, said, "name a field that is a record, such as `it.FIELD`")
    return found
