"""A draw -> its odds page: entries and things with their chances, when they come, what they cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cli.asked import Asked
from cli.chances.called import Called
from engine.distribution.question import Gain, Mark, Question, TooWide, Watch
from engine.odds.memoryless import at_most, memoryless
from engine.odds.pull import pulls
from engine.odds.report import OddsReport, Rate, report
from engine.odds.report import hit as walk
from engine.odds.walk import Hit

_MOST_WALKS = 48  # of one page, the rarest things first; of the others only the rates are told

Cost = tuple[tuple[str, float], ...]  # the name of each asset, and how much of it


@dataclass(frozen=True, slots=True)
class Line:
    """One outcome: its chance in the next draw and in the long run, and the draws until it first comes.

    *name* is what it is asked for by, *shown* what players call it; *cost* is what the first costs.
    """

    name: str
    next: Fraction
    long_run: float | None
    mean: float | None = None
    half: int | None = None
    nearly: int | None = None
    certain: int | None = None
    shown: str = ""
    cost: Cost = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one table, and its guarantees in words."""

    table: str
    lines: tuple[Line, ...]
    promises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The odds of one draw: *lines* of the table itself, *groups* of all tables, *inner* of what may come.

    *error*: each rate in the long run and each mean is within this part of itself.
    """

    name: str
    lines: tuple[Line, ...] = ()
    inner: tuple[Line, ...] = ()
    costs: Cost = ()
    slots: tuple[str, ...] = ()
    pulls: int = 1
    wide: TooWide | None = None
    groups: tuple[Group, ...] = ()
    title: str = ""
    summary: str = ""
    given: str = ""
    depends: tuple[str, ...] = ()
    error: float = 0.0
    note: str = ""


class _Waits:
    """When each thing first comes: at once where odds never change, else by a walk."""

    def __init__(self, asked: Asked, found: OddsReport) -> None:
        pull = pulls(asked.draw, Question(rates=True, exact=False))
        self.draw, self.pulls = asked.draw, found.pulls
        self.fixed = at_most(pull.draw.steps) if found.states == 1 and pull.times == found.pulls else {}
        self.left, self.error = _MOST_WALKS, found.error
        self.known: dict[tuple[Mark | Gain, Fraction, str], Hit | None] = {}

    def wait(self, what: Mark | Gain, rate: Rate, watch: Watch) -> Hit | None:
        if self.fixed.get(what, 2) <= 1:
            return memoryless(rate.next, self.pulls)
        # Records of one slot whose rates are equal, exactly and in the long run, are of one pool of equals.
        like = what, rate.next, f"{rate.long_run or 0:.11e}"
        if like not in self.known and self.left > 0:
            self.left -= 1
            found = walk(self.draw, watch)
            self.known[like] = None if isinstance(found, TooWide) else found
        hit = self.known.get(like)
        self.error = max(self.error, hit.error if hit else 0.0)
        return hit


def page(asked: Asked, called: Called, *, deep: bool = False) -> Page:
    """Reckon a page; *deep*: also when each thing first comes, not only each entry."""
    found = report(asked.draw, cost=asked.cost)
    costs = tuple((called.asset(*key), float(amount)) for key, amount in found.costs.items())
    waits = _Waits(asked, found)
    lines = {name: _entry(name, rate, waits, costs, called) for name, rate in found.entries.items()}
    waits.left *= deep
    rarest = sorted(found.assets.items(), key=lambda asset: asset[1].next)
    inner = [_thing(key, rate, waits, costs, called) for key, rate in rarest]
    inner.sort(key=lambda line: (-line.next, line.name))
    return Page(
        asked.name,
        _outer(lines),
        tuple(inner),
        costs,
        found.slots,
        found.pulls,
        found.wide,
        _groups(lines, called),
        depends=tuple(map(called.variable, found.slots)),
        error=waits.error if any(found.slots) else 0.0,
    )


def _outer(lines: dict[str, Line]) -> tuple[Line, ...]:
    """Return the entries of the table itself, without those of the tables within."""
    least = min((name.count(".") for name in lines), default=0)
    outer = {name: line for name, line in lines.items() if name.count(".") == least}
    alone = len({name.partition(".")[0] for name in outer}) == 1
    return tuple(_named(line, name.partition(".")[2] if alone else name) for name, line in outer.items())


def _named(line: Line, name: str) -> Line:
    values = {key: getattr(line, key) for key in Line.__slots__}
    return Line(**{**values, "name": name})


def _groups(lines: dict[str, Line], called: Called) -> tuple[Group, ...]:
    tables: dict[str, list[Line]] = {}
    for name, line in lines.items():
        tables.setdefault(name.rpartition(".")[0], []).append(_named(line, name.rpartition(".")[2]))
    return tuple(Group(table, tuple(found), called.promises(table)) for table, found in tables.items())


def _entry(name: str, rate: Rate, waits: _Waits, costs: Cost, called: Called) -> Line:
    hit = waits.wait(Mark(name), rate, Watch(frozenset({name})))
    return _line(name, called.entry(name), rate, hit, costs)


def _thing(key: tuple[str, int], rate: Rate, waits: _Waits, costs: Cost, called: Called) -> Line:
    hit = waits.wait(Gain(key[0], -1), rate, Watch(assets=frozenset({key})))
    return _line(called.id_of(*key), called.asset(*key), rate, hit, costs)


def _line(name: str, shown: str, rate: Rate, hit: Hit | None, costs: Cost) -> Line:
    if hit is None or hit.mean is None:
        return Line(name, rate.next, rate.long_run, shown=shown)
    percentiles, mean = dict(hit.percentiles), hit.mean
    return Line(
        name,
        rate.next,
        rate.long_run,
        mean,
        percentiles.get(50),
        percentiles.get(90),
        hit.certain,
        shown,
        tuple((asset, amount * mean) for asset, amount in costs),
    )


Plain = Callable[[Line], dict[str, Any]]


def plain(found: Page) -> dict[str, Any]:
    """Return a page for other programs."""
    return {
        "name": found.name,
        "title": found.title,
        "with": found.given,
        "pulls": found.pulls,
        "depends_on": list(found.slots),
        "entries": [_plain(line) for line in found.lines],
        "tables": [
            {
                "table": each.table,
                "guarantees": list(each.promises),
                "entries": [_plain(line) for line in each.lines],
            }
            for each in found.groups
        ],
        "things": [_plain(line) for line in found.inner],
        "costs": dict(found.costs),
        "error": found.error,
        "note": found.note,
        "too_wide": found.wide.variable if found.wide else None,
    }


def _plain(line: Line) -> dict[str, Any]:
    first = {"mean": line.mean, "median": line.half, "p90": line.nearly, "certain": line.certain}
    return {
        "name": line.name,
        "shown": line.shown,
        **_rates(line),
        "first": first,
        "first_costs": dict(line.cost),
    }


def _rates(line: Line) -> dict[str, Any]:
    exact = f"{line.next.numerator}/{line.next.denominator}"
    return {"next": float(line.next), "next_exact": exact, "long_run": line.long_run}
