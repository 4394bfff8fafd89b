"""The name of an installed package -> the folder that it is in, without importing it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def folder_of(package: str) -> Path:
    """Return where *package* lies; importing it might start, lock or register something."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise LookupError(
            f"`{package}` is not installed; install `reve[dev]`, or name a server in the environment"
        )
    return Path(next(iter(spec.submodule_search_locations)))


def only(found: list[Path], wanted: str) -> Path:
    """Return the one path that was *wanted*."""
    if len(found) != 1:
        raise LookupError(f"{len(found)} of {wanted}: {found}")
    return found[0]
