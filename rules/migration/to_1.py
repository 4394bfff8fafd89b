"""Language 0 -> 1: what an action is paid with is called `cost`, as in tables and offers; it was `price`."""

from __future__ import annotations

from collections.abc import Iterator

from rules.document import Mapping
from rules.migration.edit import Edit
from rules.migration.step import Change, definitions, renamed


def _edits(root: Mapping) -> Iterator[Edit]:
    for action in definitions(root, "actions"):
        yield from renamed(action, "price", "cost")


CHANGE = Change(1, "an action's `price` is called `cost`", _edits)
