"""A large pack -> a folder that keeps what its unchanged files were found to hold; small ones need none."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cli.whole import write_whole

LARGE = 1_000_000
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Folder:
    """Small files by name; what cannot be read or written is only worked out again."""

    path: Path

    def read(self, name: str) -> bytes | None:
        """Return what was written under *name*, or None."""
        try:
            return (self.path / name).read_bytes()
        except OSError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Keep *content* under *name*, whole or not at all."""
        with suppress(OSError):
            write_whole(self.path / name, content)

    def tidied(self) -> Folder:
        """Make the folder, and empty it of the oldest files where there are too many."""
        self.path.mkdir(parents=True, exist_ok=True)
        files = filter(Path.is_file, self.path.iterdir())
        kept = sorted(files, key=lambda file: file.stat().st_mtime, reverse=True)
        for file in islice(kept, MOST, None):
            file.unlink(missing_ok=True)
        return self


def cache_for(pack: Path) -> Folder | None:
    """Return the cache for a pack that is large enough to profit from one."""
    if sum(file.stat().st_size for file in pack.rglob("*.yaml")) < LARGE:
        return None
    try:
        return Folder(home() / "reve").tidied()
    except OSError:
        return None


def home() -> Path:
    """Return where this system wants caches to be."""
    chosen = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if chosen:
        return Path(chosen)
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
