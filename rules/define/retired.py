"""The records that a pack retired -> what one of each becomes, by id."""

from __future__ import annotations

from collections.abc import Iterator

from rules.define.definitions import Definitions
from rules.define.form import scalar_text
from rules.define.literal import whole
from rules.document import Mapping, Node

Retired = dict[tuple[str, str], tuple[tuple[str, str, int], ...]]  # (kind, id) -> (kind, id, amount)


def retired(definitions: Definitions) -> Retired:
    """Return what records become that are no more; what is wrong with it is left out."""
    return {
        (kind, id_): tuple(
            (*found, amount)
            for name, written in node.entries.items()
            if (found := holdable(definitions, name)) and (amount := amount_of(written))
        )
        for kind, id_, node in declared(definitions)
    }


def declared(definitions: Definitions) -> Iterator[tuple[str, str, Mapping]]:
    """Yield kind, id and form of each record that is retired and was not written again since."""
    for kind, ids in sorted(definitions.resolved.retired.items()):
        records = definitions.kinds[kind].codes if kind in definitions.kinds else {}
        yield from ((kind, id_, node) for id_, node in sorted(ids.items()) if id_ not in records)


def holdable(definitions: Definitions, name: str) -> tuple[str, str] | None:
    """Return kind and id of a record that players hold, by an id that it has or had."""
    for kind in definitions.kinds.values():
        if kind.holdable and name in kind.codes:
            return kind.name, definitions.current(kind.name, name)
    return None


def amount_of(node: Node) -> int | None:
    """Return how many, from 1."""
    found = whole(scalar_text(node))
    return found if found and found > 0 else None
