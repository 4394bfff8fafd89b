"""A file that holds tables: a ZIP of one JSON array a row, and a manifest that says how many there are."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from io import TextIOWrapper
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from sqlalchemy import LargeBinary, Table

from engine.live.store.schema import epoch

_MANIFEST = "manifest.json"
_FORMAT = 1
_ILLEGIBLE = (BadZipFile, EOFError, zlib.error, RuntimeError, ValueError, TypeError, IndexError)


class ArchiveError(Exception):
    """A file that is no backup, or not a whole one."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: schema, when it was taken (ms), rows and digest by table."""

    schema: str
    taken: int
    rows: dict[str, int] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    format: int = _FORMAT


class Writer:
    """Write tables one after the other, then the manifest."""

    def __init__(self, file: ZipFile, schema: str, taken: int) -> None:
        self._file = file
        self.manifest = Manifest(schema, taken)
        self._digest = sha256()

    @contextmanager
    def table(self, table: Table) -> Iterator[_Rows]:
        """Write the rows of one table, as they come."""
        with self._file.open(f"{table.name}.jsonl", "w", force_zip64=True) as raw:
            rows = _Rows(raw, _binary(table))
            yield rows
        self.manifest.rows[table.name] = rows.count
        self.manifest.digests[table.name] = rows.digest.hexdigest()

    def end(self) -> None:
        """Write the manifest; without one, a file is no backup."""
        self._file.writestr(_MANIFEST, json.dumps(asdict(self.manifest), indent=1))


class _Rows:
    def __init__(self, raw: Any, binary: Sequence[int]) -> None:
        self._raw = raw
        self._binary = binary
        self.count = 0
        self.digest = sha256()

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows, values in the order of the table's columns."""
        lines = []
        for row in rows:
            values = list(row)
            for place in self._binary:
                values[place] = None if values[place] is None else bytes(values[place]).hex()
            lines.append(json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n")
        text = "".join(lines).encode()
        self.digest.update(text)
        self.count += len(lines)
        self._raw.write(text)


@contextmanager
def writing(path: Path, schema: str, taken: int) -> Iterator[Writer]:
    """Write a backup, whole or not at all; raise `ArchiveError` where something else would be lost by it."""
    _spared(path)
    part = path.with_name(f".{path.name}.part")
    try:
        with ZipFile(part, "w", ZIP_DEFLATED, compresslevel=1) as file:
            writer = Writer(file, schema, taken)
            yield writer
            writer.end()
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _spared(path: Path) -> None:
    """Raise where a file is there that is no backup: a database, most likely its own."""
    if not path.exists():
        return
    try:
        with reading(path):
            return
    except ArchiveError:
        raise ArchiveError("a file of that name is there, and it is no backup; name another one") from None


class Reader:
    """Read what was written; raise `ArchiveError` where it is not whole."""

    def __init__(self, file: ZipFile) -> None:
        self._file = file
        try:
            self.manifest = _manifest(json.loads(file.read(_MANIFEST)))
        except (KeyError, ValueError, TypeError):
            raise ArchiveError("it has no manifest, so it is no backup, or not a whole one") from None
        if self.manifest.format != _FORMAT:
            raise ArchiveError(f"it has form {self.manifest.format}; this version reads {_FORMAT}")

    def locks(self) -> set[str]:
        """Return the ids of the keys to seeds that nobody was told yet."""
        names = [column.name for column in epoch.columns]
        rows = (dict(zip(names, row, strict=False)) for some in self.rows(epoch) for row in some)
        return {str(row.get("key_id")) for row in rows if row.get("revealed") is None}

    def rows(self, table: Table, size: int = 5_000) -> Iterator[list[list[Any]]]:
        """Yield the rows of one table, some at a time."""
        with _legible():
            yield from self._rows(table, size)

    def _rows(self, table: Table, size: int) -> Iterator[list[list[Any]]]:
        wanted, count, digest = _binary(table), 0, sha256()
        if table.name not in self.manifest.rows:
            return
        if f"{table.name}.jsonl" not in self._file.namelist():
            raise ArchiveError(f"`{table.name}` is not in it: the file is damaged")
        batch: list[list[Any]] = []
        with (
            self._file.open(f"{table.name}.jsonl") as raw,
            TextIOWrapper(raw, "utf-8", newline="\n") as lines,
        ):
            for line in lines:
                digest.update(line.encode())
                values = json.loads(line)
                for place in wanted:
                    values[place] = None if values[place] is None else bytes.fromhex(values[place])
                batch.append(values)
                if len(batch) == size:
                    count += len(batch)
                    yield batch
                    batch = []
        count += len(batch)
        if batch:
            yield batch
        if (count, digest.hexdigest()) != (
            self.manifest.rows[table.name],
            self.manifest.digests.get(table.name),
        ):
            raise ArchiveError(f"`{table.name}` is not as it was written: the file is damaged")


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """Open a backup."""
    with _legible():
        file = ZipFile(path)
    with file:
        with _legible():
            reader = Reader(file)
        yield reader


@contextmanager
def _legible() -> Iterator[None]:
    """Raise in one word what is raised over a file that is damaged; a bit in it may ask for a password."""
    try:
        yield
    except _ILLEGIBLE as error:
        raise ArchiveError(f"it cannot be read: {error}") from None


def _manifest(fields: dict[str, Any]) -> Manifest:
    """Return what a manifest says; raise `TypeError` where it is not of the kind that is written."""
    read = Manifest(**fields)
    numbers: list[object] = [read.taken, read.format, *dict(read.rows).values(), *map(len, read.digests)]
    if not all(isinstance(number, int) for number in numbers):
        raise TypeError
    return read


def _binary(table: Table) -> list[int]:
    return [place for place, column in enumerate(table.columns) if isinstance(column.type, LargeBinary)]
