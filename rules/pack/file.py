"""One file of a pack: its text, its plain image, and its nodes as soon as somebody asks for a place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rules.document import read_document
from rules.document.node import Mapping, Node, Scalar
from rules.pack.cache import Cache, digest
from rules.pack.code import NOT_A_MAPPING
from rules.pack.image import Plain, fingerprint, image
from rules.problem import Problem
from rules.source import Source

Sections = dict[str, dict[str, Plain]]


class File:
    """A file whose image is known; from a cache, its text is parsed only where a place is wanted."""

    def __init__(
        self, source: Source, pack: str, *, root: Mapping | None = None, known: list[Plain] | None = None
    ) -> None:
        self.source = source
        self.pack = pack
        if root is not None:
            self.root = root
        if known is not None:
            self.image, self.fingerprints = known

    @cached_property
    def root(self) -> Mapping:
        """Return the file's tree."""
        root = read_document(self.source)[0]
        return root if isinstance(root, Mapping) else Mapping(self.source, 0, 0)

    @cached_property
    def image(self) -> dict[str, Plain]:
        """Return the texts of the tree."""
        plain: dict[str, Plain] = image(self.root)
        return plain

    @cached_property
    def fingerprints(self) -> dict[str, dict[str, bytes]]:
        """Return 16 bytes for each definition, by noun and id."""
        return {
            noun: {name: fingerprint(part) for name, part in section.items()}
            for noun, section in self.image.items()
            if isinstance(section, dict)
        }

    @cached_property
    def digest(self) -> str:
        """Return the name of the file's content."""
        return digest(self.source.text)

    def section(self, noun: str) -> Mapping | None:
        """Return the nodes under *noun*."""
        node = self.root.entries.get(noun)
        return node if isinstance(node, Mapping) else None


@dataclass(frozen=True, slots=True)
class Held:
    """The definitions that a file has under one noun (or locale of texts), parsed when first asked for."""

    file: File
    path: tuple[str, ...]

    @property
    def mapping(self) -> Mapping:
        """Return the nodes."""
        node: Node = self.file.root
        for name in self.path:
            node = node.entries[name] if isinstance(node, Mapping) else node
        return node if isinstance(node, Mapping) else Mapping(self.file.source, 0, 0)

    def child(self, name: str) -> Node:
        """Return the definition called *name*."""
        return self.mapping.entries[name]

    def key(self, name: str) -> Scalar:
        """Return its id with its place."""
        return self.mapping.keys[name]


def read_file(source: Source, pack: str, cache: Cache | None) -> tuple[File | None, list[Problem]]:
    """Return a file, from *cache* where it was read before without a problem."""
    if cache is not None:
        known = cache.get("file", digest(source.text))
        if known is not None:
            return File(source, pack, known=known), []
    root, problems = read_document(source)
    if root is None and not problems:
        return None, []  # an empty file says nothing
    if not isinstance(root, Mapping):
        return None, problems or [_not_a_mapping(source, root)]
    file = File(source, pack, root=root)
    problems += _sections(file)
    if cache is not None and not problems:
        cache.put("file", file.digest, [file.image, file.fingerprints])
    return file, problems


def _not_a_mapping(source: Source, root: object) -> Problem:
    place = source.place(0, 0) if root is None else root.place  # type: ignore[attr-defined]
    said = "a file maps nouns to definitions, such as `actions: {…}`"
    return NOT_A_MAPPING.at(place, said, help="begin it with a noun or with the name of a kind")


def _sections(file: File) -> list[Problem]:
    found = []
    for noun, node in list(file.root.entries.items()):
        if isinstance(node, Mapping):
            continue
        place = file.root.key(noun).place if isinstance(node, Scalar) and not node.text else node.place
        found.append(
            NOT_A_MAPPING.at(
                place, f"`{noun}` maps ids to definitions", help=f"write `{noun}: {{id: …}}`", path=noun
            )
        )
    return found
