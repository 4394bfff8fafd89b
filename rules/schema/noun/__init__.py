"""The nouns of the language: what each is for, an example, and the schema of one definition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from rules.schema.part import Schema


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun: its name, what it is in a sentence, how it is written, and the schema of a definition."""

    name: str
    summary: str
    example: str
    schema: Schema
    one: bool = False  # the noun is itself the definition, such as `game`
    free: bool = False  # its keys are no ids, such as locales


@cache
def nouns() -> dict[str, Noun]:
    """Return every noun by its name, in the order in which the reference tells of them."""
    from rules.schema.noun import (
        act,
        admit,
        draw,
        happen,
        manifest,
        offer,
        promise,
        remember,
        shop,
        show,
        try_out,
    )

    rooms: tuple[Any, ...] = (
        manifest,
        happen,
        remember,
        admit,
        draw,
        act,
        offer,
        shop,
        show,
        try_out,
        promise,
    )
    return {noun.name: noun for room in rooms for noun in room.NOUNS}
