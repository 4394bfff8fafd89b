"""What can be wrong with the shape of a definition."""

from __future__ import annotations

from rules.problem import error

UNKNOWN_KEY = error("E201", "a key is not known here")
MISSING_KEY = error("E202", "a key is missing")
WRONG_FORM = error("E203", "a value has the wrong form")
OUT_OF_RANGE = error("E204", "a number is out of range")
NOT_ONE_OF = error("E205", "a word is not one of those known here")
BAD_ID = error("E206", "an id is not well formed")
UNKNOWN_NOUN = error("E207", "neither a noun nor a kind")
NOT_YET = error("E208", "not yet part of the language")
WRONG_COUNT = error("E209", "a list or mapping has too few or too many parts")

CODES = (
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_FORM,
    OUT_OF_RANGE,
    NOT_ONE_OF,
    BAD_ID,
    UNKNOWN_NOUN,
    NOT_YET,
    WRONG_COUNT,
)
