"""A default that does not fit what it is the default of."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.define.form import scalar_text
from rules.define.variable import VariableForm, constant
from rules.expression.type import NONE
from rules.pack import Plain
from rules.problem import Problem, error, quoted
from rules.schema.record import slot
from rules.schema.valid import Judge
from rules.schema.value import value

MISFIT = error("E619", "a default does not fit its type")
CODES = (MISFIT,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield defaults of fields and of variables that no value of their type can be."""
    yield from _fields(pack)
    for name, variable in pack.definitions.variables.items():
        said = _wrong(variable)
        if said and variable.form.default is not None:
            written = quoted(scalar_text(variable.form.default))
            help_ = f"write one that fits the type of `{name}`"
            yield MISFIT.at(variable.form.default.place, f"{written} {said}", help=help_)


def _fields(pack: Subject) -> Iterator[Problem]:
    for name, kind in pack.definitions.kinds.items():
        plain = pack.resolved.plain.get("kinds", {}).get(name)
        fields = plain.get("fields") if isinstance(plain, dict) else None
        for field, form in kind.fields.items():
            declared = fields.get(field) if isinstance(fields, dict) else None
            if form.default is None or not isinstance(declared, dict) or form.type.name == "formula":
                continue
            if not Judge(slot(_judged(declared))).fits(value(declared["default"])):
                written = quoted(scalar_text(form.default) or "this")
                said = f"{written} is no default for `{name}.{field}`, which is of type `{form.type}`"
                yield MISFIT.at(form.default.place, said, help=f"write one of type `{form.type}`")


def _judged(declared: dict[str, Plain]) -> Plain:
    """Return the type that a default is of: of a map, one value may stand for all keys."""
    parts = declared.get("map")
    of_each = isinstance(parts, list) and len(parts) == 2 and isinstance(declared["default"], str)  # noqa: PLR2004
    return parts[1] if of_each and isinstance(parts, list) else declared


def _wrong(variable: VariableForm) -> str:
    """Return what is wrong with the default of a variable; expressions are judged where they are typed."""
    form = variable.form
    known = constant(form.default, form) if form.default is not None else None
    if form.default is None or known == NONE or form.type.name == "record":
        return ""
    if known is None:
        return (
            f"is worked out, but is kept per `{variable.per}`: only a constant will do"
            if variable.per
            else ""
        )
    lo, hi = form.type.lo, form.type.hi
    return "" if lo <= known <= hi else f"is outside the bounds from {lo:.0f} to {hi:.0f}"
