"""A record's amounts (`{coins: 500, token: 2}`) -> whole numbers by asset, one for each record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping as Dict
from contextlib import suppress
from functools import lru_cache

from rules.define.kind import KindForm
from rules.define.literal import whole
from rules.define.value import AMOUNTS, Miss
from rules.define.variable import VariableForm
from rules.expression.scope import Asset
from rules.pack.image import Plain, image
from rules.pack.tree import Path

ONE_CELL = -1
_WANTED = "a whole number"
_whole = lru_cache(maxsize=4096)(whole)  # the same few amounts are written many times


def assets_of(kinds: Dict[str, KindForm], variables: Dict[str, VariableForm]) -> dict[str, Asset]:
    """Return what may stand in amounts, by the name under which it is written."""
    held = {
        name: (f"owned.{kind.name}", code)
        for kind in kinds.values()
        if kind.holdable
        for name, code in kind.codes.items()
    }
    spent = {
        name: (form.name, ONE_CELL) for name, form in variables.items() if form.spendable and not form.per
    }
    return held | spent


def amounts_column(
    kind: KindForm, name: str, assets: Dict[str, Asset], misses: list[Miss]
) -> dict[Asset, tuple[int, ...]]:
    """Return how much of each asset every record of *kind* names in field *name*."""
    written = kind.fields[name].default
    path = ("kinds", kind.name, "fields", name, "default")
    default = {} if written is None else _read(image(written), path, assets, misses)
    rows = [
        _read(record[name], (kind.name, id_, name), assets, misses) if name in record else default
        for id_, record in kind.records.items()
    ]
    found: dict[Asset, list[int]] = defaultdict(lambda: [0] * len(rows))
    for code, row in enumerate(rows):
        for asset, amount in row.items():
            found[asset][code] = amount
    return {asset: tuple(column) for asset, column in sorted(found.items())}


def _read(plain: Plain, path: Path, assets: Dict[str, Asset], misses: list[Miss]) -> dict[Asset, int]:
    """Return the amounts that one record names; two names of one asset add up."""
    with suppress(AttributeError, KeyError, TypeError):  # nearly all are as they should be
        amounts = {assets[key]: n for key, text in plain.items() if (n := _whole(text)) is not None}
        if len(amounts) == len(plain):
            return amounts
    found: dict[Asset, int] = {}
    for key, text in plain.items() if isinstance(plain, dict) else ():
        asset, amount = assets.get(key), _whole(text) if isinstance(text, str) else None
        if asset is None:
            misses.append(Miss((*path, key), AMOUNTS, key=True))
        elif amount is None:
            misses.append(Miss((*path, key), _WANTED, worded=True))
        else:
            found[asset] = found.get(asset, 0) + amount
    return found
