"""Definitions -> the forms that several checks look at: steps, requirements, entries, types, calls."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.define.form import entry, items, scalar_text
from rules.document import Mapping, Node, Scalar, Sequence

BLOCKS = ("do", "then", "else", "at_end")


def entries(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield the entries of a mapping; nothing else has any."""
    if isinstance(node, Mapping):
        yield from node.entries.items()


def steps(node: Node | None) -> Iterator[Mapping]:
    """Yield every step of an action or a reaction, those inside others too."""
    for word in BLOCKS:
        for step in items(entry(node, word)):
            if isinstance(step, Mapping):
                yield step
                yield from steps(step)


def doing(pack: Subject) -> Iterator[tuple[str, str, Node]]:
    """Yield every action, reaction and offer, which has an end: its noun, its id, and how it is written."""
    for noun in ("actions", "reactions", "offers"):
        for name, node in pack.declared(noun):
            yield noun, name, node


def general(pack: Subject) -> Node | None:
    """Return what the game says of every action."""
    return entry(pack.definitions.root.get("game"), "every_action")


def requirements(node: Node | None) -> Iterator[Mapping]:
    """Yield the rows of `require`."""
    for row in items(entry(node, "require")):
        if isinstance(row, Mapping):
            yield row


def tables(pack: Subject) -> Iterator[tuple[str, Mapping]]:
    """Yield every table, inline ones by the field that holds them."""
    for name, node in pack.definitions.tables.items():
        if isinstance(node, Mapping):
            yield name, node


def types(pack: Subject) -> Iterator[Node]:
    """Yield every type that is written of what is kept: of fields and variables."""
    for noun in ("kinds", "offers"):
        for _, kind in pack.declared(noun):
            yield from (node for _, node in entries(entry(kind, "fields")))
    for _, variable in pack.declared("variables"):
        yield from _typed(variable)


def asked(pack: Subject) -> Iterator[Node]:
    """Yield every type that is written of what something is asked or called with."""
    for _, action in pack.declared("actions"):
        for _, param in entries(entry(action, "params")):
            yield from _typed(param)
    for noun in ("formulas", "tables", "limits", "views"):
        for _, node in pack.declared(noun):
            yield from (type_ for _, type_ in entries(entry(node, "of")))


def _typed(node: Node) -> Iterator[Node]:
    found = entry(node, "type")
    if found is not None:
        yield found


def played(pack: Subject) -> Iterator[tuple[Scalar, Node | None]]:
    """Yield where scenarios name an action, and the parameters that they give it."""
    for _, node in pack.declared("scenarios"):
        if node.source.file in pack.own:
            yield from ((name, given) for _, name, given in acts(entry(node, "when")))


def calls(pack: Subject) -> Iterator[tuple[Scalar, Node | None]]:
    """Yield where scenarios, profiles, buttons and products name an action, and what they give it."""
    yield from played(pack)
    for _, node in pack.declared("profiles"):
        yield from _rows(items(entry(node, "does")), "do")
    for _, node in pack.declared("views"):
        yield from _rows(items(entry(node, "buttons")), "action")
    yield from _rows([node for _, node in pack.declared("products")], "action")


def acts(node: Node | None) -> Iterator[tuple[Node, Scalar, Node | None]]:
    """Yield each act of a scenario: how it is written, its action, and the parameters given to that."""
    rows = node.items if isinstance(node, Sequence) else [node] if entry(node, "do") is not None else []
    for row in rows:
        name = entry(row, "do")
        if row is not None and isinstance(name, Scalar):
            yield row, name, entry(row, "with")
    if isinstance(node, Mapping) and not rows and not isinstance(node.entries.get("lives"), Scalar):
        yield from ((node, node.key(name), given) for name, given in node.entries.items())


def _rows(rows: list[Node], word: str) -> Iterator[tuple[Scalar, Node | None]]:
    for row in rows:
        name = entry(row, word)
        if isinstance(name, Scalar):
            yield name, entry(row, "with")


def said(node: Node | None) -> Iterator[Scalar]:
    """Yield what an action or a reaction says, tells or shows before it is confirmed."""
    for owner in (node, *steps(node)):
        for word in ("say", "tell", "confirm"):
            found = entry(owner, word)
            if isinstance(found, Scalar):
                yield found


def key_of(node: Node, name: str) -> Node:
    """Return the key called *name*, or the node where it is no mapping."""
    return node.key(name) if isinstance(node, Mapping) and name in node.entries else node


def word(node: Node | None, name: str) -> str:
    """Return the text under *name*."""
    return scalar_text(entry(node, name))
