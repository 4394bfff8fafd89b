"""The plain value of a record's field -> what a constant column holds; no node is read for it.

What cannot be read is a `Miss`; only then does anybody ask for a place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from rules.define.literal import day, duration, exact, truth, whole
from rules.define.moment import moment
from rules.expression.type import NONE, Type
from rules.pack.image import Plain
from rules.pack.tree import Path
from rules.program.catalogue import Calendar

Reader = Callable[[Plain], Any]
Codes = dict[str, dict[str, int]]

AMOUNTS = "amounts"  # what is wanted where anything that is held or spent may stand
TABLE = "table"  # what is wanted where a table is named


@dataclass(frozen=True, slots=True)
class Miss:
    """A value that was not read: where it stands, and what was *wanted* there.

    That is a kind whose record it names, `amounts`, `table`, or with *worded* a form in words.
    *key*: the key is wrong.
    """

    path: Path
    wanted: str
    key: bool = False
    worded: bool = False

    def under(self, path: Path) -> Miss:
        """Return the same, seen from further out."""
        return Miss((*path, *self.path), self.wanted, self.key, self.worded)


class Reading:
    """Read values of fields; what is amiss is collected, and handed over with `missed`."""

    def __init__(self, codes: Codes, calendar: Calendar) -> None:
        """Know the records by id, and the calendar that times are of."""
        self.codes = codes
        self._amiss: list[Miss] = []
        self._plain = {
            "int": self._scalar(whole, "a whole number", 0),
            "number": self._scalar(_number, "a number", 0.0),
            "bool": self._scalar(_truth, "`true` or `false`", 0),
            "day": self._scalar(day, "a day of the calendar, such as `2026-10-25`", 0),
            "time": self._scalar(lambda text: moment(text, calendar), "a day, or a day and a time", 0),
            "duration": self._scalar(duration, "a duration such as `30m`", 0),
            "texts": _texts,
        }

    def reader(self, type_: Type) -> Reader:
        """Return what reads values of a type; of a map, the values that are written, by code."""
        if type_.name == "record":
            return self._record(type_.kind)
        if type_.name == "list" and type_.item:
            known = self.codes.get(type_.item.kind, {}) if type_.item.name == "record" else {}
            return self._list(self.reader(type_.item), known)
        if type_.name == "map" and type_.item:
            return self._map(self._record(type_.params[0].kind), self.reader(type_.item))
        return self._plain.get(type_.name, as_text)

    def missed(self, path: Path) -> Iterator[Miss]:
        """Hand over what was amiss since it was last asked, which stands at *path*."""
        yield from (miss.under(path) for miss in self._amiss)
        self._amiss.clear()

    def records(self, kind: str) -> frozenset[int]:
        """Return the codes of the records of a kind."""
        return frozenset(self.codes.get(kind, {}).values())

    @property
    def amiss(self) -> bool:
        """Tell whether something was amiss."""
        return bool(self._amiss)

    def _scalar(self, read: Callable[[str], Any], wanted: str, otherwise: Any) -> Reader:
        amiss = self._amiss  # not the whole, which keeps this function: a ring waits for the collector

        def value(plain: Plain) -> Any:
            found = read(plain) if type(plain) is str else None
            if found is None:
                amiss.append(Miss((), wanted, worded=True))
                return otherwise
            return found

        return value

    def _record(self, kind: str) -> Reader:
        known = self.codes.get(kind, {})

        def value(plain: Plain) -> int:
            code = known.get(plain) if type(plain) is str else None
            if code is None:
                self._amiss.append(Miss((), kind))
                return NONE
            return code

        return value

    def _list(self, read: Reader, known: dict[str, int]) -> Reader:
        code_of = known.__getitem__

        def value(plain: Plain) -> tuple[Any, ...]:
            try:
                codes = tuple(map(code_of, plain))
                if len(codes) == 2:  # noqa: PLR2004 - a pair is in order or it is turned; most lists are short
                    one, other = codes
                    return codes if one < other else (other, one) if other < one else (one,)
                return codes if len(codes) < 2 else tuple(sorted(set(codes)))  # noqa: PLR2004
            except (KeyError, TypeError):
                return one_by_one(plain)

        def one_by_one(plain: Plain) -> tuple[Any, ...]:
            found = set()
            for number, part in enumerate(plain if isinstance(plain, list) else ()):
                before = len(self._amiss)
                found.add(read(part))
                if len(self._amiss) > before:
                    self._step_in(before, str(number))
            return tuple(sorted(found - {NONE}))

        return value

    def _map(self, read_key: Reader, read: Reader) -> Reader:
        def value(plain: Plain) -> dict[int, Any]:
            found = {}
            for name, part in plain.items() if isinstance(plain, dict) else ():
                before = len(self._amiss)
                code = read_key(name)
                if code == NONE:
                    self._amiss[-1] = Miss((), self._amiss[-1].wanted, key=True)
                else:
                    found[code] = read(part)
                if len(self._amiss) > before:
                    self._step_in(before, name)
            return found

        return value

    def _step_in(self, before: int, name: str) -> None:
        self._amiss[before:] = [miss.under((name,)) for miss in self._amiss[before:]]


def as_text(plain: Plain) -> str:
    """Return a text as it is written."""
    return plain if type(plain) is str else ""


def _texts(plain: Plain) -> tuple[str, ...]:
    return tuple(as_text(part) for part in plain) if isinstance(plain, list) else ()


def _number(text: str) -> float | None:
    found = exact(text)
    return None if found is None else float(found)


def _truth(text: str) -> int | None:
    found = truth(text)
    return None if found is None else int(found)
