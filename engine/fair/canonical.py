"""A value -> the one JSON text that stands for it, in which whole numbers of 64 bits are texts."""

from __future__ import annotations

import json
from typing import Any


def canonical(value: Any) -> str:
    """Return JSON that is the same for equal values: keys sorted, no spaces, nothing escaped needlessly."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
