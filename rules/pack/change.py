"""One row of a patch -> the tree with that change, or why it cannot be made."""

from __future__ import annotations

from collections.abc import Callable

from rules.document.node import Mapping, Node, Scalar, Sequence
from rules.pack.code import NO_SUCH_PATH, TAKEN
from rules.pack.missing import known_names, missing
from rules.pack.path import Stop, Way, child, follow, names_in, row_name
from rules.pack.resolved import Resolved
from rules.pack.row import Row
from rules.pack.scale import scale
from rules.pack.tree import Composed, Section
from rules.pack.writing import DEFINITION, Writing
from rules.problem import Problem


def apply(tree: Resolved, row: Row, pack: str) -> list[Problem]:
    """Make one change in *tree*."""
    found = follow(tree.root, tree.renewed(row.path))
    if isinstance(found, Stop) and not _may_create(row, found):
        return [missing(row, found)]
    return list(_CHANGES[row.change](Writing(tree, row, pack), found))


def _set(change: Writing, way: Way | Stop) -> list[Problem]:
    if isinstance(way, Way) and len(way.path) < DEFINITION:
        return change.refuse(f"`{change.path}` cannot be set as a whole", "set what it holds, one by one")
    old = None if isinstance(way, Stop) else way.node
    _write(change, way, change.row.value)
    change.tree.steps.carry(old or change.row.value, change.row.value, change.step(old))
    return []


def _write(change: Writing, way: Way | Stop, node: Node) -> None:
    """Put *node* where *way* leads or stops."""
    owned = change.own(way)
    if isinstance(way, Way):
        change.put(owned[-2], way.keys[-1], node)
        return
    name = ".".join((way.missing, *way.rest))
    change.put(owned[-1], name, node)
    path = (*way.reached, name)
    change.touch(path[0], path[1])


def _append(change: Writing, way: Way | Stop) -> list[Problem]:
    value, steps = change.row.value, change.tree.steps
    if isinstance(way, Stop):
        if isinstance(value, Scalar):
            return change.refuse("`append` takes a list of rows or a mapping", "write `append: [row]`")
        steps.carry(value, value, change.step())
        _write(change, way, value)
        return []
    if isinstance(way.node, Sequence) and isinstance(value, Sequence):
        return _append_rows(change, way, value)
    if isinstance(way.node, Mapping) and isinstance(value, Mapping):
        return _append_entries(change, way, value)
    if isinstance(way.node, Scalar):
        return change.refuse(f"`{change.path}` is one value: nothing can be appended", "use `set`")
    wanted = "a list: `append: [row]`" if isinstance(way.node, Sequence) else "a mapping: `append: {name: …}`"
    return change.refuse(f"to `{change.path}` one appends {wanted}")


def _append_rows(change: Writing, way: Way, value: Sequence) -> list[Problem]:
    assert isinstance(way.node, Sequence)  # noqa: S101 - asked by the caller
    known = {name: item for item in way.node.items if (name := row_name(item))}
    for item in value.items:
        if (name := row_name(item)) in known:
            return [_taken(change, item, str(name), known[str(name)])]
    mine = change.own(way)[-1]
    for item in value.items:
        change.tree.steps.carry(item, item, change.step())
    assert isinstance(mine, Sequence)  # noqa: S101 - the copy of a list
    mine.items.extend(value.items)
    return []


def _append_entries(change: Writing, way: Way, value: Mapping) -> list[Problem]:
    assert isinstance(way.node, Mapping)  # noqa: S101 - asked by the caller
    for name, key in value.keys.items():
        if child(way.node, name) is not None:
            return [_taken(change, key, name, way.node.key(name))]
    mine = change.own(way)[-1]
    for name, item in value.entries.items():
        change.tree.steps.carry(item, item, change.step())
        _write_entry(mine, value, name, item)
        if len(way.path) < DEFINITION:
            change.touch(way.path[0], name)
    return []


def _write_entry(mine: Node, value: Mapping, name: str, item: Node) -> None:
    if isinstance(mine, Section):
        mine.put(name, item, lambda: value.key(name))
    elif isinstance(mine, Composed):
        mine.put(name, item, value.key(name))


def _taken(change: Writing, node: Node, name: str, other: Node) -> Problem:
    return TAKEN.at(
        node.place,
        f"`{change.path}` has `{name}` already",
        help="use `set` to change it",
        related=(("it stands here", other.place),),
        path=change.path,
    )


def _remove(change: Writing, way: Way | Stop) -> list[Problem]:
    assert isinstance(way, Way)  # noqa: S101 - only `set` and `append` may lead nowhere
    value = change.row.value
    if isinstance(value, Scalar) and value.text == "true":
        if len(way.path) < DEFINITION:
            return change.refuse("a noun cannot be removed", "name what to remove: `remove: [id]`")
        _drop(change.own(way)[-2], way.keys[-1])
        return []
    if isinstance(way.node, Scalar):
        return change.refuse(f"`{change.path}` is one value", "write `remove: true`")
    names = [value] if isinstance(value, Scalar) else value.items if isinstance(value, Sequence) else []
    if not names or not all(isinstance(name, Scalar) for name in names):
        return change.refuse("`remove` takes `true`, a name or a list of names")
    return [
        problem for name in names if isinstance(name, Scalar) for problem in _remove_one(change, way, name)
    ]


def _remove_one(change: Writing, way: Way, name: Scalar) -> list[Problem]:
    path = change.tree.renewed((*way.path, *name.text.split(".")))
    found = follow(change.tree.root, path)
    if isinstance(found, Stop):
        known = names_in(found.node)
        said = f"`{change.path}` has no `{name.text}` to remove"
        return [NO_SUCH_PATH.at(name.place, said, help=known_names(found.missing, known), path=change.path)]
    _drop(change.own(found)[-2], found.keys[-1])
    return []


def _drop(parent: Node, key: str | int) -> None:
    if isinstance(parent, Sequence) and isinstance(key, int):
        del parent.items[key]
    elif isinstance(parent, Section | Composed):
        parent.drop(str(key))


def _rename(change: Writing, way: Way | Stop) -> list[Problem]:
    assert isinstance(way, Way)  # noqa: S101 - only `set` and `append` may lead nowhere
    new = change.row.value
    if (
        len(way.path) != DEFINITION
        or way.path[0] in {"kinds", "game", "texts"}
        or not isinstance(new, Scalar)
    ):
        return change.refuse(
            f"`{change.path}` cannot be renamed", "name a definition, such as `noun.id`, and its new id"
        )
    noun, old = way.path
    section, tree = way.nodes[1], change.tree
    assert isinstance(section, Section)  # noqa: S101 - ids stand in sections
    if new.text in section:
        return [_taken(change, new, new.text, section.key(new.text))]
    written = section.key(old)
    section.drop(old)
    section.put(new.text, way.node, lambda: written)
    tree.steps.carry(way.node, way.node, change.step(written))
    names = tree.renamed.setdefault(noun, {})
    names.update({before: new.text for before, after in names.items() if after == old})
    names[old] = new.text
    names.pop(new.text, None)
    if old in tree.owners.get(noun, {}):
        tree.owners[noun][new.text] = tree.owners[noun].pop(old)
    change.touch(noun, old)
    change.touch(noun, new.text)
    return []


def _retire(change: Writing, way: Way | Stop) -> list[Problem]:
    """Take a record out, if it is still there, and note what becomes of those that are held."""
    value, tree = change.row.value, change.tree
    noun, name, *more = way.path if isinstance(way, Way) else (*way.reached, way.missing)
    if more or noun in {"game", "texts"} or not isinstance(value, Mapping):
        return change.refuse(
            f"`{change.path}` cannot be retired",
            "name a record, and what becomes of it: `becomes: {coins: 5}`",
        )
    if isinstance(way, Way):
        _drop(change.own(way)[-2], way.keys[-1])
    tree.retired.setdefault(noun, {})[name] = value
    return []


def _may_create(row: Row, stop: Stop) -> bool:
    """Tell whether a change may write what is not there yet: one key of a mapping that is."""
    in_texts = stop.reached[:1] == ("texts",) and len(stop.reached) == DEFINITION
    is_gone = row.change == "becomes" and len(stop.reached) == DEFINITION - 1
    return (
        (row.change in {"set", "append"} or is_gone)
        and not stop.twice
        and isinstance(stop.node, Mapping)
        and bool(stop.reached)
        and (not stop.rest or in_texts)
    )


_CHANGES: dict[str, Callable[[Writing, Way | Stop], list[Problem]]] = {
    "set": _set,
    "append": _append,
    "remove": _remove,
    "scale": scale,
    "add": scale,
    "rename": _rename,
    "becomes": _retire,
}
