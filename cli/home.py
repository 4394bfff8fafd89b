"""Where the code is -> where the content that is shipped with it is."""

from __future__ import annotations

from pathlib import Path


def shipped() -> Path:
    """Return the folder of the shipped games: inside this package in a wheel, beside it in a checkout."""
    room = Path(__file__).resolve().parent
    inside = room / "content"
    return inside if inside.is_dir() else room.parent / "content"
