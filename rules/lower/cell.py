"""What a scenario says of a cell (`coins: 500`, `marks: {owl: 2}`) -> the value as a state takes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rules.define.form import scalar_text
from rules.define.literal import day, truth
from rules.define.literal import whole as read_whole
from rules.define.moment import moment
from rules.document import Mapping, Node, Scalar
from rules.expression.type import Type
from rules.lower import code
from rules.lower.session import Session
from rules.program.scenario import Expected
from rules.suggest import did_you_mean

WRONG = object()
_TOLD = {
    "bool": "`true` or `false`",
    "int": "a whole number",
    "day": "a day such as 2026-10-25",
    "time": "a time such as 2026-10-25 18:00",
}


def cells(session: Session, node: Node | None) -> dict[str, Any]:
    """Return the value of every cell that a mapping names; what is wrong with it is reported."""
    if not isinstance(node, Mapping):
        return {}
    found = {}
    for name, value in node.entries.items():
        read = cell(session, node.key(name), value)
        if read is not WRONG:
            found[current(session, name)] = read
    return found


def current(session: Session, name: str) -> str:
    """Return what a cell is called today."""
    declared = session.definitions.vocabulary
    if name in declared.holdable:
        return session.definitions.current(declared.holdable[name], name)
    return session.definitions.current("variables", name)


def cell(session: Session, key: Scalar, value: Node) -> Any:
    """Return one value, or `WRONG`."""
    declared = session.definitions.vocabulary
    name = key.text
    if name in declared.holdable:
        sign = declared.kinds[declared.holdable[name]].holding
        return _scalar(session, sign.type, value) if sign else WRONG
    variable = declared.variables.get(name)
    if variable is None:
        known = [*declared.variables, *declared.holdable]
        session.report(
            code.NO_SUCH,
            key,
            f"there is no variable and nothing held called `{name}`",
            did_you_mean(name, known),
        )
        return WRONG
    if not variable.kind:
        return _scalar(session, variable.type, value)
    if not isinstance(value, Mapping):
        session.report(
            code.NO_SUCH, value, f"`{name}` is kept per `{variable.kind}`", f"write `{name}: {{id: value}}`"
        )
        return WRONG
    codes = declared.kind(variable.kind).codes
    return {
        id_: read
        for id_, each in value.entries.items()
        if (read := _keyed(session, codes, value.key(id_), each, variable.type)) is not WRONG
    }


def offer_cells(session: Session, kind: str, then: Mapping) -> Iterator[Expected]:
    """Yield what an offer must hold, by what an expression calls it; `held` is what lies in it, by asset."""
    parts = session.definitions.vocabulary.offers[kind].parts
    for name, value in then.entries.items():
        if name == "held":
            yield Expected(name, cells(session, value), value.place)
            continue
        sign = parts.get(name)
        if sign is None:
            said = f"an offer of `{kind}` has no `{name}`"
            session.report(code.NO_SUCH, then.key(name), said, did_you_mean(name, [*parts, "held"]))
        elif not sign.kind:
            read = _scalar(session, sign.type, value)
            if read is not WRONG:
                yield Expected(name, read, value.place)
        elif isinstance(value, Mapping):
            found = {player: _scalar(session, sign.type, each) for player, each in value.entries.items()}
            yield Expected(
                name, {player: read for player, read in found.items() if read is not WRONG}, value.place
            )
        else:
            said = f"`{name}` is kept for each player"
            session.report(code.NO_SUCH, value, said, f"write `{name}: {{player: value}}`")


def _keyed(session: Session, codes: dict[str, int], key: Scalar, value: Node, type_: Type) -> Any:
    if key.text in codes:
        return _scalar(session, type_, value)
    session.report(
        code.NO_SUCH, key, f"there is no record called `{key.text}`", did_you_mean(key.text, codes)
    )
    return WRONG


def _scalar(session: Session, type_: Type, node: Node) -> Any:
    text = scalar_text(node)
    if text == "none" and type_.optional:
        return None
    value = _read(session, type_, text)
    if value is None:
        session.report(code.NO_SUCH, node, f"`{text}` will not do here", f"write {_told(type_)}")
        return WRONG
    return value


def _read(session: Session, type_: Type, text: str) -> Any:
    declared = session.definitions.vocabulary
    match type_.name:
        case "record":
            return text if text in declared.kind(type_.kind).codes else None
        case "player":
            return text or None
        case "bool":
            return truth(text)
        case "day":
            return text if day(text) is not None else None
        case "time":
            return moment(text, declared.catalogue.calendar)
        case _:
            return read_whole(text)


def _told(type_: Type) -> str:
    return (
        f"a record of `{type_.kind}`" if type_.name == "record" else _TOLD.get(type_.name, f"a {type_.name}")
    )
