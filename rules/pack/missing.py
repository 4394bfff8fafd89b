"""A path that leads nowhere -> the part of it that is wrong, and what its author may have meant."""

from __future__ import annotations

from rules.pack.code import NO_SUCH_PATH, TWO_ROWS
from rules.pack.path import Stop, names_in
from rules.pack.row import Row
from rules.problem import Problem
from rules.suggest import did_you_mean

_SHOWN = 8


def missing(row: Row, stop: Stop) -> Problem:
    """Return what *row* seeks in vain."""
    at = len(".".join(stop.reached)) + bool(stop.reached)
    written = row.at.text[at : at + len(stop.missing)] == stop.missing
    place = row.at.place.within(at, len(stop.missing)) if written else row.at.place
    owner = f"`{'.'.join(stop.reached)}`" if stop.reached else "the pack"
    if stop.twice:
        said = f"two rows of {owner} are named `{stop.missing}`"
        return TWO_ROWS.at(place, said, help="give one another name", path=row.at.text)
    known = names_in(stop.node)
    said = f"{owner} has no `{stop.missing}` to {'retire' if row.change == 'becomes' else row.change}"
    return NO_SUCH_PATH.at(place, said, help=known_names(stop.missing, known), path=row.at.text)


def known_names(word: str, known: list[str]) -> str:
    """Return what *word* may have meant, or what there is."""
    if near := did_you_mean(word, known):
        return near
    if not known:
        return "nothing in it has a name: name a row by `as`, `else` or `entry`, or set the whole"
    shown = ", ".join(f"`{name}`" for name in sorted(known)[:_SHOWN])
    return f"there is {shown}" + (", …" if len(known) > _SHOWN else "")
