"""A scenario as it is written -> what is given, done and expected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rules.define.form import entry, items, scalar_text
from rules.define.literal import duration
from rules.document import Mapping, Node, Scalar, Sequence
from rules.lower import code
from rules.lower.cell import WRONG, cell, cells
from rules.lower.moment import moment
from rules.lower.session import Session
from rules.program.scenario import Act, Expected, Scenario

BEGINS = "2026-01-05 12:00"
APART = ("refused", "said")


def lower_scenario(session: Session, name: str, node: Node) -> Scenario:
    """Return one scenario."""
    calendar = session.definitions.vocabulary.catalogue.calendar
    then = entry(node, "then")
    expected = then.entries if isinstance(then, Mapping) else {}
    said = expected.get("said")
    return Scenario(
        name,
        moment(scalar_text(entry(node, "at")) or BEGINS, calendar) or 0,
        cells(session, entry(node, "given")),
        tuple(_acts(session, node)),
        tuple(_expected(session, then)) if isinstance(then, Mapping) else (),
        scalar_text(expected.get("refused")),
        tuple(scalar_text(each) for each in items(said)) if said is not None else None,
        node.place,
    )


def _expected(session: Session, then: Mapping) -> Iterator[Expected]:
    for key, value in then.entries.items():
        if key not in APART:
            read = cell(session, then.key(key), value)
            if read is not WRONG:
                yield Expected(key, read, value.place)


def _acts(session: Session, node: Node) -> list[Act]:
    """Return what is done: one action under its own name, or a list of `{do: …}`."""
    written, rolls = entry(node, "when"), _plain(entry(node, "rolls")) or {}
    if isinstance(written, Sequence):
        acts = [_act(row, scalar_text(entry(row, "do")), entry(row, "with")) for row in written.items]
    elif isinstance(written, Mapping):
        acts = [_act(node, name, params) for name, params in written.entries.items()]
    else:
        acts = []
    known = session.definitions.declared("actions")
    for act in acts:
        if act.action not in known:
            session.report(code.NO_SUCH, written or node, f"there is no action called `{act.action}`")
    acts = [act for act in acts if act.action in known]
    if acts and not any(act.rolls for act in acts):
        first = acts[0]
        acts[0] = Act(first.action, first.params, first.after, rolls, first.refused, first.place)
    return acts


def _act(row: Node, name: str, params: Node | None) -> Act:
    given = {key: scalar_text(value) for key, value in params.entries.items()} if isinstance(params, Mapping) else {}
    after = duration(scalar_text(entry(row, "after"))) or 0
    rolls = _plain(entry(row, "rolls")) or {}
    return Act(name, given, after, rolls, scalar_text(entry(row, "refused")), row.place)


def _plain(node: Node | None) -> Any:
    """Return texts in lists and mappings, as they are written."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key: _plain(value) for key, value in node.entries.items()} if isinstance(node, Mapping) else None
