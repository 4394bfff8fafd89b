"""A pack in folders -> texts that are sent to a machine without them -> the same ruleset there."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rules.load import compile_pack, read_folder
from rules.pack import Texts
from rules.problem import Problems
from rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Parcel:
    """The texts of a pack, last, behind those of the packs that it extends; and the hash of its content.

    *held* are the events that hold throughout.
    """

    packs: tuple[Texts, ...]
    hash: str
    held: tuple[str, ...] = ()


def packed(ruleset: Ruleset) -> Parcel:
    """Return what a ruleset was made from."""
    folders = ruleset.definitions.resolved.packs
    return Parcel(
        tuple(read_folder(Path(folder), Problems()) for folder in folders), ruleset.hash, ruleset.held
    )


def unpacked(parcel: Parcel) -> Ruleset | None:
    """Return the ruleset, or None where the texts come to other content than they were sent for."""
    extended = {pack.name: before for before, pack in pairwise(parcel.packs)}
    loaded = compile_pack(parcel.packs[-1], Problems(), lambda _, pack: extended.get(pack.name))
    ruleset = loaded.ruleset and loaded.ruleset.during(parcel.held)
    return ruleset if ruleset is not None and ruleset.hash == parcel.hash else None
