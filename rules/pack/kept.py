"""A resolved pack -> one text from which it is built again, without its files; and back.

Keys keep the order in which they were written: it says in which order views show and parameters are asked
for. The hash does not know it, so of two packs that differ in nothing else the first that is kept stays.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from rules.document.node import Mapping, Node, Scalar, Sequence
from rules.pack.image import Plain, fingerprint, image
from rules.pack.merge import TEXTS, empty
from rules.pack.piecemeal import decoded
from rules.pack.resolved import Brought, Resolved
from rules.pack.tree import Section
from rules.source import Source

PLACE = "stored ruleset"  # where everything stands that was built again
_SOURCE = Source(PLACE, "")
_APART = 3  # what it holds -> noun -> id


def keep(resolved: Resolved) -> str:
    """Return the whole content as JSON."""
    retired = {
        noun: {name: image(node) for name, node in ids.items()} for noun, ids in resolved.retired.items()
    }
    whole: dict[str, Any] = {"definitions": resolved.plain, "renamed": resolved.renamed, "retired": retired}
    if resolved.brought:
        whole["brought"] = resolved.brought
    return json.dumps(whole, separators=(",", ":"), ensure_ascii=False)


def restore(text: str, *, whole: bool = True) -> Resolved:
    """Return the resolved pack that `keep` wrote down; raise `ValueError` at any other text.

    Without what players wrote, where *whole* is false; what that was is told all the same.
    """
    stored = decoded(text, _APART)
    match stored:
        case {"definitions": dict(plain), "renamed": dict(renamed), "retired": dict(retired)}:
            brought: Brought = stored.get("brought", {})
            if not whole:
                plain, gone = _without(plain, brought), _without(retired, brought)
                retired = {noun: ids for noun, ids in gone.items() if ids}
            tree = _built(plain, renamed, retired)
            tree.brought = brought
            return tree
        case _:
            raise ValueError("a stored ruleset has definitions, and what was renamed and retired")


def _without(sections: dict[str, Any], brought: Brought) -> dict[str, Any]:
    """Return definitions without those that players wrote."""
    return {
        noun: {name: part for name, part in ids.items() if name not in brought.get(noun, ())}
        for noun, ids in sections.items()
    }


def _built(plain: dict[str, Any], renamed: dict[str, Any], retired: dict[str, Any]) -> Resolved:
    tree = empty(_SOURCE)
    tree.plain, tree.renamed = plain, renamed
    tree.fingerprints[TEXTS] = {}  # as merging has it
    for noun, definitions in plain.items():
        section = Section(_SOURCE)
        section.hold(definitions, _Stored(definitions))
        tree.root.put(noun, section, lambda noun=noun: _scalar(noun))  # type: ignore[misc]
        tree.fingerprints[noun] = {name: fingerprint(part) for name, part in definitions.items()}
    tree.retired = {
        noun: {name: node for name, part in ids.items() if isinstance(node := _node(part), Mapping)}
        for noun, ids in retired.items()
    }
    return tree


@dataclass(slots=True)
class _Stored:
    """Definitions under one noun, made nodes when they are asked for."""

    plain: dict[str, Plain]
    made: dict[str, Node] = field(default_factory=dict)

    def child(self, name: str) -> Node:
        """Return one definition."""
        node = self.made.get(name)
        if node is None:
            node = self.made[name] = _node(self.plain[name])
        return node

    def key(self, name: str) -> Scalar:
        """Return its id."""
        return _scalar(name)


def _node(plain: Plain) -> Node:
    if isinstance(plain, dict):
        mapping = Mapping(_SOURCE, 0, 0)
        mapping.entries = {name: _node(part) for name, part in plain.items()}
        mapping.marks = [0] * (2 * len(plain))
        return mapping
    if isinstance(plain, list):
        sequence = Sequence(_SOURCE, 0, 0)
        sequence.items = [_node(part) for part in plain]
        return sequence
    return _scalar(str(plain))


def _scalar(text: str) -> Scalar:
    return Scalar(_SOURCE, 0, 0, text, plain=True)
