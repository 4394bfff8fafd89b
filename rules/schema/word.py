"""The words of the language: nouns, steps, and what no id may be."""

from __future__ import annotations

import keyword
import re

# What may not be an id anywhere: Python's words, and values that expressions know by name.
VALUES = ("me", "now", "today", "it", "none", "true", "false", "game")
RESERVED = frozenset({*(word for word in keyword.kwlist if word.islower()), *VALUES})

# Nouns that come with later work: recognised, so that the message can say so.
LATER_NOUNS = ("roles",)

ID_PATTERN = "^[a-z][a-z0-9_]*$"
_ID = re.compile(r"[a-z][a-z0-9_]*")


def is_id(word: str) -> bool:
    """Tell whether a word may name a definition."""
    return _ID.fullmatch(word) is not None and word not in RESERVED
