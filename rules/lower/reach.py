"""`reach: …, value: …` -> a variable and a number, or the first record with a value of a field."""

from __future__ import annotations

from fractions import Fraction

from rules.define.form import entry, scalar_text
from rules.define.literal import exact, truth, whole
from rules.document import Node
from rules.lower import code
from rules.lower.session import Session
from rules.program.target import Reach
from rules.suggest import did_you_mean


def read_reach(session: Session, node: Node) -> Reach | None:
    """Return the measure, or nothing where it cannot be read."""
    written = entry(node, "reach") or node
    kind, _, field = scalar_text(written).partition(".")
    by = _by(session, node)
    return _record(session, node, (kind, field), by) if field else _variable(session, node, by)


def _by(session: Session, node: Node) -> Fraction | None:
    written, within = entry(node, "by"), entry(node, "within")
    by = exact(scalar_text(written))
    if (written is None) == (within is None) or (within is not None and entry(node, "days") is not None):
        said = "a target about days says either `by` or `within`, which needs no `days`"
        help_ = "write `by: 50%` for the day, or `within: 30` for the share of players"
        session.report(code.NO_TARGET, written or node, said, help_)
    elif by is not None and not 0 < by <= 1:
        session.report(
            code.NO_TARGET, written or node, f"there is no day by which `{scalar_text(written)}` are there"
        )
    return by


def _variable(session: Session, node: Node, by: Fraction | None) -> Reach | None:
    written, value = entry(node, "reach") or node, entry(node, "value") or node
    declared = session.definitions.vocabulary.variables
    name, text = scalar_text(written), scalar_text(value)
    sign = declared.get(name)
    if sign is None:
        help_ = did_you_mean(name, declared) or "for a record write its kind and field, such as `beast.breed`"
        session.report(code.NO_SUCH, written, f"there is no variable called `{name}`", help_)
        return None
    if sign.kind or sign.type.name not in {"int", "bool"}:
        said = f"the course of `{name}` cannot be followed"
        session.report(code.NO_TARGET, written, said, "name a variable that is one whole number")
        return None
    asked = truth(text) if sign.type.name == "bool" else whole(text)
    if asked is None or not sign.type.lo <= asked <= sign.type.hi:
        said = f"`{name}` is never `{text}`"
        session.report(
            code.NO_TARGET, value, said, f"it goes from {sign.type.lo:.15g} to {sign.type.hi:.15g}"
        )
        return None
    return Reach(session.definitions.current("variables", name), int(asked), by)


def _record(session: Session, node: Node, path: tuple[str, str], by: Fraction | None) -> Reach | None:
    written, value = entry(node, "reach") or node, entry(node, "value") or node
    kind, field = path
    declared = session.definitions.vocabulary.kinds
    holdable = [name for name, sign in declared.items() if sign.holding is not None]
    sign = declared.get(kind)
    if sign is None or sign.holding is None:
        session.report(
            code.NO_SUCH, written, f"there is no holdable kind called `{kind}`", did_you_mean(kind, holdable)
        )
        return None
    known = {name: each.type.kind for name, each in sign.fields.items() if each.type.name == "record"}
    if field not in known:
        said = f"`{kind}` has no field called `{field}` whose values are records"
        session.report(code.NO_SUCH, written, said, did_you_mean(field, known))
        return None
    codes, text = session.definitions.vocabulary.catalogue.kinds[known[field]].codes, scalar_text(value)
    if text not in codes:
        said = f"there is no `{known[field]}` called `{text}`"
        session.report(code.NO_SUCH, value, said, did_you_mean(text, codes))
        return None
    return Reach(
        f"{kind}.{field}: {session.definitions.current(known[field], text)}", 0, by, f"{kind}.{field}"
    )
