"""A class of parts -> the names of its fields, looked up once for each, as that takes its time."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

_NAMES: dict[Any, tuple[str, ...]] = {}


def named(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass."""
    if kind not in _NAMES:
        _NAMES[kind] = tuple(field.name for field in fields(kind))
    return _NAMES[kind]
