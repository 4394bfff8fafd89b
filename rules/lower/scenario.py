"""A scenario as it is written -> what is given, done and expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rules.define.form import entry, items, read_param, scalar_text
from rules.define.literal import duration
from rules.define.literal import whole as read_whole
from rules.define.moment import moment
from rules.document import Mapping, Node, Scalar, Sequence
from rules.lower import code
from rules.lower.cell import WRONG, cell, cells, current, offer_cells
from rules.lower.session import Session
from rules.program.scenario import Act, Expected, Line, Lived, Scenario
from rules.source import Place
from rules.suggest import did_you_mean

BEGINS = "2026-01-05 12:00"
APART = ("refused", "said", "players", "offers")
LOG = "log"


def lower_scenario(session: Session, name: str, node: Node) -> Scenario:
    """Return one scenario."""
    calendar = session.definitions.vocabulary.catalogue.calendar
    then = entry(node, "then")
    expected = then.entries if isinstance(then, Mapping) else {}
    said = expected.get("said")
    lived = _lived(session, entry(node, "when"))
    log = expected.get(LOG) if lived else None
    apart = APART if lived is None else (*APART, LOG)
    return Scenario(
        name,
        moment(scalar_text(entry(node, "at")) or BEGINS, calendar) or 0,
        cells(session, entry(node, "given")),
        tuple(_acts(session, node)) if lived is None else (),
        tuple(_expected(session, then, apart)) if isinstance(then, Mapping) else (),
        scalar_text(expected.get("refused")),
        tuple(scalar_text(each) for each in items(said)) if said is not None else None,
        lived,
        tuple(Line(scalar_text(each), each.place) for each in items(log)) if log is not None else None,
        node.place,
        _players(session, entry(node, "players")),
        dict(_then_players(session, node, expected.get("players"))),
        dict(_then_offers(session, expected.get("offers"))),
    )


def _players(session: Session, written: Node | None) -> dict[str, dict[str, Any]]:
    """Return what the other players are given, by name."""
    found = written.entries if isinstance(written, Mapping) else {}
    return {name: cells(session, given) for name, given in found.items()}


def _then_players(
    session: Session, node: Node, written: Node | None
) -> Iterator[tuple[str, tuple[Expected, ...]]]:
    """Yield what the other players must have, each by a name that the scenario gives."""
    named = entry(node, "players")
    known = named.entries if isinstance(named, Mapping) else {}
    for name, then in written.entries.items() if isinstance(written, Mapping) else ():
        if name in known:
            yield name, tuple(_expected(session, then, ())) if isinstance(then, Mapping) else ()
        elif isinstance(written, Mapping):
            said = f"there is no player called `{name}` in this scenario"
            session.report(code.NO_SUCH, written.key(name), said, did_you_mean(name, known))


def _then_offers(session: Session, written: Node | None) -> Iterator[tuple[str, tuple[Expected, ...]]]:
    """Yield what must be in offers, each by its name: its kind, or `KIND.2` for the second of it."""
    known = session.definitions.offers
    for name, then in written.entries.items() if isinstance(written, Mapping) else ():
        kind, _, number = name.partition(".")
        current = session.definitions.current("offers", kind)
        if current in known and (not number or number.isdigit()):
            told = tuple(offer_cells(session, current, then)) if isinstance(then, Mapping) else ()
            yield f"{current}.{number}" if number else current, told
        elif isinstance(written, Mapping):
            said = f"there is no kind of offer called `{kind}`"
            session.report(code.NO_SUCH, written.key(name), said, did_you_mean(kind, known))


def _lived(session: Session, when: Node | None) -> Lived | None:
    """Return whose days are lived, where a scenario tells of that."""
    written = entry(when, "lives")
    if not isinstance(written, Scalar):
        return None
    profile = session.definitions.current("profiles", written.text)
    known = session.definitions.declared("profiles")
    if profile not in known:
        said = f"there is no profile called `{written.text}`"
        session.report(code.NO_SUCH, written, said, did_you_mean(written.text, known))
    days, seed = (read_whole(scalar_text(entry(when, word))) for word in ("days", "seed"))
    return Lived(profile, days or 1, 1 if seed is None else seed, written.place)


def _expected(session: Session, then: Mapping, apart: tuple[str, ...]) -> Iterator[Expected]:
    for key, value in then.entries.items():
        if key not in apart:
            read = cell(session, then.key(key), value)
            if read is not WRONG:
                yield Expected(current(session, key), read, value.place)


def _acts(session: Session, node: Node) -> list[Act]:
    """Return what is done: one action under its own name, or a list of `{do: …}`."""
    written, rolls = entry(node, "when"), entry(node, "rolls")
    known = session.definitions.declared("actions")
    acts = []
    for name, row, params in _written(written):
        action = session.definitions.current("actions", name.text)
        if action in known:
            acts.append(_renewed(session, _act(row, action, params)))
        elif name.text:
            said = f"there is no action called `{name.text}`"
            session.report(code.NO_SUCH, name, said, did_you_mean(name.text, known))
    if acts and not any(act.rolls for act in acts):
        acts[0] = replace(acts[0], rolls=_plain(rolls) or {}, rolled=_places(rolls))
    return acts


def _written(when: Node | None) -> Iterator[tuple[Scalar, Node, Node | None]]:
    """Yield each action by its name, with the row that says more of it, and its parameters."""
    rows = items(when) if entry(when, "do") is None else [when]
    for row in rows:
        name = entry(row, "do")
        if row is not None and isinstance(name, Scalar):
            yield name, row, entry(row, "with")
    if isinstance(when, Mapping) and "do" not in when.entries:
        for key, params in when.entries.items():
            yield when.key(key), when, params


def _act(row: Node, name: str, params: Node | None) -> Act:
    given = (
        {key: scalar_text(value) for key, value in params.entries.items()}
        if isinstance(params, Mapping)
        else {}
    )
    after = duration(scalar_text(entry(row, "after"))) or 0
    rolls, refused = entry(row, "rolls"), scalar_text(entry(row, "refused"))
    by = scalar_text(entry(row, "by"))
    return Act(name, given, after, _plain(rolls) or {}, refused, row.place, _places(rolls), by)


def _renewed(session: Session, act: Act) -> Act:
    """Return an act whose offers have the names of the kinds that there are now."""
    definitions = session.definitions
    asked = entry(definitions.declared("actions").get(act.action), "params")
    renewed = dict(act.params)
    for name, text in act.params.items():
        param = entry(asked, name)
        form = read_param(param, definitions.kinds, definitions.offer_ids) if param is not None else None
        if form is not None and form.type.name == "offer":
            kind, dot, number = text.partition(".")
            renewed[name] = f"{definitions.current('offers', kind)}{dot}{number}"
    return replace(act, params=renewed)


def _places(rolls: Node | None) -> dict[str, tuple[Place, ...]]:
    """Return where the outcomes of each roll are written."""
    found = rolls.entries if isinstance(rolls, Mapping) else {}
    return {
        label: tuple(each.place for each in (items(node) if isinstance(node, Sequence) else [node]))
        for label, node in found.items()
    }


def _plain(node: Node | None) -> Any:
    """Return texts in lists and mappings, as they are written."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key: _plain(value) for key, value in node.entries.items()} if isinstance(node, Mapping) else None
