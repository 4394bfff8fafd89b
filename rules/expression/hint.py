"""A text that Python cannot read -> what its author probably meant."""

from __future__ import annotations

import re

# Texts inside an expression, so that brackets and numbers in them are not counted.
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")

# A number with letters after it: `30m`, `0x10`. Python reads some of them (`1if`) with a warning.
SUFFIXED = re.compile(r"(?<![A-Za-z0-9_.])[0-9][0-9_.]*+(?:[eE][+-]?[0-9]++)?+[A-Za-z_][A-Za-z0-9_]*")

_UNITS = {"s": "second", "m": "minute", "h": "hour", "d": "day", "w": "week"}

_HINTS = (
    (re.compile(r"[0-9]\s*%"), "a percentage is written as a number: write 0.06 for 6%"),
    (re.compile(r"[0-9]\.\.[-0-9]"), "ranges stand only in `give` and `roll`"),
    (re.compile(r"&&"), "write `and`"),
    (re.compile(r"\|\|"), "write `or`"),
    (re.compile(r"<>"), "write `!=`"),
    (re.compile(r"\?"), "write `a if condition else b`"),
    (re.compile(r"!(?!=)"), "write `not`"),
    (re.compile(r"=<"), "write `<=`"),
    (re.compile(r"=>"), "write `>=`"),
    (re.compile(r"(?<![=!<>])=(?!=)"), "write `==` to compare"),
    (re.compile(r"\bif\b(?!.*\belse\b)"), "a conditional needs both branches: `a if condition else b`"),
)


def unquoted(text: str) -> str:
    """Return *text* with what stands in quotes blanked out, each character in its place."""
    return QUOTED.sub(lambda match: "_" * len(match[0]), text)


def hint(text: str) -> str | None:
    """Return the first thing that may mend *text*."""
    bare = unquoted(text)
    return next((words for pattern, words in _HINTS if pattern.search(bare)), None)


def number_hint(written: str) -> str:
    """Return what to write for a number with letters after it."""
    match = re.fullmatch(r"([0-9.]+)([smhdw])", written)
    return f"write `{match[1]} * {_UNITS[match[2]]}`" if match else "write a plain number such as 10 or 0.5"
