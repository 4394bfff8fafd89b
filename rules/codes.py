"""Every sort of problem that a pack can have, by its code."""

from __future__ import annotations

from rules import check, document, event, pack, schema
from rules.define import code as define
from rules.expression import code as expression
from rules.lower import code as lower
from rules.problem import Code

_FAMILIES: tuple[tuple[Code, ...], ...] = (
    document.CODES,
    pack.CODES,
    schema.CODES,
    expression.CODES,
    define.CODES,
    lower.CODES,
    event.CODES,
    tuple(getattr(check, "CODES", ())),
)

CODES: tuple[Code, ...] = tuple(
    sorted((code for family in _FAMILIES for code in family), key=lambda code: code.id)
)
BY_ID: dict[str, Code] = {code.id: code for code in CODES}
