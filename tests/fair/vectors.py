"""Known seeds, sites and leaves -> docs/fairness-vectors.json: `python -m tests.fair.vectors`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from engine.chance import FairChance
from engine.fair.epoch import commitment
from engine.fair.luck import Basis, Holder, Luck, of_offer, of_player
from engine.fair.secret import Secret
from rules.site import MASK, Site, hash_name, inside, start
from tests.engine.fair.forms import SEED, log, luck

FILE = Path(__file__).parents[2] / "docs/fairness-vectors.json"

SEEDS = (bytes(31) + b"\x01", SEED, b"\xff" * 32)
SITES = ("", "a", "actions.open/do/prize", "tables.été/prize", "x" * 128, "y" * 129, "z" * 300)
COORDINATES = (0, 1, MASK, start(17, 4))
BASES = (
    of_player(Holder(17, "alice"), 0),
    of_player(Holder(17, "alice"), 41),
    of_player(Holder(9), 3),
    of_offer(Holder(23, "bob_1"), Holder(17, "a-l"), 812, 0),
    of_offer(Holder(23), Holder(17, "alice"), 812, 1),
)
LIMITS = (1, 2, 6, 100, 1_000_000_000, (1 << 63) + 1)  # the last rejects every other attempt
CHOICES = ((7, 3), (0, 1, 0, 4), (1_000_000,))


def vectors() -> dict[str, Any]:
    """Return all of them; what may have 64 bits is spelt."""
    return {
        "commitments": [{"seed": seed.hex(), "commitment": commitment(seed).hex()} for seed in SEEDS],
        "sites": [{"name": name, "hash": str(hash_name(name))} for name in SITES],
        "coordinates": [
            {"coordinate": str(one), "step": str(step), "inside": str(inside(one, step))}
            for one in COORDINATES
            for step in (0, 1, MASK)
        ],
        "bits": [_bits(seed, basis) for seed in SEEDS for basis in BASES],
        "rolls": [_roll(basis, n) for basis in BASES for n in LIMITS],
        "choices": [_choice(weights, value) for weights in CHOICES for value in range(min(sum(weights), 12))],
        "inclusions": [_included(position, size) for size in range(1, 10) for position in range(size)],
        "proofs": [json.loads(log(7, 4, fell).prove(4).written()) for fell in _fell()],
    }


def _fell() -> list[Luck]:
    sites = ("actions.open/do/prize", "actions.open/do/prize/five")
    return [luck(basis, sites) for basis in BASES]


def _message(basis: Basis) -> str:
    seeds = "+".join(holder.seed for holder in basis.holders)
    return f"{seeds}:{'+'.join(str(holder.player) for holder in basis.holders)}:{basis.nonce}"


def _bits(seed: bytes, basis: Basis) -> dict[str, str]:
    chance = basis.chance(Secret(seed))
    message = f"{_message(basis)}:{hash_name(SITES[2])}:7:2"
    return {"seed": seed.hex(), "message": message, "bits": str(chance.bits(hash_name(SITES[2]), 7, 2))}


def _roll(basis: Basis, n: int) -> dict[str, Any]:
    coordinate = inside(0, n & 7)
    chance: FairChance = basis.chance(Secret(SEED))
    return {
        "seed": SEED.hex(),
        "holders": [[*holder] for holder in basis.holders],
        "nonce": basis.nonce,
        "site": SITES[2],
        "coordinate": str(coordinate),
        "n": str(n),
        "value": str(chance.below(n, Site(SITES[2]), coordinate)),
    }


def _choice(weights: tuple[int, ...], value: int) -> dict[str, Any]:
    place = next(at for at in range(len(weights)) if value < sum(weights[: at + 1]))
    return {"weights": [str(weight) for weight in weights], "value": str(value), "place": place}


def _included(position: int, size: int) -> dict[str, Any]:
    proof = log(size, size).prove(position)
    path = [each.hex() for each in proof.path]
    return {
        "leaf": proof.text,
        "position": position,
        "size": size,
        "path": path,
        "root": proof.root.hex(),
    }


def written() -> str:
    """Return the file."""
    return json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
