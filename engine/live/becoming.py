"""A ruleset's retired records -> what each one becomes, by the numbers under which it is held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from engine.live.codec import SLOT, Codec
from rules.ruleset import Ruleset


class Part(NamedTuple):
    """So much of a record that one of the retired ones becomes."""

    slot: str
    code: int
    id: str
    amount: int


class Becoming(NamedTuple):
    """A record that is no more, and what one of it becomes."""

    slot: str
    id: str
    parts: tuple[Part, ...]


def becoming(ruleset: Ruleset, codec: Codec) -> Mapping[tuple[int, int], Becoming]:
    """Return what retired records become, by the numbers of slot and record."""
    kinds = ruleset.catalogue.kinds
    return {
        (codec.numbers[SLOT, f"owned.{kind}"], codec.numbers[kind, id_]): Becoming(
            f"owned.{kind}",
            id_,
            tuple(
                Part(f"owned.{noun}", kinds[noun].codes[name], name, amount) for noun, name, amount in rows
            ),
        )
        for (kind, id_), rows in ruleset.retired.items()
    }
