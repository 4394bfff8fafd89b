"""A shipped file with one thing changed -> problems with places, or a ruleset; never an exception.

`REVE_FUZZ=17 pytest tests/test_fuzz_content.py` tries other changes; what failed names its seed.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from random import Random

import pytest

from rules.document import decode
from rules.load import Loaded, compile_pack
from rules.pack import Texts
from rules.pack.cache import Cache
from rules.problem import Problem, Problems
from rules.report.human import render
from tests.generated.mutations import mutated
from tests.packs import CONTENT, find, folder

BASE = int(os.environ.get("REVE_FUZZ", "0"))

# How many changes of each pack are tried, in how many shards: small packs are quick.
PACKS = {
    "examples/tutorial": 1000,
    "examples/lootbox": 600,
    "examples/banner": 304,
    "examples/fishing": 64,
    "reve": 32,
}
SHARDS = 8


class Memory:
    """A store in memory: unchanged files are read once."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def read(self, name: str) -> bytes | None:
        """Return what was kept."""
        return self._kept.get(name)

    def write(self, name: str, content: bytes) -> None:
        """Keep it."""
        self._kept[name] = content


@cache
def shipped(name: str) -> tuple[Texts, Cache]:
    """Return a pack's texts, and a cache that knows its files."""
    return folder(CONTENT / name), Cache(Memory())


def changed(name: str, seed: int) -> tuple[str, bytes, Loaded]:
    """Return what became of a pack in one file of which one thing was changed."""
    random = Random(f"{name} {seed}")
    pack, cache_ = shipped(name)
    file = random.choice(sorted(pack.files))
    content = mutated(random, pack.files[file].encode())
    problems = Problems()
    source, found = decode(file, content)
    problems.extend(found)
    files = {path: text for path, text in pack.files.items() if path != file}
    if source is not None:
        files[file] = source.text
    return file, content, compile_pack(Texts(pack.name, files), problems, find, cache_)


def complaint(loaded: Loaded) -> str:
    """Return what is wrong with the answer, if anything."""
    errors = [problem for problem in loaded.problems if problem.is_error]
    if bool(errors) is (loaded.ruleset is not None):
        return f"{len(errors)} errors, and {'a' if loaded.ruleset else 'no'} ruleset"
    lost = [problem for problem in loaded.problems if not _placed(problem)]
    if lost:
        return f"no such place: {lost[0].place} {lost[0].message}"
    return "" if render(loaded.problems) else "nothing is said"


def _placed(problem: Problem) -> bool:
    place = problem.place
    lines = max(1, len(place.source.lines))
    return (
        bool(place.file)
        and 1 <= place.line <= lines
        and 1 <= place.column <= len(place.source.line(place.line)) + 1
    )


@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("name", PACKS)
def test_any_change_of_a_shipped_file_is_understood_or_reported_in_its_place(name: str, shard: int) -> None:
    for number in range(PACKS[name] // SHARDS):
        seed = BASE * 1_000_000 + shard * 10_000 + number
        try:
            file, content, loaded = changed(name, seed)
        except Exception as wrong:
            wrong.add_note(f"`changed({name!r}, {seed})`")
            raise
        assert not complaint(loaded), f"`changed({name!r}, {seed})`: {complaint(loaded)}\n{file}\n{content!r}"


def test_a_change_is_the_same_for_the_same_seed() -> None:
    first, again = (changed("examples/lootbox", 5)[1] for _ in range(2))

    assert first == again
    assert Path(CONTENT / "examples/lootbox").is_dir()
