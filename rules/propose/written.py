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
    """A name, texts by field, the names of the list by number, what each is like, and pictures of some.

    A number is a name's own as long as it is in the list, and nobody else's afterwards; what a name is like
    stays as it is, so that nobody's record becomes another by an edit.
    """

    name: str
    texts: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    likes: Mapping[int, str] = field(default_factory=dict)
    pictures: Mapping[int, str] = field(default_factory=dict)

    @property
    def plain(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        by_number = {"names": self.names, "likes": self.likes, "pictures": self.pictures}
        numbered = {key: {str(at): said for at, said in part.items()} for key, part in by_number.items()}
        return {"name": self.name, "texts": dict(self.texts), **numbered}


class Wrong(NamedTuple):
    """What is wrong: with which field, why (a word that the bot knows), and what that hangs on."""

    field: str
    why: str
    shown: str = ""


def of_plain(plain: Any) -> Written | None:
    """Return what `Written.plain` wrote; None for any other value."""
    match plain:
        case {"name": str(name), "texts": dict(texts), **more}:
            numbered = [_numbered(more.get(key)) for key in ("names", "likes", "pictures")]
        case _:
            return None
    names, likes, pictures = numbered
    if names is None or likes is None or pictures is None:
        return None
    if not all(isinstance(each, str) for each in (*texts, *texts.values())):
        return None
    return Written(name, texts, names, likes, pictures)


def _numbered(plain: Any) -> dict[int, str] | None:
    """Return texts by number, None for anything else."""
    if not isinstance(plain, dict) or not all(isinstance(each, str) for each in (*plain, *plain.values())):
        return None
    if not all(number.isascii() and number.isdecimal() for number in plain):
        return None
    return {int(number): text for number, text in plain.items()}


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


def likened(template: Template, numbers: Iterable[int], before: Mapping[int, str]) -> dict[int, str]:
    """Return what each of a list is like: as before, and the others what is missing, in the list's order."""
    wanted = [*numbers]
    turns = [template.in_turn[at % len(template.in_turn)] for at in range(len(wanted))]
    kept = {number: before[number] for number in wanted if before.get(number) in template.models}
    for like in kept.values():
        if like in turns:
            turns.remove(like)
    open_ = iter(turns)
    return {number: kept[number] if number in kept else next(open_) for number in wanted}


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
    if written.likes.keys() != written.names.keys() or not set(written.likes.values()) <= {*template.models}:
        yield Wrong(template.list, "unasked")


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
