"""Packs of 10,000 and of 160,000 records, loaded whole -> seconds of CPU; against libyaml reading the texts.

Of the large pack, one file in 160 is changed, and what the others were found to hold is taken from a cache.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from benchmarks.frame import Verdict, race
from rules.load import load
from rules.pack.cache import Store
from rules.suggest import Spelling
from tests.generated.packs import many

SMALL, LARGE = 10_000, 160_000
MOST_SMALL, MOST_LARGE, MOST_CHANGED, MOST_MEANT = 1.0, 12.0, 2.0, 0.005  # seconds


class Folder:
    """A store of small files, as a shell would lend."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.mkdir(exist_ok=True)

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, if it is there."""
        file = self._path / name
        return file.read_bytes() if file.exists() else None

    def write(self, name: str, content: bytes) -> None:
        """Write a file."""
        (self._path / name).write_bytes(content)


def measure(_: int | None) -> Verdict:
    """Load both packs; the line tells of the small one, the rest stands above it."""
    with packed(SMALL) as pack:
        texts = [file.read_text() for file in pack.rglob("*.yaml")]
        small = race(lambda: _loaded(pack), lambda: _parsed(texts), rounds=3)
    print(f"  {SMALL:,} records, {sum(map(len, texts)) / 1e6:.1f} MB: {small.ours:.2f} s")
    with packed(LARGE) as pack:
        texts = [file.read_text() for file in pack.rglob("*.yaml")]
        store = Folder(pack.parent / "cache")
        parsed = _seconds(lambda: _parsed(texts))
        large = _alone(pack)
        filled = _alone(pack, store)
        _change(pack / "cards" / "077.yaml")
        changed = _alone(pack, store)
    print(
        f"  {LARGE:,} records: {large:.1f} s, {large / parsed:.2f} x libyaml; filling a cache {filled:.1f} s"
    )
    print(f"  one file of them changed: {changed:.2f} s, {changed / parsed:.2f} x libyaml")
    meant = _meant()
    print(f"  did you mean, among {LARGE:,} words: {meant * 1000:.2f} ms")
    found = ((small.ours, MOST_SMALL), (large, MOST_LARGE), (changed, MOST_CHANGED), (meant, MOST_MEANT))
    figure = f"{small.ours:.2f} s, {large:.1f} s, {changed:.2f} s when one file changed"
    return Verdict(figure, small.ratio, all(took < most for took, most in found))


@contextmanager
def packed(records: int) -> Iterator[Path]:
    """Lend a folder with a pack of so many records."""
    with TemporaryDirectory() as folder:
        pack = Path(folder) / "pack"
        for name, text in many(records).items():
            file = pack / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        yield pack


def _loaded(pack: Path, cache: Store | None = None) -> None:
    found = load(pack, cache=cache)
    assert found.ruleset is not None, found.problems[:3]


def _parsed(texts: list[str]) -> None:
    for text in texts:
        yaml.load(text, yaml.CSafeLoader)


def _change(file: Path) -> None:
    file.write_text(file.read_text().replace("rivers meet", "brooks meet", 1))


def _meant() -> float:
    """Return how long the slowest of some misspelt words takes, once the known words have been sorted."""
    spelling = Spelling(f"card_{number * 7919 % 1_000_003}" for number in range(LARGE))
    spelling.nearest("nothing like it")
    words = ("card_12x4", "crd_7919", "cadr_00", "gold", "kard_9x9x")
    return max(race(partial(spelling.nearest, word), lambda: None, rounds=3).ours for word in words)


def _alone(pack: Path, store: Folder | None = None) -> float:
    """Return how long loading takes a process that has done nothing else, as a command does."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_load_seconds, pack, store).result()


def _load_seconds(pack: Path, store: Folder | None) -> float:
    return _seconds(lambda: _loaded(pack, store))


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start
