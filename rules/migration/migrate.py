"""The texts of a pack, and a version of the language -> the texts in that version, and what was changed."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from rules.define.form import entry
from rules.document import Mapping, Scalar, read_document
from rules.migration import to_1
from rules.migration.edit import edited
from rules.migration.step import Change, replaced
from rules.source import Source

# One file for each change of the language, in order.
CHANGES: tuple[Change, ...] = (to_1.CHANGE,)
NEWEST = CHANGES[-1].to


@dataclass(frozen=True, slots=True)
class Migrated:
    """The texts by file; *notes* say which changes touched anything."""

    texts: dict[str, str]
    notes: list[str] = field(default_factory=list)


def version_of(texts: Dict[str, str]) -> int | None:
    """Return the version that a pack says it is written in, or None where it says none."""
    for file, text in texts.items():
        node = entry(entry(_root(file, text), "game"), "language")
        if isinstance(node, Scalar) and node.text.isdecimal():
            return int(node.text)
    return None


def migrate(texts: Dict[str, str], to: int = NEWEST) -> Migrated:
    """Rewrite a pack, one version after the other; what cannot be read stays as it is."""
    version = version_of(texts)
    found = Migrated(dict(texts))
    for change in CHANGES:
        if version is not None and version < change.to <= to:
            found = _step(found, change)
    return found


def _step(before: Migrated, change: Change) -> Migrated:
    after = {file: _changed(file, text, change) for file, text in before.texts.items()}
    touched = any(_with(file, text, change) != text for file, text in before.texts.items())
    notes = [*before.notes, f"language {change.to}: {change.summary}"] if touched else before.notes
    return Migrated(after, notes)


def _changed(file: str, text: str, change: Change) -> str:
    """Return a file after a change, and where it says its version, with the new one."""
    text = _with(file, text, change)
    node = entry(entry(_root(file, text), "game"), "language")
    return edited(text, replaced(node, str(change.to)))


def _with(file: str, text: str, change: Change) -> str:
    root = _root(file, text)
    return edited(text, change.edits(root)) if root is not None else text


def _root(file: str, text: str) -> Mapping | None:
    root, _ = read_document(Source(file, text))
    return root if isinstance(root, Mapping) else None
