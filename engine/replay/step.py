"""One command of a history, as its order depends on it: the versions of what it had."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Had(NamedTuple):
    """An object that a command had: its version before and after; equal where nothing of it changed."""

    object: int
    before: int
    after: int


class Step(NamedTuple):
    """A command by its place in the history."""

    position: int
    name: str
    owner: int
    had: Sequence[Had]
