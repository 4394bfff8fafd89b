"""A cache changes nothing but the time that reading takes."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from rules.pack import Texts, read_pack
from rules.pack.cache import Cache
from rules.schema import check
from tests.packs import CONTENT, GAME, folder


@dataclass
class Memory:
    """A store that counts what it is asked."""

    kept: dict[str, bytes] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)

    def read(self, name: str) -> bytes | None:
        """Return what was written."""
        return self.kept.get(name)

    def write(self, name: str, content: bytes) -> None:
        """Keep it, and remember that it was asked."""
        self.kept[name] = content
        self.written.append(name)


def report(pack: Texts, cache: Cache | None) -> tuple[str, list[tuple[str, str]]]:
    tree, problems = read_pack(pack, cache=cache)
    assert tree is not None
    problems.extend(check(tree, cache))
    return tree.hash, [(str(problem.place), problem.message) for problem in problems.sorted()]


def test_a_pack_that_is_cached_reads_as_one_that_is_not() -> None:
    pack, cache = folder(CONTENT / "reve"), Cache(Memory())
    plain = report(pack, None)
    assert report(pack, cache) == plain
    assert report(pack, cache) == plain


def test_only_a_changed_file_is_read_again_and_its_mistake_has_its_place() -> None:
    pack, store = folder(CONTENT / "reve"), Memory()
    report(pack, Cache(store))
    name = next(name for name in pack.files if name.endswith("tiers.yaml"))
    wrong = Texts(pack.name, {**pack.files, name: pack.files[name].replace("order: 3,", "order: many,", 1)})
    store.written.clear()
    _, problems = report(wrong, Cache(store))
    assert [message for _, message in problems] == ["`order` must be a whole number, not `many`"]
    assert len([written for written in store.written if written.startswith("file-")]) == 1
    assert report(wrong, None)[1] == problems


def test_a_mistake_in_a_file_that_is_cached_is_told_each_time() -> None:
    pack = Texts(
        "mine", {"game.yaml": GAME + "kinds: {card: {fields: {power: int}}}\ncard: {fox: {power: x}}\n"}
    )
    cache = Cache(Memory())
    assert report(pack, cache) == report(pack, cache) == report(pack, None)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xff\xff"])
def test_a_cache_that_cannot_be_read_is_as_good_as_none(content: bytes) -> None:
    pack, store = Texts("mine", {"game.yaml": GAME}), Memory()
    plain = report(pack, Cache(store))
    store.kept = dict.fromkeys(store.kept, content)
    assert report(pack, Cache(store)) == plain
