"""The texts of a definition -> the values that JSON Schema judges, as an editor reads them.

Schemas are the public contract, so they speak of numbers and truths. A text that is a number becomes one,
however it was quoted; what wants a text takes numbers too. `24.50` keeps its exact text in the tree: these
values are judged and dropped.
"""

from __future__ import annotations

import re

from rules.pack.image import Plain
from rules.schema.part import Json

_NUMERIC = frozenset("0123456789-+.")  # and no empty text, which `_WORDS` has
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18})")
_WORDS: dict[str, Json] = {"true": True, "false": False, "": None}


def value(plain: Plain) -> Json:
    """Return what a plain text, list or dict is to a schema."""
    if type(plain) is str:
        return _scalar(plain) if plain[:1] in _NUMERIC or plain in _WORDS else plain
    if type(plain) is dict:
        return {
            name: part
            if type(part) is str and part[:1] not in _NUMERIC and part not in _WORDS
            else value(part)
            for name, part in plain.items()
        }
    return [value(part) for part in plain]


def _scalar(text: str) -> Json:
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text
