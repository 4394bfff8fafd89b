"""A value -> the one JSON text that stands for it, which is kept, hashed and compared."""

from __future__ import annotations

import json
from typing import Any

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: Any) -> str:
    """Return JSON that is the same for equal values: keys sorted, no spaces, nothing escaped needlessly."""
    return _encode(value)
