"""A word that nothing has for its id -> the known word that its author probably meant.

Words are compared by letters left out, put in, replaced or swapped with their neighbour. Words one mistake
away are found by trying all mistakes; those further away among all, or, of very many, among those that begin
or end alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

_NEXT = 2  # what is the least that is left to find when one mistake explains nothing
_FEW = 300
_NEIGHBOURS = 40


class Spelling:
    """The known words of one sort; build it once where many words are sought."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)

    def nearest(self, word: str) -> str | None:
        """Return the known word nearest to *word*, or nothing near.

        Of several the longest, for letters are sooner left out than put in; then the first by alphabet.
        """
        most = allowed(word)
        if word in self.words or not most:
            return word if word in self.words else None
        if near := min(self._one_mistake(word), key=lambda other: (-len(other), other), default=None):
            return near
        candidates = self.words if len(self.words) <= _FEW else self._alike(word)
        return _best(word, candidates, most)

    def _one_mistake(self, word: str) -> Iterator[str]:
        return (other for other in _mistakes(word, self._letters) if other in self.words)

    def _alike(self, word: str) -> set[str]:
        backwards = word[::-1]
        return {
            *_around(self._forwards, word),
            *(other[::-1] for other in _around(self._backwards, backwards)),
        }

    @cached_property
    def _letters(self) -> str:
        return "".join(sorted(set("".join(self.words))))[:64]

    @cached_property
    def _forwards(self) -> list[str]:
        return sorted(self.words)

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(word[::-1] for word in self.words)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of *known* nearest to *word*, or nothing near."""
    return Spelling(known).nearest(word)


def did_you_mean(word: str, known: Iterable[str] | Spelling) -> str | None:
    """Return the question for an author, or nothing where no word is near."""
    spelling = known if isinstance(known, Spelling) else Spelling(known)
    near = spelling.nearest(word)
    return f"did you mean `{near}`?" if near else None


def allowed(word: str) -> int:
    """Return how many mistakes *word* may have and still be understood: a third of it, three at most."""
    return 0 if len(word) > 64 else min(3, (len(word) + 1) // 3)  # noqa: PLR2004 - no id is so long


def distance(one: str, other: str, most: int) -> int:
    """Return by how many mistakes two words differ, or more than *most*."""
    one, other = _differing(one, other)
    if abs(len(one) - len(other)) > most:
        return most + 1
    if not one or not other:
        return max(len(one), len(other))
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if last and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(before) > most:
            return most + 1
    return row[-1]


def _differing(one: str, other: str) -> tuple[str, str]:
    """Return what is left of two words without what they begin and end with alike."""
    shorter = min(len(one), len(other))
    head = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    one, other = one[head:], other[head:]
    shorter -= head
    tail = next((at for at in range(shorter) if one[-1 - at] != other[-1 - at]), shorter)
    return one[: len(one) - tail], other[: len(other) - tail]


def _best(word: str, candidates: Iterable[str], most: int) -> str | None:
    best, letters = None, set(word)
    for other in sorted(candidates):
        if abs(len(other) - len(word)) > most or len(letters ^ set(other)) > 2 * most:
            continue
        if (found := distance(word, other, most)) <= most:
            best, most = other, found - 1
            if found <= _NEXT:
                break
    return best


def _around(ordered: list[str], word: str) -> list[str]:
    at = bisect_left(ordered, word)
    return ordered[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]


def _mistakes(word: str, letters: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in letters)
