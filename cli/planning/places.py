"""A file somewhere on a disk -> its name as anybody may read it: from its pack, and never from the root."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cli.pack import MANIFEST

if TYPE_CHECKING:
    from rules.source import Place


def within(pack: Path, place: Place) -> Place:
    """Return a place with its file as seen from *pack*; one of another pack begins with its name."""
    file = Path(place.file)
    if not file.is_absolute():
        return place
    from rules.source import Source

    return replace(place, source=Source(_within(pack, file), place.source.text))


def _within(pack: Path, file: Path) -> str:
    if file.resolve().is_relative_to(pack):
        return file.resolve().relative_to(pack).as_posix()
    around = next((folder for folder in file.parents if (folder / MANIFEST).is_file()), file.parent)
    return file.relative_to(around.parent).as_posix()


def folder_name(folder: Path) -> str:
    """Return a folder as it is named where others read it."""
    if not folder.is_absolute():
        return folder.as_posix()
    here = Path.cwd()
    return folder.relative_to(here).as_posix() if folder.is_relative_to(here) else folder.name
