"""Proofs for tests: leaves of made-up receipts, and a log that keeps all its hashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from engine.fair.epoch import commitment
from engine.fair.leaf import Leaf, private
from engine.fair.luck import Basis, Holder, Luck, of_player
from engine.fair.merkle import Range, leaf_hash, proof, root_of, siblings
from engine.fair.proof import Proof
from engine.fair.secret import Secret
from rules.site import Site, inside

SEED = bytes(range(32))
BASIS = of_player(Holder(17, "alice"), 4)
WEIGHTS = (700, 950, 1000)


def luck(basis: Basis = BASIS, sites: Sequence[str] = ("actions.open/do/prize",), seed: bytes = SEED) -> Luck:
    """Return luck as it falls at sites, in two rounds each."""
    chance = basis.chance(Secret(seed))
    for name in sites:
        for step in (0, 1):
            chance.choose(WEIGHTS, Site(name), inside(0, step))
    return Luck(basis, tuple(chance.rolls or ()))


def leaf(number: int = 0, fell: Luck | None = None, seed: bytes = SEED) -> Leaf:
    """Return the leaf of receipt *number*."""
    return Leaf(
        id=f"command-{number}",
        player=17,
        action="open",
        outcome="accepted" if fell else "refused",
        ruleset=sha256(b"rules").hexdigest(),
        generation=1,
        time=1_700_000_000_000 + number,
        epoch=3 if fell else 0,
        commitment=commitment(seed).hex() if fell else "",
        luck=fell,
        private=private(sha256(b"asked").digest(), '{"view":"prize"}', "{}", "[[17,4,5]]", bytes(16)),
    )


@dataclass(slots=True)
class Log:
    """Texts of leaves, in order."""

    texts: list[str] = field(default_factory=list)

    @property
    def hashes(self) -> list[bytes]:
        """Return the hashes of the leaves."""
        return [leaf_hash(text.encode()) for text in self.texts]

    def root(self, part: Range | None = None) -> bytes:
        """Return the root over a range of leaves, or over all."""
        return root_of(self.hashes[slice(*part)] if part else self.hashes)

    def prove(self, position: int, seed: bytes | None = SEED) -> Proof:
        """Return the proof of the leaf at a position."""
        size = len(self.texts)
        path = proof(siblings(position, size), self.root)
        return Proof(self.texts[position], commitment(SEED), seed, position, size, self.root(), path)


def log(size: int = 7, at: int = 4, fell: Luck | None = None) -> Log:
    """Return a log of refusals, with one receipt that rolled."""
    return Log([leaf(number, (fell or luck()) if number == at else None).written() for number in range(size)])
