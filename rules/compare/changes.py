"""Two resolved packs -> every difference, by noun and id; ids that got another name are followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rules.compare.change import Change, Sort, written
from rules.pack import Found, Plain, Resolved
from rules.pack.path import ROW_NAMES
from rules.pack.reckon import is_numeric
from rules.pack.tree import Path

_ORDERED = "of"  # parameters: they are matched by place


@dataclass(slots=True)
class _Texts:
    """The texts of a locale by the keys that they have now, and each with the key under which it stands."""

    plain: dict[str, Plain] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)


def changes(before: Resolved, after: Resolved) -> tuple[Change, ...]:
    """Return what differs, by path."""
    found = list(_Comparison(before, after).all())
    return tuple(sorted(found, key=lambda change: (change.path, change.sort)))


@dataclass(frozen=True, slots=True)
class _Comparison:
    before: Resolved
    after: Resolved

    def all(self) -> Iterator[Change]:
        for noun in sorted(self.before.plain.keys() | self.after.plain.keys()):
            if noun == "texts":
                yield from self._texts()
            else:
                yield from self._noun(noun)

    def _noun(self, noun: str) -> Iterator[Change]:
        old, new = self.before.plain.get(noun, {}), self.after.plain.get(noun, {})
        moved = dict(self._renamed(noun))
        for name, now in moved.items():
            found = self.after.at((noun, now))
            yield self._change("renamed", (noun, now), name, now, found)
        known = {moved.get(name, name): name for name in old}
        for name in sorted(known.keys() | new.keys()):
            was = (noun, known.get(name, name))
            yield from self._compared(was, (noun, name), old.get(was[1]), new.get(name))

    def _renamed(self, noun: str) -> Iterator[tuple[str, str]]:
        """Yield the ids that are gone with what they are called now."""
        old, new = self.before.plain.get(noun, {}), self.after.plain.get(noun, {})
        for name in old:
            now = self.after.current(noun, name)
            if name not in new and now in new and now not in old:
                yield name, now

    def _texts(self) -> Iterator[Change]:
        old, new = self.before.plain.get("texts", {}), self.after.plain.get("texts", {})
        for locale in sorted(old.keys() | new.keys()):
            was, now = (
                self._locale(tree.plain.get("texts", {}).get(locale)) for tree in (self.before, self.after)
            )
            for key in sorted(was.plain.keys() | now.plain.keys()):
                paths = [("texts", locale, each.keys.get(key, key)) for each in (was, now)]
                yield from self._compared(paths[0], paths[1], was.plain.get(key), now.plain.get(key))

    def _locale(self, texts: Plain) -> _Texts:
        """Return texts by the ids that what they are said of has now; what names those itself comes first."""
        found = _Texts()
        entries = texts if isinstance(texts, dict) else {}
        for key in sorted(entries, key=lambda key: self.after.current_key(key) == key):
            found.plain[self.after.current_key(key)] = entries[key]
            found.keys[self.after.current_key(key)] = key
        return found

    def _compared(self, was: Path, now: Path, old: Plain, new: Plain) -> Iterator[Change]:
        """Yield what differs between what stood at *was* and what stands at *now*."""
        if _alike(old, new):
            return
        if isinstance(old, dict) and isinstance(new, dict):
            yield from self._mappings(was, now, old, new)
        elif isinstance(old, list) and isinstance(new, list):
            yield from self._lists(was, now, old, new)
        elif new is None:
            yield self._change("removed", self._renewed(was), old, None, self.before.at(was))
        else:
            yield self._change("added" if old is None else "changed", now, old, new, self.after.at(now))

    def _renewed(self, path: Path) -> Path:
        return self.after.renewed(path) if path[0] not in {"game", "texts"} else path

    def _mappings(
        self, was: Path, now: Path, old: dict[str, Plain], new: dict[str, Plain]
    ) -> Iterator[Change]:
        for key in sorted(old.keys() | new.keys()):
            yield from self._compared((*was, key), (*now, key), old.get(key), new.get(key))
        if now[-1] == _ORDERED and old.keys() == new.keys() and list(old) != list(new):
            yield self._change("changed", now, list(old), list(new), self.after.at(now))

    def _lists(self, was: Path, now: Path, old: list[Plain], new: list[Plain]) -> Iterator[Change]:
        """Yield what differs between two lists: equal rows are left out, the others go by their order."""
        said = [[written(row) for row in rows] for rows in (old, new)]
        if len(old) == len(new) and all(map(is_numeric, (*said[0], *said[1]))):  # bounds
            for place, pair in enumerate(zip(old, new, strict=True)):
                yield from self._compared((*was, str(place)), (*now, str(place)), *pair)
            return
        for word, a, b, c, d in SequenceMatcher(None, said[0], said[1], autojunk=False).get_opcodes():
            if word == "equal":
                continue
            for place in range(max(b - a, d - c)):
                one, other = a + place, c + place
                yield from self._compared(
                    (*was, _row(old, one)),
                    (*now, _row(new, other)),
                    old[one] if one < b else None,
                    new[other] if other < d else None,
                )

    def _change(self, sort: Sort, path: Path, old: Plain, new: Plain, found: Found | None) -> Change:
        if found is None:
            return Change(sort, path, old, new)
        return Change(sort, path, old, new, found.origin.place, found.origin.patches)


def _alike(old: Plain, new: Plain, key: str = "") -> bool:
    """Tell whether two contents say the same; of parameters the order counts too."""
    if old != new:
        return False
    if isinstance(old, dict):
        ordered = key != _ORDERED or list(old) == list(new)
        return ordered and all(_alike(part, new[name], name) for name, part in old.items())
    return not isinstance(old, list) or all(map(_alike, old, new))


def _row(rows: list[Plain], place: int) -> str:
    """Return how a row is addressed: by its name, if it alone has it, else by its number."""
    named = [_name(row) for row in rows]
    name = named[place] if place < len(rows) else ""
    return name if name and named.count(name) == 1 else str(place)


def _name(row: Plain) -> str:
    found = [row[word] for word in ROW_NAMES if word in row] if isinstance(row, dict) else []
    return found[0] if found and isinstance(found[0], str) else ""
