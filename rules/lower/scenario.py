"""A scenario as it is written -> what is given, done and expected."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from rules.define.form import entry, items, scalar_text
from rules.define.literal import duration
from rules.document import Mapping, Node, Scalar, Sequence
from rules.expression.type import DAY
from rules.lower import code
from rules.lower.session import Session
from rules.program.catalogue import Calendar
from rules.program.scenario import Act, Expected, Scenario

BEGINS = "2026-01-05 12:00"
APART = ("refused", "said")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def lower_scenario(session: Session, name: str, node: Node) -> Scenario:
    """Return one scenario."""
    calendar = session.definitions.vocabulary.catalogue.calendar
    then = entry(node, "then")
    expected = then.entries if isinstance(then, Mapping) else {}
    said = expected.get("said")
    return Scenario(
        name,
        _time(scalar_text(entry(node, "at")) or BEGINS, calendar),
        _plain(entry(node, "given")) or {},
        tuple(_acts(session, node)),
        tuple(Expected(key, _plain(value), value.place) for key, value in expected.items() if key not in APART),
        scalar_text(expected.get("refused")),
        tuple(scalar_text(each) for each in items(said)) if said is not None else None,
        node.place,
    )


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


def _time(text: str, calendar: Calendar) -> int:
    """Return a moment of the game's zone, in milliseconds."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        moment = datetime.fromisoformat(BEGINS).replace(tzinfo=UTC)
    local = (moment - _EPOCH) // timedelta(milliseconds=1)
    day = (local - calendar.starts) // DAY
    return calendar.start_of(day) + local - calendar.starts - day * DAY
