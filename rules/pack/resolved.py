"""A resolved pack: what stands where, where it came from, and the hash that names it."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from rules.document.node import Mapping, Node, Scalar
from rules.pack.file import File
from rules.pack.image import Plain, canonical, image, name_of
from rules.pack.path import Way, child, follow, split
from rules.pack.tree import Found, Origin, Path, Section, Steps

Names = dict[str, dict[str, str]]
Brought = Dict[str, Dict[str, Dict[str, str]]]  # kind -> id -> what it becomes: assets, amounts


@dataclass(slots=True)
class Resolved:
    """All definitions of a pack and of what it extends, patched.

    *root* maps each noun to its definitions. *plain* is the same without places: `plain[noun][id]`, texts in
    lists and dicts; reading it never parses a file again, so large loops go over it and come to `at` only for
    a place. *renamed*: noun -> old id -> new id. *patched*: the (noun, id) that a patch touched.
    *beside*: pack -> the other files in its folder, where they are known. *retired*: noun -> id -> what one
    of it becomes. *brought*: what players wrote, now or once, and what it becomes once it is no more.
    """

    root: Section
    plain: dict[str, dict[str, Plain]]
    fingerprints: dict[str, dict[str, bytes]]
    files: list[File] = field(default_factory=list)
    packs: list[str] = field(default_factory=list)
    owners: dict[str, dict[str, File]] = field(default_factory=dict)
    renamed: Names = field(default_factory=dict)
    patched: set[tuple[str, str]] = field(default_factory=set)
    steps: Steps = field(default_factory=Steps)
    beside: dict[str, frozenset[str] | None] = field(default_factory=dict)
    retired: dict[str, dict[str, Mapping]] = field(default_factory=dict)
    brought: Brought = field(default_factory=dict)
    held: tuple[str, ...] = ()

    def section(self, noun: str) -> Section | Mapping | None:
        """Return the definitions under *noun*, by id."""
        found = child(self.root, noun)
        return found if isinstance(found, Mapping) else None

    def definition(self, noun: str, name: str) -> Node | None:
        """Return one definition; an id that was renamed leads to the new one."""
        section = self.section(noun)
        return child(section, self.current(noun, name)) if section is not None else None

    def current(self, noun: str, name: str) -> str:
        """Return the id that stands for *name* today."""
        return self.renamed.get(noun, {}).get(name, name)

    def current_key(self, key: str) -> str:
        """Return the key of a text such as `dragon.red.name` with the id that its record has today."""
        noun, _, rest = key.partition(".")
        name, dot, more = rest.partition(".")
        return f"{noun}.{self.current(noun, name)}{dot}{more}" if rest else key

    def at(self, path: str | Path) -> Found | None:
        """Return what stands at *path*, with its origin, or None.

        A path given in parts may count rows of lists by number; one given as a text may use their names too.
        """
        parts = split(path) if isinstance(path, str) else path
        way = follow(self.root, self.renewed(parts))
        return self._found(way) if isinstance(way, Way) else None

    def renewed(self, path: Path) -> Path:
        """Return *path* with the id that its record has today."""
        if len(path) > 1:
            return (path[0], self.current(path[0], path[1]), *path[2:])
        return path

    def _found(self, way: Way) -> Found:
        patches = tuple(step for node in way.nodes for step in self.steps.of(node))
        key: Scalar | None = None
        if len(way.nodes) > 1:
            parent = way.nodes[-2]
            key = parent.key(str(way.keys[-1])) if isinstance(parent, Mapping) else None
        return Found(way.path, key, way.node, Origin(way.node.place, patches))

    @property
    def hash(self) -> str:
        """Return the name of the content: comments, styles, order and files do not change it."""
        return name_of(self.fingerprints, self._gone or self.renamed)

    @property
    def json(self) -> str:
        """Return the whole content as one canonical JSON text."""
        content: dict[str, Plain] = dict(self.plain)
        if self.renamed:
            content["renamed"] = self.renamed
        return canonical(content | self._gone)

    @property
    def _gone(self) -> dict[str, Plain]:
        """Return what became of ids, where any were retired."""
        if not self.retired:
            return {}
        said = {noun: {name: image(node) for name, node in ids.items()} for noun, ids in self.retired.items()}
        return {"renamed": self.renamed, "retired": said}
