"""Logs are what RFC 6962 defines: judged by its recursive definitions, written down as they stand there."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.fair.merkle import (
    Frontier,
    Range,
    grow,
    growth,
    is_included,
    leaf_hash,
    only_grew,
    proof,
    root_of,
    siblings,
)

LEAVES = [b"", b"\x00", b"\x10", b"\x20\x21", b"\x30\x31", b"@ABC", b"PQRSTUVW", b"`abcdefghijklmno"]
HASHES = [leaf_hash(bytes([number])) for number in range(40)]
SIZES = st.integers(1, len(HASHES))


def tree(leaves: list[bytes]) -> bytes:
    """MTH of section 2.1."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = next(1 << bit for bit in range(9, -1, -1) if 1 << bit < len(leaves))
    return sha256(b"\x01" + tree(leaves[:k]) + tree(leaves[k:])).digest()


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of section 2.1.1."""
    if len(leaves) == 1:
        return []
    k = next(1 << bit for bit in range(9, -1, -1) if 1 << bit < len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), tree(leaves[k:])]
    return [*path(m - k, leaves[k:]), tree(leaves[:k])]


def subproof(m: int, leaves: list[bytes], *, whole: bool) -> list[bytes]:
    """SUBPROOF of section 2.1.2."""
    if m == len(leaves):
        return [] if whole else [tree(leaves)]
    k = next(1 << bit for bit in range(9, -1, -1) if 1 << bit < len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], whole=whole), tree(leaves[k:])]
    return [*subproof(m - k, leaves[k:], whole=False), tree(leaves[:k])]


def test_known_roots() -> None:
    # published with the first implementations of the RFC, for these eight leaves
    hashes = [leaf_hash(leaf) for leaf in LEAVES]
    assert root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root_of(hashes[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root_of(hashes).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def numbered(size: int) -> list[bytes]:
    return [bytes([number]) for number in range(size)]


@pytest.mark.parametrize("size", range(len(HASHES)))
def test_roots_and_proofs_are_those_of_the_definition(size: int) -> None:
    leaves = numbered(size)
    assert root_of(HASHES[:size]) == tree(leaves)
    for position in range(size):
        found = proof(siblings(position, size), lambda part: root_of(HASHES[slice(*part)]))
        assert [*found] == path(position, leaves)
        assert is_included(HASHES[position], position, size, found, tree(leaves))
    for before in range(1, size):
        found = proof(growth(before, size), lambda part: root_of(HASHES[slice(*part)]))
        assert [*found] == subproof(before, leaves, whole=True)
        assert only_grew(before, tree(leaves[:before]), size, tree(leaves), found)


@given(st.data(), SIZES)
def test_a_proof_of_inclusion_that_is_changed_anywhere_proves_nothing(data: st.DataObject, size: int) -> None:
    position = data.draw(st.integers(0, size - 1))
    found = [*proof(siblings(position, size), lambda part: root_of(HASHES[slice(*part)]))]
    root = root_of(HASHES[:size])
    other = data.draw(st.integers(0, len(HASHES) - 1).filter(lambda number: number != position))
    assert not is_included(HASHES[other], position, size, found, root)
    assert not is_included(HASHES[position], position, size, [*found, root], root)
    assert not is_included(HASHES[position], size, size, found, root)
    if found:
        at = data.draw(st.integers(0, len(found) - 1))
        assert not is_included(HASHES[position], position, size, found[:at] + found[at + 1 :], root)
        found[at] = root
        assert not is_included(HASHES[position], position, size, found, root)


@given(st.data(), SIZES)
def test_a_log_that_was_changed_did_not_only_grow(data: st.DataObject, size: int) -> None:
    before = data.draw(st.integers(0, size))
    at = data.draw(st.integers(0, size - 1))
    changed = [*HASHES[:size]]
    changed[at] = leaf_hash(b"changed")
    found = proof(growth(before, size), lambda part: root_of(changed[slice(*part)]))
    old, new = root_of(HASHES[:before]), root_of(changed)
    assert only_grew(before, old, size, new, found) == (at >= before)
    assert not only_grew(before, old, size, new, [*found, new])
    assert not only_grew(size + 1, old, size, new, found)
    assert not only_grew(before, leaf_hash(b"other"), size, new, found)


def test_a_short_proof_of_growth_proves_nothing() -> None:
    assert not only_grew(3, root_of(HASHES[:3]), 7, root_of(HASHES[:7]), ())
    assert not only_grew(3, root_of(HASHES[:3]), 7, root_of(HASHES[:7]), HASHES[:12])


@given(SIZES, SIZES)
def test_a_frontier_is_all_that_appending_needs(one: int, other: int) -> None:
    size, kept = max(one, other), grow(Frontier(), HASHES[: min(one, other)])
    kept = Frontier(kept.size, kept.peaks)
    assert grow(kept, HASHES[kept.size : size]).root() == root_of(HASHES[:size])
    assert len(kept.peaks) == kept.size.bit_count()


@pytest.mark.parametrize(("ask", "at"), [(siblings, 4), (siblings, -1), (growth, 5), (growth, -1)])
def test_what_is_outside_the_log_has_no_proof(ask: Callable[[int, int], list[Range]], at: int) -> None:
    with pytest.raises(ValueError, match="log"):
        ask(at, 4)


def test_what_is_the_whole_log_needs_no_proof() -> None:
    assert growth(0, 4) == growth(4, 4) == siblings(0, 1) == []
    assert siblings(0, 2) == [Range(1, 2)]
