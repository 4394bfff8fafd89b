"""The texts of a pack, and of those that it extends -> one resolved tree and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rules.document.node import Scalar
from rules.pack.cache import Cache
from rules.pack.code import CIRCLE, NO_GAME, NO_SUCH_PACK
from rules.pack.file import File, read_file
from rules.pack.merge import GAME, empty, merge
from rules.pack.patch import patch
from rules.pack.resolved import Resolved
from rules.problem import Problem, Problems
from rules.source import Source


@dataclass(frozen=True, slots=True)
class Texts:
    """A pack as texts: its name (a folder, say) and each file's text by the path that authors are shown.

    *beside* are the other files in its folder, such as pictures, by their paths in it; None if nobody knows.
    """

    name: str
    files: Mapping[str, str]
    beside: frozenset[str] | None = None


# What `extends` names, seen from the pack that says it: a path relative to it, or a pack that is shipped.
Finder = Callable[[str, Texts], Texts | None]


def nothing(name: str, pack: Texts) -> Texts | None:  # noqa: ARG001 - a finder that knows no pack
    """Find no pack."""
    return None


def read_pack(
    pack: Texts, find: Finder = nothing, cache: Cache | None = None
) -> tuple[Resolved | None, Problems]:
    """Return the resolved tree and the problems of all files; no tree where an extended pack is missing."""
    problems = Problems()
    chain = _chain(pack, find, cache, problems)
    tree: Resolved | None = None
    if any(problem.code in {NO_SUCH_PACK.id, CIRCLE.id} for problem in problems):
        return None, problems  # what the missing pack has would be missed in every patch
    for name, files, beside in chain:
        tree = tree or empty(files[0].source)
        tree.beside[name] = beside
        problems.extend(merge(tree, files))
        tree.packs.append(name)
        problems.extend(patch(tree, files, name))
    return tree, problems


def _chain(
    pack: Texts, find: Finder, cache: Cache | None, problems: Problems
) -> list[tuple[str, list[File], frozenset[str] | None]]:
    """Return the pack behind those it extends, each with its files and what is beside them."""
    chain: list[tuple[str, list[File], frozenset[str] | None]] = []
    seen: list[str] = []
    following: Texts | None = pack
    while following is not None:
        current = following
        seen.append(current.name)
        files = _files(current, cache, problems)
        if files:
            chain.insert(0, (current.name, files, current.beside))
        following = _extended(current, files, find, seen, problems)
    return chain


def _files(pack: Texts, cache: Cache | None, problems: Problems) -> list[File]:
    files = []
    for path in sorted(pack.files):
        file, found = read_file(Source(path, pack.files[path]), pack.name, cache)
        problems.extend(found)
        if file is not None:
            files.append(file)
    return files


def _extended(
    pack: Texts, files: list[File], find: Finder, seen: list[str], problems: Problems
) -> Texts | None:
    games = [
        section
        for file in files
        if (section := file.image.get(GAME)) is not None and isinstance(section, dict)
    ]
    if not games:
        problems.extend(_no_game(pack, files))
        return None
    if not any("extends" in game for game in games):
        return None
    file = next(file for file in files if "extends" in (file.image.get(GAME) or {}))
    section = file.section(GAME)
    node = section.entries["extends"] if section else file.root
    name = node.text if isinstance(node, Scalar) else ""
    found = find(name, pack) if name else None
    if found is None:
        said = f"there is no pack `{name}` to extend"
        problems.add(
            NO_SUCH_PACK.at(
                node.place,
                said,
                help="give a shipped pack's name, or the path of a folder",
                path="game.extends",
            )
        )
    elif found.name in seen:
        problems.add(
            CIRCLE.at(
                node.place,
                f"the pack extends itself through `{name}`",
                help="remove `extends` here",
                path="game.extends",
            )
        )
        return None
    return found


def _no_game(pack: Texts, files: list[File]) -> list[Problem]:
    first = files[0].source if files else Source(min(pack.files, default="game.yaml"), "")
    said = f"the pack `{pack.name}` does not say in `game` what it is"
    return [
        NO_GAME.at(
            first.place(0, 0),
            said,
            help="begin `game.yaml` with `game: {id: …, title: …, version: 1.0.0, language: 1}`",
        )
    ]
