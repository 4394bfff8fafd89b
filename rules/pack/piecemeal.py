"""A long JSON text without spaces -> what it says, decoded in many calls of which none takes long.

One call would hold Python's lock for as long as the text is, and whatever else the process does would wait.
"""

from __future__ import annotations

from json import JSONDecoder
from typing import Any

_decode = JSONDecoder().raw_decode


def decoded(text: str, depth: int) -> Any:
    """Return what *text* says, the objects in it taken apart down to *depth*; raise `ValueError`."""
    value, end = _value(text, 0, depth, {})
    if end != len(text):
        raise ValueError(f"something stands behind what was read, at {end}")
    return value


def _value(text: str, at: int, depth: int, keys: dict[str, str]) -> tuple[Any, int]:
    """Return the value that begins at *at*, and where it ends; *keys* lets equal keys be one object."""
    if depth and text.startswith("{", at):
        return _object(text, at + 1, depth - 1, keys)
    value, end = _decode(text, at)
    if isinstance(value, dict):
        value = {keys.setdefault(key, key): part for key, part in value.items()}
    return value, end


def _object(text: str, at: int, depth: int, keys: dict[str, str]) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while not text.startswith("}", at):
        if found:
            at = _behind(text, ",", at)
        key, at = _decode(text, at)
        found[keys.setdefault(key, key)], at = _value(text, _behind(text, ":", at), depth, keys)
    return found, at + 1


def _behind(text: str, sign: str, at: int) -> int:
    if not text.startswith(sign, at):
        raise ValueError(f"`{sign}` should stand at {at}")
    return at + 1
