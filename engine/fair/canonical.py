"""A value -> the one JSON text that stands for it, which is kept, hashed and compared."""

from __future__ import annotations

import json
from typing import Any

_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
# What the encoder makes anew for each text that it writes, made once: a live game writes four a command.
_made = json.encoder.c_make_encoder  # type: ignore[attr-defined]
_write = _made and _made(
    None, _encoder.default, json.encoder.encode_basestring, None, ":", ",", True, False, True
)


def canonical(value: Any) -> str:
    """Return JSON that is the same for equal values: keys sorted, no spaces, nothing escaped needlessly."""
    return "".join(_write(value, 0)) if _write else _encoder.encode(value)
