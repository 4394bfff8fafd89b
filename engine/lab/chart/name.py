"""What a chart shows -> a name for files and links."""

from __future__ import annotations

import re


def named(*parts: str) -> str:
    """Return *parts* as one name of small letters, digits, `-` and `_`."""
    return "-".join(re.sub(r"[^a-z0-9_]+", "-", part.lower()).strip("-") for part in parts)
