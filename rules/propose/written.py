"""What somebody wrote in the fields of a template -> the same, whole and tidy, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rules.propose.legible import alike, illegible, tidy
from rules.propose.template import NAME, Template

_HASH = re.compile(r"[0-9a-f]{64}")
_NUMBER_MOST = 10_000  # of names that a list ever had


@dataclass(frozen=True, slots=True)
class Written:
    """A name, texts by field, the names of the list by number, and a picture for some of them.

    A number is a name's own as long as it is in the list, and nobody else's afterwards.
    """

    name: str
    texts: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    pictures: Mapping[int, str] = field(default_factory=dict)

    @property
    def plain(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        names = {str(number): name for number, name in self.names.items()}
        pictures = {str(number): hash_ for number, hash_ in self.pictures.items()}
        return {"name": self.name, "texts": dict(self.texts), "names": names, "pictures": pictures}


class Wrong(NamedTuple):
    """What is wrong: with which field, why (a word that the bot knows), and what that hangs on."""

    field: str
    why: str
    shown: str = ""


def of_plain(plain: Any) -> Written | None:
    """Return what `Written.plain` wrote; None for any other value."""
    match plain:
        case {"name": str(name), "texts": dict(texts), "names": dict(names), "pictures": dict(pictures)}:
            pass
        case _:
            return None
    said = [*texts.values(), *names.values(), *pictures.values()]
    numbers = [*names, *pictures]
    if not all(isinstance(each, str) for each in (*texts, *said)):
        return None
    if not all(isinstance(each, str) and each.isascii() and each.isdecimal() for each in numbers):
        return None
    kept = {int(number): text for number, text in names.items()}
    return Written(name, texts, kept, {int(number): hash_ for number, hash_ in pictures.items()})


def listed(text: str, before: Mapping[int, str], used: int) -> dict[int, str]:
    """Return the names of a list with commas; those that were there keep their numbers, others get new ones.

    *used* is the highest number that any name ever had.
    """
    known = {alike(name): number for number, name in before.items()}
    found: dict[int, str] = {}
    for name in (tidy(part) for part in text.split(",")):
        if name:
            number = known.pop(alike(name), 0)
            used += not number
            found[number or used] = name
    return found


def wrong(template: Template, written: Written, taken: Iterable[str] = ()) -> Iterator[Wrong]:
    """Yield what a template does not let through; *taken*: names that mean somebody else already."""
    others = {alike(name) for name in taken}
    yield from _text(NAME, written.name, template.longest)
    if alike(written.name) in others:
        yield Wrong(NAME, "taken", written.name)
    for name, most in template.texts.items():
        yield from _text(name, written.texts.get(name, ""), most)
    for name in written.texts.keys() - template.texts.keys():
        yield Wrong(name, "unasked")
    yield from _names(template, written, others)
    for number, hash_ in written.pictures.items():
        if number not in written.names or not _HASH.fullmatch(hash_):
            yield Wrong(template.list, "unasked", str(number))


def _names(template: Template, written: Written, others: set[str]) -> Iterator[Wrong]:
    count = len(written.names)
    if not template.least <= count <= template.most:
        yield Wrong(template.list, "count", f"{template.least}-{template.most}")
        return
    seen: set[str] = set()
    for number, name in written.names.items():
        yield from _text(template.list, name, template.longest)
        if alike(name) in seen:
            yield Wrong(template.list, "twice", name)
        elif alike(name) in others:
            yield Wrong(template.list, "taken", name)
        if not 0 < number <= _NUMBER_MOST:
            yield Wrong(template.list, "unasked", str(number))
        seen.add(alike(name))


def _text(field_: str, text: str, most: int) -> Iterator[Wrong]:
    if not text:
        yield Wrong(field_, "empty")
    elif len(text) > most:
        yield Wrong(field_, "long", str(most))
    elif text != tidy(text):
        yield Wrong(field_, "letters", text)
    elif sign := illegible(text):
        yield Wrong(field_, "letters", sign)
