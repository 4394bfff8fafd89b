"""A proof -> what in it does not agree; nothing, where all of it can be worked out again."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from engine.fair.leaf import Leaf
from engine.fair.luck import Luck
from engine.fair.merkle import is_included, leaf_hash
from engine.fair.proof import Proof
from engine.fair.secret import Secret
from rules.site import Site


class Difference(NamedTuple):
    """What a proof says, and should say, of a `roll`, `commitment`, `inclusion` or `checkpoint`."""

    what: str
    where: str
    said: str
    expected: str


def is_open(proof: Proof) -> bool:
    """Tell whether everything of it can be verified: the seed is revealed, or nothing was rolled."""
    return proof.seed is not None or proof.leaf.luck is None


def differences(proof: Proof, checkpoint: bytes | None = None) -> list[Difference]:
    """Return all that does not agree; *checkpoint* is a root that was published, if one is to be met."""
    return [*_committed(proof, proof.leaf), *_rolled(proof, proof.leaf.luck), *_logged(proof, checkpoint)]


def _committed(proof: Proof, leaf: Leaf) -> Iterator[Difference]:
    promised = proof.commitment.hex()
    if leaf.luck is not None and leaf.commitment != promised:
        yield Difference("commitment", f"epoch {leaf.epoch}", promised, leaf.commitment)
    if proof.seed is not None:
        worked_out = sha256(proof.seed).hexdigest()
        if worked_out != promised:
            yield Difference("commitment", f"epoch {leaf.epoch}", promised, worked_out)


def _rolled(proof: Proof, luck: Luck | None) -> Iterator[Difference]:
    if luck is None or proof.seed is None:
        return
    chance = luck.basis.chance(Secret(proof.seed))
    for number, roll in enumerate(luck.rolls, start=1):
        value = chance.below(roll.n, Site(roll.site), roll.coordinate)
        if value != roll.value:
            yield Difference("roll", f"{number}: {roll.site}", str(roll.value), str(value))


def _logged(proof: Proof, checkpoint: bytes | None) -> Iterator[Difference]:
    where = f"leaf {proof.position} of {proof.size}"
    hashed = leaf_hash(proof.text.encode())
    if not is_included(hashed, proof.position, proof.size, proof.path, proof.root):
        yield Difference("inclusion", where, proof.root.hex(), "another root")
    if checkpoint is not None and checkpoint != proof.root:
        yield Difference("checkpoint", where, proof.root.hex(), checkpoint.hex())
