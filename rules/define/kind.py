"""Kinds as they are declared, with their records as plain values in canonical order."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from fractions import Fraction

from rules.define.form import Form, entry, read_form, scalar_text
from rules.define.literal import day, exact, whole
from rules.document import Mapping, Node
from rules.pack import Resolved
from rules.pack.image import Plain

MOST = 10**12  # of a holding, where the kind does not say

Record = dict[str, Plain]


@dataclass(frozen=True, slots=True)
class KindForm:
    """A kind as an author declared it, with its records in canonical order.

    *renamed*: an id that a record had -> the one it has; *codes* has both.
    """

    name: str
    node: Node
    fields: dict[str, Form]
    records: dict[str, Record]
    renamed: dict[str, str]
    holdable: bool = False
    most: int = MOST
    ordered_by: str = ""
    secret: bool = False

    codes: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Number the records; an id that a record had leads to it, too."""
        codes = {name: code for code, name in enumerate(self.records)}
        codes |= {old: codes[new] for old, new in self.renamed.items() if new in codes}
        object.__setattr__(self, "codes", codes)


def kind_forms(resolved: Resolved) -> dict[str, KindForm]:
    """Return every kind of the pack, with its records."""
    declared = resolved.root.entries.get("kinds")
    nodes = declared.entries if isinstance(declared, Mapping) else {}
    return {name: _kind_form(name, nodes, resolved) for name in sorted(nodes)}


def _kind_form(name: str, nodes: Dict[str, Node], resolved: Resolved) -> KindForm:
    node = nodes[name]
    stated = entry(node, "fields")
    written = stated.entries if isinstance(stated, Mapping) else {}
    forms = {key: read_form(value, nodes) for key, value in written.items()}
    ordered_by = scalar_text(entry(node, "ordered_by"))
    return KindForm(
        name,
        node,
        {key: form for key, form in forms.items() if form},
        _ordered(resolved.plain.get(name, {}), ordered_by),
        resolved.renamed.get(name, {}),
        holdable=scalar_text(entry(node, "holdable")) == "stack",
        most=whole(scalar_text(entry(node, "most"))) or MOST,
        ordered_by=ordered_by,
        secret=scalar_text(entry(node, "secret")) == "true",
    )


def _ordered(found: Dict[str, Plain], ordered_by: str) -> dict[str, Record]:
    """Return the records by id in canonical order: by the field that orders them, then by id."""
    names = sorted(name for name, record in found.items() if isinstance(record, dict))
    if ordered_by:
        names.sort(key=lambda name: _rank(found[name].get(ordered_by)))
    return {name: found[name] for name in names}


def _rank(plain: Plain) -> Fraction:
    text = plain if isinstance(plain, str) else ""
    on = day(text)
    return Fraction(on) if on is not None else exact(text) or Fraction(0)
