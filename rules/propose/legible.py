"""A text that somebody wrote -> as it is kept, or why it is not: one line, in letters that are seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_MARKS = " -'\u2019.,!?&+"  # beside letters and numbers; what begins a mention, a link or code is none
_SPACES = re.compile(r"\s+")
# Letters that show nothing: fillers of Hangul and of Braille.
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK"})  # scripts whose letters are taken for one another's
_MOST_ACCENTS = 2


def tidy(text: str) -> str:
    """Return a text in one line, its letters spelt the usual way."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def illegible(text: str) -> str:
    """Return the first part of a tidy text that is not let through, nothing where all of it is."""
    if text != unicodedata.normalize("NFKC", text):
        return next(sign for sign in text if sign != unicodedata.normalize("NFKC", sign))
    accents = 0
    for sign in text:
        accents = accents + 1 if unicodedata.category(sign)[0] == "M" else 0
        if not _is_seen(sign) or accents > _MOST_ACCENTS:
            return sign
    if not any(unicodedata.category(sign)[0] in "LN" for sign in text):
        return text[:1] or " "
    return next((word for word in text.split() if len(set(_scripts(word))) > 1), "")


def _is_seen(sign: str) -> bool:
    category = unicodedata.category(sign)
    return sign in _MARKS or (category[0] in "LN" and sign not in _UNSEEN) or category in {"Mn", "Mc"}


def _scripts(word: str) -> Iterator[str]:
    """Yield the scripts of a word, as far as they are taken for one another."""
    for sign in word:
        script = unicodedata.name(sign, "").partition(" ")[0]
        if script in _ALIKE:
            yield script


def alike(text: str) -> str:
    """Return what two texts have in common that are read as one."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LN")
