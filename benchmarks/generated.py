"""Generated games -> how many of them are lived alike by one, by many side by side and compiled."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from cli.simulating.foundry import built
from tests.lives import columns_differ, made, native_differs, text_of

PACKS = 10_000
CHUNK = 50  # of which the first is compiled, too


@dataclass(frozen=True, slots=True)
class Found:
    """What became of some games: how many there were, how many were compiled, and where ways differed."""

    packs: int = 0
    compiled: int = 0
    differences: tuple[str, ...] = ()

    def __add__(self, other: Found) -> Found:
        """Return both together."""
        return Found(
            self.packs + other.packs,
            self.compiled + other.compiled,
            (*self.differences, *other.differences),
        )


def compare(packs: int, workers: int = 2) -> Found:
    """Compare so many games, by some processes."""
    found = Found()
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        for number, each in enumerate(pool.map(_chunk, *zip(*_chunks(packs), strict=True)), 1):
            found += each
            if number % 20 == 0:
                print(f"  {found.packs:,} games, {len(found.differences)} differences", flush=True)
    return found


def _chunks(packs: int) -> Iterator[tuple[int, int]]:
    return ((first, min(CHUNK, packs - first)) for first in range(0, packs, CHUNK))


def _chunk(first: int, count: int) -> Found:
    differences = [apart for seed in range(first, first + count) if (apart := columns_differ(made(seed)))]
    library, game = None, made(first)
    text = text_of(game.ruleset)
    if text is not None:
        library = built(text)
    if library is not None:
        differences += [apart] if (apart := native_differs(game, library)) else []
        _forget(library)
    return Found(count, library is not None, tuple(differences))


def _forget(library: Path) -> None:
    """Remove what nobody asks for again."""
    if library.is_relative_to(Path(tempfile.gettempdir())) or library.suffix == ".so":
        library.unlink(missing_ok=True)
