"""Works that end badly, for processes of their own."""

from __future__ import annotations

import os
from typing import NoReturn

from rules.load import Loaded


def crash() -> NoReturn:
    """Die as a defect of a library would have it."""
    os.abort()


def hang() -> NoReturn:
    """Go on for ever."""
    while True:
        pass


def devour() -> Loaded:
    """Take all the memory that there is."""
    return [0] * 10**10  # type: ignore[return-value]


def fail() -> NoReturn:
    """Fail as a defect of ours would."""
    raise RuntimeError("a defect")
