"""What can be wrong with a file before anything in it is understood."""

from __future__ import annotations

from rules.problem import error

SYNTAX = error("E101", "this is not YAML")
DUPLICATE_KEY = error("E102", "a key is written twice")
ALIAS = error("E103", "anchors and aliases are not part of the language")
TAG = error("E104", "tags are not part of the language")
MERGE_KEY = error("E105", "merge keys are not part of the language")
BAD_KEY = error("E106", "a key must be a text")
CONTROL_CHARACTER = error("E107", "a control character stands in the text")
TAB = error("E108", "a tab cannot indent")
ENCODING = error("E109", "the file is not UTF-8")
LIMIT = error("E110", "the file is too large or too deep")
ONE_DOCUMENT = error("E111", "a file holds one document, without directives")

CODES = (
    SYNTAX,
    DUPLICATE_KEY,
    ALIAS,
    TAG,
    MERGE_KEY,
    BAD_KEY,
    CONTROL_CHARACTER,
    TAB,
    ENCODING,
    LIMIT,
    ONE_DOCUMENT,
)
