"""Problems -> the files that could not be read, which leave what the others say in doubt."""

from __future__ import annotations

from collections.abc import Iterable

from rules.document.code import CODES, ENCODING, LIMIT, ONE_DOCUMENT, SYNTAX, TAB
from rules.pack.code import DUPLICATE_ID, NOT_A_MAPPING
from rules.problem import Problem

_LOSES = {code.id for code in (SYNTAX, TAB, ENCODING, LIMIT, ONE_DOCUMENT, NOT_A_MAPPING)}
_OF_FILES = {code.id for code in (*CODES, NOT_A_MAPPING, DUPLICATE_ID)}


def unread(problems: Iterable[Problem]) -> list[str]:
    """Return the files that are lost, whole or a noun of them, each once."""
    return [*dict.fromkeys(each.place.file for each in problems if each.code in _LOSES)]


def of_files(problems: Iterable[Problem]) -> list[Problem]:
    """Return what is wrong with files by themselves, whatever others declare."""
    return [each for each in problems if each.code in _OF_FILES]
