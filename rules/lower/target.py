"""A target as it is written -> its measure, and the bounds between which it must be."""

from __future__ import annotations

from fractions import Fraction

from rules.define.form import entry, items, scalar_text
from rules.define.literal import exact, whole
from rules.document import Mapping, Node
from rules.lower import code
from rules.lower.bound import Bounds, read_bounds
from rules.lower.cell import cells
from rules.lower.reach import read_reach
from rules.lower.session import Session
from rules.program.target import (
    MOST_NAMED,
    First,
    Flow,
    Flows,
    Gini,
    Measure,
    NoProfit,
    Per,
    Target,
    Wealth,
)
from rules.suggest import did_you_mean

DAYS = 30  # where nothing says for how long
HALF = Fraction(1, 2)
_FLOWS: tuple[Flows, ...] = ("net", "made", "spent")
_PARTS = 4  # of `tables.NAME.entries.NAME`


def lower_targets(session: Session) -> dict[str, Target]:
    """Return the targets of a pack; what cannot be read is reported and left out."""
    written = session.definitions.declared("targets").items()
    found = {name: lower_target(session, name, node) for name, node in written}
    return {name: target for name, target in found.items() if target is not None}


def lower_target(session: Session, name: str, node: Node) -> Target | None:
    """Return one target, or nothing where its measure cannot be read."""
    measure = _measure(session, node)
    if measure is None:
        return None
    bounds = read_bounds(session, node, measure)
    days = _days(session, node, measure, bounds)
    players = whole(scalar_text(entry(node, "players"))) or 0
    profile = _profile(session, node, sampled=Target(name, measure).sampled)
    return Target(name, measure, bounds.low, bounds.high, profile, days, players, node.place)


def _measure(session: Session, node: Node) -> Measure | None:
    for sort in _FLOWS:
        if entry(node, sort) is not None:
            return _flow(session, node, sort)
    if entry(node, "first") is not None:
        return _first(session, node)
    if entry(node, "reach") is not None:
        return read_reach(session, node)
    if entry(node, "no_profit") is not None:
        return _no_profit(session, node)
    return _held(session, node)


def _flow(session: Session, node: Node, sort: Flows) -> Flow | None:
    asset = _asset(session, entry(node, sort) or node)
    written = entry(node, "by")
    by = session.definitions.current("actions", scalar_text(written))
    if written is not None and not _known(
        session, written, by, "action or reaction", [*_ids(session, "actions"), *_ids(session, "reactions")]
    ):
        return None
    return None if asset is None else Flow(sort, asset, _per(entry(node, "per")), by)


def _per(node: Node | None) -> Per:
    words = [scalar_text(each) for each in items(node)] or [scalar_text(node)]
    if words[0] == "active_player":
        return "active_player_day"
    return "player" if words == ["player"] else "player_day"


def _held(session: Session, node: Node) -> Wealth | Gini | None:
    """Return how what is held is shared out."""
    wealth = entry(node, "wealth")
    written = wealth or entry(node, "gini")
    asset = None if written is None else _asset(session, written)
    if asset is None:
        return None
    if wealth is None:
        return Gini(asset)
    top = exact(scalar_text(entry(node, "top"))) or Fraction(0)
    if 0 < top < 1:
        return Wealth(asset, top)
    richest = entry(node, "top") or node
    said = f"the richest `{scalar_text(richest)}` are nobody, or everybody"
    session.report(code.NO_TARGET, richest, said, "write a share such as `1%`")
    return None


def _asset(session: Session, written: Node) -> str | None:
    """Return under what name a simulation counts an asset."""
    declared = session.definitions.vocabulary
    name = scalar_text(written)
    if name in declared.holdable:
        kind = declared.holdable[name]
        if len(declared.catalogue.kinds[kind].ids) <= MOST_NAMED:
            return session.definitions.current(kind, name)
        said = f"`{name}` is counted together with every other `{kind}`"
        session.report(code.NO_TARGET, written, said, f"write `{kind}`")
        return None
    variable = declared.variables.get(name)
    if variable is not None and variable.spendable and not variable.kind:
        return session.definitions.current("variables", name)
    sign = declared.kinds.get(name)
    if sign is not None and sign.holding is not None:
        return _kind(session, written, name)
    spent = [each for each, sign in declared.variables.items() if sign.spendable and not sign.kind]
    help_ = did_you_mean(name, [*declared.holdable, *spent, *declared.kinds])
    session.report(code.NO_SUCH, written, f"`{name}` can be neither held nor spent", help_)
    return None


def _kind(session: Session, written: Node, kind: str) -> str | None:
    ids = session.definitions.vocabulary.catalogue.kinds[kind].ids
    if len(ids) > MOST_NAMED:
        return kind
    said = f"each `{kind}` is counted by itself"
    session.report(code.NO_TARGET, written, said, f"name one, such as `{ids[0]}`" if ids else None)
    return None


def _first(session: Session, node: Node) -> First | None:
    written = entry(node, "first") or node
    parts = scalar_text(written).split(".")
    if len(parts) != _PARTS:
        return None
    tables = session.definitions.tables
    table = session.definitions.current("tables", parts[1])
    if not _known(session, written, table, "table", [name for name in tables if "." not in name]):
        return None
    if session.definitions.vocabulary.tables[table].params:
        said = f"the table `{table}` has parameters, so that nobody draws it alike"
        session.report(code.NO_TARGET, written, said, "name a table without parameters")
        return None
    entries = entry(tables[table], "entries")
    known = list(entries.entries) if isinstance(entries, Mapping) else []
    if not _known(session, written, parts[3], f"entry of `{table}`", known):
        return None
    return _drawn(session, node, table, parts[3])


def _drawn(session: Session, node: Node, table: str, name: str) -> First:
    within, draws = entry(node, "within"), entry(node, "draws")
    if (within is None) == (draws is None):
        said = "a target about an entry says either `within` or `draws`"
        help_ = "write `within: 30` for a chance, or `draws: median` for a number of draws"
        session.report(code.NO_TARGET, draws or node, said, help_)
    text = scalar_text(draws)
    share = HALF if text in {"median", ""} else exact(text)
    if share is not None and not 0 < share < 1:
        session.report(code.NO_TARGET, draws or node, f"no draw is the one by which `{text}` have it")
    return First(
        table,
        name,
        whole(scalar_text(within)) or 0,
        "mean" if text == "mean" or share is None else share,
        whole(scalar_text(entry(node, "copies"))) or 1,
        cells(session, entry(node, "given")),
    )


def _no_profit(session: Session, node: Node) -> NoProfit | None:
    actions = []
    for written in items(entry(node, "no_profit")):
        name = session.definitions.current("actions", scalar_text(written))
        if _known(session, written, name, "action", _ids(session, "actions")):
            actions.append(name)
    return NoProfit(tuple(actions), cells(session, entry(node, "given"))) if actions else None


def _profile(session: Session, node: Node, *, sampled: bool) -> str:
    written = entry(node, "profile")
    known = _ids(session, "profiles")
    name = session.definitions.current("profiles", scalar_text(written))
    if written is not None:
        _known(session, written, name, "profile", known)
    elif sampled and not known:
        said = "this takes simulated players, and the pack has no profiles"
        session.report(code.NO_TARGET, node, said, "write what a player does under `profiles`")
    return name


def _days(session: Session, node: Node, measure: Measure, bounds: Bounds) -> int:
    """Return for how many days players are looked at: if none is said, to the last day of a bound."""
    days, within = (whole(scalar_text(entry(node, word))) for word in ("days", "within"))
    if isinstance(measure, First | NoProfit):
        return 0
    asked = within or bounds.last_day(measure)
    if days is not None and asked > days:
        said = f"day {asked} is asked for, and players are looked at for {days}"
        session.report(code.NO_TARGET, entry(node, "days") or node, said, f"write `days: {asked}`")
    return within or days or asked or DAYS


def _known(session: Session, written: Node, name: str, what: str, known: list[str]) -> bool:
    """Tell whether something is declared; if not, report it."""
    if name in known:
        return True
    session.report(code.NO_SUCH, written, f"there is no {what} called `{name}`", did_you_mean(name, known))
    return False


def _ids(session: Session, noun: str) -> list[str]:
    return list(session.definitions.declared(noun))
