"""The names of what plays simulated players."""

from __future__ import annotations

from enum import StrEnum


class Executor(StrEnum):
    """What plays the simulated players."""

    AUTO = "auto"
    PLAYER = "player"
    COLUMNS = "columns"
    NATIVE = "native"
