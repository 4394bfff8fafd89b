"""A record's amounts (`{gold: 500, ticket: 2}`) -> whole numbers by asset, one for each record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping as Dict

from rules.define.form import scalar_text
from rules.define.kind import KindForm
from rules.define.literal import whole
from rules.define.variable import VariableForm
from rules.document import Mapping, Node
from rules.expression.scope import Asset

ONE_CELL = -1


def assets_of(kinds: Dict[str, KindForm], variables: Dict[str, VariableForm]) -> dict[str, Asset]:
    """Return what may stand in amounts, by the name under which it is written."""
    held = {
        name: (f"owned.{kind.name}", code)
        for kind in kinds.values()
        if kind.holdable
        for code, name in enumerate(kind.records)
    }
    spent = {name: (name, ONE_CELL) for name, form in variables.items() if form.spendable and not form.per}
    return held | spent


def amounts_column(
    kind: KindForm, name: str, assets: Dict[str, Asset], unknown: list[tuple[Node, str]]
) -> dict[Asset, tuple[int, ...]]:
    """Return how much of each asset every record of *kind* names in field *name*."""
    found: dict[Asset, list[int]] = defaultdict(lambda: [0] * len(kind.records))
    for code, record in enumerate(kind.records.values()):
        node = record.entries.get(name) or kind.fields[name].default
        for key, value in node.entries.items() if isinstance(node, Mapping) else ():
            asset = assets.get(key)
            if asset is None:
                unknown.append((node.key(key) if isinstance(node, Mapping) else value, "amounts"))
            else:
                found[asset][code] += whole(scalar_text(value)) or 0
    return {asset: tuple(column) for asset, column in sorted(found.items())}
