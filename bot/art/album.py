"""Pictures that were drawn -> files of a folder that never grows beyond its bound."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock

LEAVES = 0.9  # of the bound, once it is passed
ENDING = ".png"


class Album:
    """Keep what was drawn last; what nobody has looked at for longest goes first.

    Files are named after what they are drawn from, so that none is ever wrong; others may share the folder.
    """

    def __init__(self, folder: Path, most: int) -> None:
        """Keep at most so many bytes."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._most = most
        self._lock = Lock()
        self._held = sum(size for _, size, _ in self._files())

    def get(self, svg: str) -> bytes | None:
        """Return what was drawn of this."""
        path = self._path(svg)
        try:
            file = path.read_bytes()
            os.utime(path)
        except OSError:  # it was never there, or has just been thrown out
            return None
        return file

    def put(self, svg: str, png: bytes) -> None:
        """Keep what was drawn of this; a disk that is full keeps nothing."""
        if len(png) > self._most:
            return
        with suppress(OSError), self._lock:
            with NamedTemporaryFile(dir=self._folder, suffix=".new", delete=False) as file:
                file.write(png)
            Path(file.name).replace(self._path(svg))
            self._held += len(png)
            if self._held > self._most:
                self._shrink()

    def _shrink(self) -> None:
        """Throw files out until there is room again, counted anew."""
        files = sorted(self._files())
        self._held = sum(size for _, size, _ in files)
        for _, size, path in files:
            if self._held <= self._most * LEAVES:
                return
            path.unlink(missing_ok=True)
            self._held -= size

    def _files(self) -> list[tuple[int, int, Path]]:
        """Return when each file was looked at last, how long it is, and where."""
        found = []
        for path in self._folder.glob("*"):
            with suppress(OSError):
                told = path.stat()
                found.append((told.st_mtime_ns, told.st_size, path))
        return found

    def _path(self, svg: str) -> Path:
        return self._folder / (sha256(svg.encode()).hexdigest() + ENDING)
