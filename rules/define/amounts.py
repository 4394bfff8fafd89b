"""A record's amounts (`{coins: 500, token: 2}`) -> whole numbers by asset, one for each record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping as Dict
from contextlib import suppress
from functools import lru_cache
from itertools import repeat

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
    held: dict[str, Asset] = {}
    for kind in kinds.values():
        if kind.holdable:
            held.update(zip(kind.codes, zip(repeat(f"owned.{kind.name}"), kind.codes.values()), strict=False))
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
    rows = list(_rows(kind, name, default, assets, misses))
    found: dict[Asset, list[int]] = defaultdict(lambda: [0] * len(rows))
    for code, row in enumerate(rows):
        for asset, amount in row.items():
            found[asset][code] = amount
    return {asset: tuple(column) for asset, column in sorted(found.items())}


def _rows(
    kind: KindForm, name: str, default: dict[Asset, int], assets: Dict[str, Asset], misses: list[Miss]
) -> Iterator[dict[Asset, int]]:
    """Yield what each record names; what stands in many records, and is as it should be, is read once."""
    known: dict[object, dict[Asset, int]] = {}
    for id_, record in kind.records.items():
        plain = record.get(name)
        if plain is None:
            yield default
            continue
        said, row = None, None
        with suppress(AttributeError, TypeError):  # what is no mapping of texts
            said = tuple(plain.items())
            row = known.get(said)
        if row is None:
            row = _read(plain, (kind.name, id_, name), assets, misses)
            if said is not None and len(row) == len(said):
                known[said] = row
        yield row


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
