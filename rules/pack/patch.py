"""Rows of patches, in their order -> a tree that is changed, and what could not be changed."""

from __future__ import annotations

from collections.abc import Iterable

from rules.document.node import Mapping
from rules.pack import change
from rules.pack.code import DUPLICATE_ID, SET_TWICE
from rules.pack.file import File
from rules.pack.image import fingerprint, image
from rules.pack.merge import PATCHES
from rules.pack.path import Stop, child, follow
from rules.pack.resolved import Resolved
from rules.pack.row import Row, rows
from rules.pack.tree import Path
from rules.problem import Problem
from rules.source import Place


def patch(tree: Resolved, files: Iterable[File], pack: str) -> list[Problem]:
    """Apply the patches of one pack: by the patch's name, each row in its order."""
    problems: list[Problem] = []
    named: dict[str, Mapping] = {}
    for file in files:
        for name in file.image.get(PATCHES, {}):
            if name in named:
                problems.append(_declared_twice(name, named[name], file))
            elif (section := file.section(PATCHES)) is not None:
                named[name] = section
    every = [row for name in sorted(named) for row in rows(name, named[name].entries[name])]
    problems += [row for row in every if isinstance(row, Problem)]
    return problems + apply(tree, [row for row in every if isinstance(row, Row)], pack)


def apply(tree: Resolved, every: Iterable[Row], pack: str) -> list[Problem]:
    """Apply rows in their order; a row that cannot be applied changes nothing."""
    problems: list[Problem] = []
    setting: dict[Path, Place] = {}
    for row in every:
        before = len(problems)
        if row.change == "set":
            problems += _set_twice(tree, row, setting)
        if len(problems) == before:
            problems += change.apply(tree, row, pack)
    _refresh(tree)
    return problems


def _declared_twice(name: str, first: Mapping, file: File) -> Problem:
    section = file.section(PATCHES) or file.root
    related = (("first defined here", first.keys[name].place),)
    said = f"`patches.{name}` is defined twice"
    return DUPLICATE_ID.at(
        section.keys[name].place, said, help="rename one", related=related, path=f"patches.{name}"
    )


def _set_twice(tree: Resolved, row: Row, setting: dict[Path, Place]) -> list[Problem]:
    found = follow(tree.root, tree.renewed(row.path))
    path = (*found.reached, found.missing, *found.rest) if isinstance(found, Stop) else found.path
    for other, place in setting.items():
        shorter = min(len(path), len(other))
        if path[:shorter] == other[:shorter]:
            said = f"`{'.'.join(path)}` is set twice in this pack"
            return [
                SET_TWICE.at(
                    row.at.place, said, help="keep one of the rows", related=(("first set here", place),)
                )
            ]
    setting[path] = row.at.place
    return []


def _refresh(tree: Resolved) -> None:
    """Bring the plain image and the fingerprints of what was patched up to date."""
    for noun, name in tree.patched:
        section = child(tree.root, noun)
        node = child(section, name) if isinstance(section, Mapping) else None
        plain, marks = tree.plain.setdefault(noun, {}), tree.fingerprints.setdefault(noun, {})
        if node is None:
            plain.pop(name, None)
            marks.pop(name, None)
        else:
            plain[name] = image(node)
            marks[name] = fingerprint(plain[name])
