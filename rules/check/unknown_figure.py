"""A kind whose records look like a figure that no picture knows."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.expression.node import Const, Field, Node
from rules.problem import Problem, error
from rules.schema.noun.manifest import FIGURES
from rules.suggest import did_you_mean

UNKNOWN_FIGURE = error("E640", "no picture knows a figure")
CODES = (UNKNOWN_FIGURE,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every text that `figure` may read of a record, or that stands there, and is no figure."""
    for kind, looks in pack.lowered.looks.items():
        for path, written in _figures(pack, kind, looks.figure):
            found = pack.resolved.at(path) if written not in FIGURES else None
            if found is not None:
                known = ", ".join(f"`{name}`" for name in FIGURES)
                said = f"there is no figure `{written}`"
                help_ = did_you_mean(written, FIGURES) or f"write one of {known}"
                yield UNKNOWN_FIGURE.at(found.node.place, said, help=help_)


def _figures(pack: Subject, kind: str, figure: Node | None) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield where figures are written, and how; one that is reckoned is not known before the game runs."""
    if isinstance(figure, Const) and isinstance(figure.value, str):
        yield ("kinds", kind, "looks", "figure"), figure.value
    if isinstance(figure, Field):
        records = pack.catalogue.kinds[figure.kind]
        for id_, written in zip(records.ids, records.columns.get(figure.name, ()), strict=False):
            if isinstance(written, str) and written:
                yield (figure.kind, id_, figure.name), written
