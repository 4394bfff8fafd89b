"""Outcomes that an author wrote -> luck that gives them, in the order in which they occur."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from engine.chance import Chance
from rules.program.catalogue import Catalogue
from rules.site import Site

_LISTED = 12  # how many outcomes a message names
_WORDS = {"True": "true", "False": "false", "yes": "true", "no": "false"}


class Unscripted(Exception):  # noqa: N818 - what it is, not that it is one
    """Say which roll has no outcome that could happen, and what could.

    Where one was scripted that cannot happen, it stands under *label*, with so many *left* there.
    """

    def __init__(self, message: str, label: str = "", left: int = 0) -> None:
        """Say so."""
        super().__init__(message)
        self.label = label
        self.left = left


@dataclass(frozen=True, slots=True)
class Leftover:
    """An outcome that was never rolled: its label, and how many are left there with it."""

    label: str
    left: int
    message: str


class ScriptedChance(Chance):
    """Give scripted outcomes by label: `success: false`, `force: 95`, `prize: [three, five.featured]`.

    A dotted outcome scripts the rolls further in (`five` for `prize`, then `featured` for `prize.five`), and
    a roll further in may take what is written for the label it stands in. What is certain needs no script.
    """

    def __init__(
        self,
        script: Mapping[str, Any],
        catalogue: Catalogue,
        players: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Begin with all of the script ahead; records are named by id, *players* by name."""
        self._players = {number: name for name, number in players.items()}
        self._queues = {
            label: deque(
                _words(value) for value in (written if isinstance(written, list | tuple) else [written])
            )
            for label, written in script.items()
        }
        self._catalogue = catalogue

    def choose(self, cumulative: Sequence[int], site: Site, coordinate: int) -> int:  # noqa: ARG002
        """Return the place of the scripted outcome."""
        places = _positive(cumulative)
        names = {site.outcomes[place] if site.outcomes else str(place): place for place in places}
        return self._next(site, names)

    def uniform(self, lo: int, hi: int, site: Site, coordinate: int) -> int:  # noqa: ARG002
        """Return the scripted number."""
        if lo == hi:
            return self._next(site, {str(lo): lo})
        word = self._take(site, lambda word: _is_whole(word) and lo <= int(word) <= hi)
        if word is None:
            raise self._unscripted(site, f"a whole number from {lo} to {hi}")
        return int(word)

    def pick(
        self,
        codes: Sequence[int],
        cumulative: Sequence[int] | None,
        site: Site,
        coordinate: int,  # noqa: ARG002
    ) -> int:
        """Return the scripted record."""
        places = range(len(codes)) if cumulative is None else _positive(cumulative)
        if not site.kind:
            rolled = [codes[place] for place in places]
            return self._next(site, {self._players.get(code, str(code)): code for code in rolled})
        kind = self._catalogue.kinds[site.kind]
        self._follow(site, kind.renamed)
        return self._next(site, {kind.ids[codes[place]]: codes[place] for place in places})

    def leftovers(self) -> tuple[Leftover, ...]:
        """Say what was scripted and never rolled."""
        said = "was scripted but never rolled; leave it out, or see why nothing rolled it"
        return tuple(
            Leftover(label, len(queue) - place, f"`{label}: {word}` {said}")
            for label, queue in self._queues.items()
            for place, word in enumerate(queue)
        )

    def _next(self, site: Site, names: Mapping[str, int]) -> int:
        word = self._take(site, lambda word: word.partition(".")[0] in names)
        if word is not None:
            return names[word]
        if len(names) == 1:
            return next(iter(names.values()))
        listed = ", ".join(f"`{name}`" for name in list(names)[:_LISTED])
        raise self._unscripted(site, listed + (" and more" if len(names) > _LISTED else ""))

    def _follow(self, site: Site, renamed: Mapping[str, str]) -> None:
        """Put the id that a record has in place of one that it had, where it is what comes next."""
        for label in _labels(site):
            queue = self._queues.get(label)
            if queue:
                queue[0] = renamed.get(queue[0], queue[0])
                return

    def _take(self, site: Site, possible: Callable[[str], bool]) -> str | None:
        """Remove what is written for a roll, if it could happen; the rest of it is for the rolls within."""
        for label in _labels(site):
            queue = self._queues.get(label)
            if not queue:
                continue
            if possible(queue[0]):
                word, _, rest = queue.popleft().partition(".")
                if rest:
                    self._queues.setdefault(f"{_label(site)}.{word}", deque()).appendleft(rest)
                return word
            if label == _label(site):
                return None
        return None

    def _unscripted(self, site: Site, possible: str) -> Unscripted:
        label = _label(site)
        queue = self._queues.get(label)
        if queue:
            said = f"`{label}` cannot be `{queue[0]}` here; it may be {possible}"
            return Unscripted(said, label, len(queue))
        said = f"`{label}` was rolled but is not scripted; say under `rolls` what it is: {possible}"
        return Unscripted(said)


def _words(value: Any) -> str:
    word = str(value)
    return _WORDS.get(word, word)


def _label(site: Site) -> str:
    return site.label or site.name.rpartition("/")[2]


def _labels(site: Site) -> Iterator[str]:
    """Yield the label of a roll, then those it stands in, nearest first."""
    label = _label(site)
    while label:
        yield label
        label = label.rpartition(".")[0]


def _is_whole(word: str) -> bool:
    return word.removeprefix("-").isdecimal()


def _positive(cumulative: Sequence[int]) -> list[int]:
    """Return the places whose weight is not 0."""
    return [
        place for place, total in enumerate(cumulative) if total > (cumulative[place - 1] if place else 0)
    ]
