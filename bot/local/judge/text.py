"""A text and its bounds -> a complaint, where it does not keep them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def bounded(place: str, text: Any, least: int, most: int) -> Iterator[str]:
    """Yield what is wrong with the length of a text."""
    if not isinstance(text, str):
        yield f"{place}: must be a text, is {text!r}"
    elif not least <= len(text) <= most:
        yield f"{place}: {len(text)} characters; must be from {least} to {most}"


def counted(place: str, things: Any, most: int, least: int = 0) -> Iterator[str]:
    """Yield what is wrong with the number of things."""
    if not isinstance(things, list):
        yield f"{place}: must be a list, is {things!r}"
    elif not least <= len(things) <= most:
        yield f"{place}: {len(things)}; must be from {least} to {most}"


def unique(place: str, names: list[Any]) -> Iterator[str]:
    """Yield each name that comes twice."""
    seen: set[Any] = set()
    for name in names:
        if name in seen:
            yield f"{place}: `{name}` comes twice"
        seen.add(name)
