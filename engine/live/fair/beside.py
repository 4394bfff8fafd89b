"""Where the database and the key to its seeds lie -> whether who takes one has the other."""

from __future__ import annotations

from pathlib import Path


def key_file(database: Path) -> Path:
    """Return where the key of a database of one's own lies, where no setting names one."""
    return Path(f"{database}.key")


def key_beside(database: Path | None, key: Path | None) -> bool:
    """Tell whether the file that holds the key lies in the folder of the database's file, or below it.

    None: not a file (a server, a variable of the environment).
    """
    if database is None or key is None:
        return False
    return key.resolve().is_relative_to(database.resolve().parent)
