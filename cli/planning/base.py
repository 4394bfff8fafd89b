"""A folder, or a revision of the repository around a pack -> the pack as it was, read and checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cli.exit import UsageProblem
from cli.pack import MANIFEST, known, load_pack, meant
from cli.planning.git import Revision, revision
from cli.planning.places import folder_name

if TYPE_CHECKING:
    from rules.load import Loaded
    from rules.source import Place


@dataclass(frozen=True, slots=True)
class Base:
    """What a pack is compared with: how it is called, what it was, and where its files lay."""

    called: str
    loaded: Loaded
    under: str = ""

    def shown(self, place: Place) -> Place:
        """Return a place with its file as the repository calls it."""
        from rules.source import Source

        if not self.under or not place.file.startswith(self.under):
            return place
        name = place.file.removeprefix(self.under).lstrip("/")
        return replace(place, source=Source(name, place.source.text))


def folder_base(folder: Path) -> Base:
    """Return the pack in another folder."""
    return Base(folder_name(folder), load_pack(folder))


def revision_base(pack: Path, called: str) -> Base:
    """Return a pack as it was; packs of the same repository that it extends are those of then, too."""
    from cli.cache import cache_for
    from rules.load import SUFFIXES, load

    then = revision(pack.resolve(), called)
    where = _inside(pack, then.top)
    if where is None:
        raise UsageProblem(f"`{pack}` is not inside the repository `{then.top}`")
    with _written(then, frozenset(SUFFIXES)) as top:
        if not (top / where / MANIFEST).is_file():
            raise UsageProblem(f"there was no pack at `{where.as_posix()}` in `{called}`")

        def find(name: str) -> Path | None:
            found = known(name)
            inner = found and _inside(found, then.top)
            return top / inner if inner else found

        loaded = load(top / where, find=find, cache=cache_for(pack))
        return Base(f"{called} ({then.commit[:10]})", loaded, top.as_posix())


def bases(pack: Path | None, against: Path | None, called: str) -> tuple[Path, Base]:
    """Return the folder of the pack that is meant, and what it is compared with."""
    if against is not None and called:
        raise UsageProblem("`--against` and `--base` are two ways to say the same; give one of them")
    folder = meant(pack)
    if against is not None:
        return folder, folder_base(meant(against))
    return folder, revision_base(folder, called or "HEAD")


@contextmanager
def _written(then: Revision, suffixes: frozenset[str]) -> Iterator[Path]:
    """Write the content of a revision to a folder that is gone afterwards."""
    with TemporaryDirectory(prefix="reve-") as name:
        top = Path(name).resolve()
        for path, content in then.files(suffixes):
            place = top / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        yield top


def _inside(folder: Path, top: Path) -> Path | None:
    folder, top = folder.resolve(), top.resolve()
    return folder.relative_to(top) if folder.is_relative_to(top) else None
